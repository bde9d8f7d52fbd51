package io.kafkaworkflow.engine.js;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Positions in a bundle to positions in TypeScript (ECMA-426, version 3 of the format, without index maps).
 *
 * <p>Immutable. Kept as one array of numbers: a bundle with a megabyte of libraries has some hundred thousand segments.
 */
final class SourceMap {

  /** Line and column count from 1. */
  record Position(String source, int line, int column) {}

  private static final JsonFactory JSON = new JsonFactory();
  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int FIELDS = 4; // generated column, source or -1, source line, source column; all from 0

  private final List<String> sources;
  /** Index of the first segment of each generated line, and one past the last. */
  private final int[] lineStarts;
  private final int[] segments;

  private SourceMap(List<String> sources, int[] lineStarts, int[] segments) {
    this.sources = sources;
    this.lineStarts = lineStarts;
    this.segments = segments;
  }

  /** @throws IOException the bytes are no source map of version 3 */
  static SourceMap parse(byte[] json) throws IOException {
    List<String> sources = new ArrayList<>();
    String mappings = null;
    try (JsonParser in = JSON.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("Expected a source map, but found no JSON object");
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        JsonToken value = in.nextToken();
        if (name.equals("mappings")) {
          mappings = in.getText();
        } else if (name.equals("sources") && value == JsonToken.START_ARRAY) {
          while (in.nextToken() != JsonToken.END_ARRAY) {
            sources.add(in.currentToken() == JsonToken.VALUE_NULL ? "" : in.getText());
          }
        } else {
          in.skipChildren();
        }
      }
    }
    if (mappings == null) {
      throw new IOException("Expected a source map, but found no mappings");
    }
    return new Decoder(mappings).decode(sources);
  }

  /** The original position of a position in the bundle; line and column count from 1. Empty where generated code has no original. */
  Optional<Position> original(int line, int column) {
    if (line < 1 || line >= lineStarts.length) {
      return Optional.empty();
    }
    int found = -1;
    for (int low = lineStarts[line - 1], high = lineStarts[line] - 1; low <= high; ) {
      int middle = low + high >>> 1;
      if (segments[middle * FIELDS] <= column - 1) {
        found = middle;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    if (found < 0 || segments[found * FIELDS + 1] < 0) {
      return Optional.empty();
    }
    return Optional.of(new Position(
        sources.get(segments[found * FIELDS + 1]), segments[found * FIELDS + 2] + 1, segments[found * FIELDS + 3] + 1));
  }

  private static final class Decoder {

    private final String mappings;
    private int at;
    private int[] segments = new int[1024];
    private int count;

    Decoder(String mappings) {
      this.mappings = mappings;
    }

    SourceMap decode(List<String> sources) throws IOException {
      List<Integer> starts = new ArrayList<>(List.of(0));
      int column = 0;
      int[] original = new int[3]; // source, line, column: relative to the segment before, also across lines
      while (at < mappings.length()) {
        char c = mappings.charAt(at);
        if (c == ';') {
          at++;
          column = 0;
          starts.add(count);
        } else if (c == ',') {
          at++;
        } else {
          column += number();
          boolean hasOriginal = !atEndOfSegment();
          for (int i = 0; hasOriginal && i < original.length; i++) {
            original[i] += number();
          }
          while (!atEndOfSegment()) {
            number(); // the index of a name
          }
          if (hasOriginal && (original[0] < 0 || original[0] >= sources.size())) {
            throw new IOException("Expected a source below " + sources.size() + ", but found " + original[0]);
          }
          add(column, hasOriginal ? original[0] : -1, original[1], original[2]);
        }
      }
      starts.add(count);
      return new SourceMap(
          List.copyOf(sources), starts.stream().mapToInt(Integer::intValue).toArray(), Arrays.copyOf(segments, count * FIELDS));
    }

    private void add(int column, int source, int line, int sourceColumn) {
      if ((count + 1) * FIELDS > segments.length) {
        segments = Arrays.copyOf(segments, segments.length * 2);
      }
      int to = count++ * FIELDS;
      segments[to] = column;
      segments[to + 1] = source;
      segments[to + 2] = line;
      segments[to + 3] = sourceColumn;
    }

    private boolean atEndOfSegment() {
      return at == mappings.length() || mappings.charAt(at) == ',' || mappings.charAt(at) == ';';
    }

    /** One Base64 VLQ number: five bits a digit, least significant first, the lowest bit is the sign. */
    private int number() throws IOException {
      int value = 0;
      for (int shift = 0; shift < 35; shift += 5) {
        int digit = at < mappings.length() ? DIGITS.indexOf(mappings.charAt(at++)) : -1;
        if (digit < 0) {
          throw new IOException("Expected a Base64 digit at character " + (at - 1) + " of the mappings");
        }
        value |= (digit & 31) << shift;
        if (digit < 32) {
          return (value & 1) == 0 ? value >>> 1 : -(value >>> 1);
        }
      }
      throw new IOException("Expected a number of at most 32 bits at character " + at + " of the mappings");
    }
  }
}

package io.kafkaworkflow.engine.js.test262;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a folder of written cases, one after the other. Safe for use by several threads. */
final class CaseFile implements AutoCloseable {

  private static final String RUNTIME_PLACE = "0runtime";
  private static final JsonFactory JSON = JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(100_000_000).build()).build();

  private final BufferedReader lines;
  private final String runtime;
  private final String filter;

  /** @param filter text that the paths of the cases contain */
  CaseFile(Path folder, String filter) throws IOException {
    runtime = Files.readString(folder.resolve("runtime.js"));
    lines = Files.newBufferedReader(folder.resolve("cases.jsonl"));
    this.filter = filter;
  }

  /** The next case whose path contains the filter; null at the end. */
  @Nullable WrittenCase next() throws IOException {
    for (String line = nextLine(); line != null; line = nextLine()) {
      WrittenCase read = parse(line);
      if (read.path().contains(filter)) {
        return read;
      }
    }
    return null;
  }

  private synchronized @Nullable String nextLine() throws IOException {
    return lines.readLine();
  }

  private WrittenCase parse(String line) throws IOException {
    try (JsonParser in = JSON.createParser(line)) {
      in.nextToken();
      Map<String, Object> fields = object(in);
      Object negative = fields.get("negative");
      Object bundle = fields.get("bundle");
      return new WrittenCase(
          (String) require(fields, "path"),
          (Boolean) require(fields, "isAsync"),
          negative instanceof Map<?, ?> map ? new WrittenCase.Negative((String) require(map, "phase"), (String) require(map, "type")) : null,
          (String) require(fields, "native"),
          bundle instanceof String text ? text.replace(RUNTIME_PLACE, runtime) : null,
          bundle instanceof Map<?, ?> map ? new Ending.Refused((Boolean) require(map, "isSyntaxError"), (String) require(map, "cause"), (String) require(map, "detail")) : null);
    }
  }

  private static Object require(Map<?, ?> fields, String name) {
    return Objects.requireNonNull(fields.get(name), name);
  }

  /** Strings, booleans, nulls and objects of them are all there is. */
  private static Map<String, Object> object(JsonParser in) throws IOException {
    Map<String, Object> fields = new HashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      switch (in.nextToken()) {
        case START_OBJECT -> fields.put(name, object(in));
        case VALUE_TRUE, VALUE_FALSE -> fields.put(name, in.getBooleanValue());
        case VALUE_STRING -> fields.put(name, in.getText());
        case VALUE_NULL -> fields.remove(name);
        default -> throw new IOException("Expected text, a boolean, null or an object in `" + name + "`, but found " + in.currentToken());
      }
    }
    return fields;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}

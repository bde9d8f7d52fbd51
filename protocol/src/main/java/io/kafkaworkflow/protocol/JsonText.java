package io.kafkaworkflow.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;

/** JSON (RFC 8259) as text: checking it and making strings of it, without ever building a tree. */
public final class JsonText {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Limits.JSON_DEPTH_MAX)
                  .maxNumberLength(Limits.JSON_NUMBER_CHARS_MAX)
                  .maxStringLength(Limits.VALUE_BYTES_MAX)
                  .maxNameLength(Limits.VALUE_BYTES_MAX)
                  .build())
          // field names come from outside: tables of them that outlive a record would be a leak
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  /** A parser over exact text; throws {@link com.fasterxml.jackson.core.JsonProcessingException} while reading broken text. */
  static JsonParser parser(String text) throws IOException {
    return FACTORY.createParser(text);
  }

  /** True when the whole of `text` is one JSON object within the limits. */
  public static boolean isObject(String text) {
    try (JsonParser parser = parser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) return false;
      parser.skipChildren();
      return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * What a JSON text says to a person: the characters of a string, the text itself for anything else.
   *
   * @throws IllegalArgumentException {@code json} is not JSON
   */
  public static String plain(String json) {
    try (JsonParser parser = parser(json)) {
      return parser.nextToken() == JsonToken.VALUE_STRING ? parser.getText() : json.strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("Expected JSON, but got text that is broken", e);
    }
  }

  /** The JSON string for `value`, quotes included. Lone surrogates are escaped, so that the text survives UTF-8. */
  public static String quote(String value) {
    StringBuilder out = new StringBuilder(value.length() + 2).append('"');
    JsonStringEncoder.getInstance().quoteAsString(value, out);
    out.append('"');
    return escapeLoneSurrogates(out);
  }

  private static String escapeLoneSurrogates(StringBuilder quoted) {
    for (int i = 0; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      if (!Character.isSurrogate(c)) continue;
      boolean isPair = Character.isHighSurrogate(c) && i + 1 < quoted.length() && Character.isLowSurrogate(quoted.charAt(i + 1));
      if (isPair) {
        i++;
      } else {
        quoted.replace(i, i + 1, String.format("\\u%04x", (int) c));
        i += 5;
      }
    }
    return quoted.toString();
  }

  private JsonText() {}
}

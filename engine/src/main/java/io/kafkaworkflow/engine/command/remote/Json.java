package io.kafkaworkflow.engine.command.remote;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON of an engine as maps, lists, strings, numbers as their text, booleans and null. */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** An object, its fields in their order. @throws IOException it is none */
  public static Map<String, Object> object(String text) throws IOException {
    try (JsonParser in = FACTORY.createParser(text)) {
      if (in.nextToken() == JsonToken.START_OBJECT) {
        return readObject(in);
      }
      throw new IOException("expected a JSON object");
    }
  }

  /** The elements of an array that is a field of an object, each as it was written but for white space. */
  public static List<String> elements(String text, String field) throws IOException {
    List<String> elements = new ArrayList<>();
    try (JsonParser in = FACTORY.createParser(text)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean isWanted = in.currentName().equals(field);
        JsonToken token = in.nextToken();
        if (isWanted && token == JsonToken.START_ARRAY) {
          while (in.nextToken() != JsonToken.END_ARRAY) {
            elements.add(copy(in));
          }
        } else {
          in.skipChildren();
        }
      }
    }
    return elements;
  }

  private static String copy(JsonParser in) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      out.copyCurrentStructure(in);
    }
    return text.toString();
  }

  private static Map<String, Object> readObject(JsonParser in) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      fields.put(name, readValue(in));
    }
    return fields;
  }

  private static List<Object> readArray(JsonParser in) throws IOException {
    List<Object> elements = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      elements.add(readValue(in));
    }
    return elements;
  }

  @SuppressWarnings("NullAway") // null is one of the values
  private static @Nullable Object readValue(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> readObject(in);
      case START_ARRAY -> readArray(in);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> in.getText();
    };
  }

  private Json() {}
}

package io.kafkaworkflow.engine.js.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The position table of docs/compiled-code.md, searched when an error message needs it and not before. */
final class Positions {

  /** What stands there of one layout. {@code at} and the points are {@code [file, line, column]}. */
  private static final class Found {
    final List<String> files = new ArrayList<>();
    String name = "";
    List<Integer> at = List.of();
    final Map<String, List<Integer>> points = new HashMap<>();
    final Map<String, String> fields = new HashMap<>();
  }

  private static final JsonFactory JSON = new JsonFactory();

  private final String table;

  Positions(String table) {
    this.table = table;
  }

  /**
   * @param field of the layout, as compiled code calls it
   * @param point resume point, or anything else
   * @param path from the variable on, such as {@code .client.socket}
   */
  ValuePath.Place of(int layoutId, String field, String point, String path) {
    Found found = new Found();
    try (JsonParser in = JSON.createParser(table)) {
      read(in, Integer.toString(layoutId), found);
    } catch (IOException e) {
      throw new IllegalStateException("Expected a position table in the bundle, but it is no JSON", e);
    }
    String name = found.fields.getOrDefault(field, field);
    List<Integer> position = found.points.getOrDefault(point, found.at);
    if (position.size() != 3) {
      return new ValuePath.Place(name + path, "");
    }
    int file = position.get(0);
    return new ValuePath.Place(name + path,
        (file < found.files.size() ? found.files.get(file) : "?") + ":" + position.get(1) + ":" + position.get(2)
            + ", local `" + name + "`" + (found.name.isEmpty() ? "" : " of `" + found.name + "`"));
  }

  private static void read(JsonParser in, String layoutId, Found found) throws IOException {
    in.nextToken();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String part = in.currentName();
      in.nextToken();
      if (part.equals("files")) {
        while (in.nextToken() == JsonToken.VALUE_STRING) {
          found.files.add(in.getText());
        }
      } else if (part.equals("layouts")) {
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          boolean isWanted = in.currentName().equals(layoutId);
          in.nextToken();
          if (isWanted) {
            readLayout(in, found);
          } else {
            in.skipChildren();
          }
        }
      } else {
        in.skipChildren();
      }
    }
  }

  private static void readLayout(JsonParser in, Found found) throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String part = in.currentName();
      in.nextToken();
      switch (part) {
        case "name" -> found.name = in.getText();
        case "at" -> found.at = readPosition(in);
        case "points" -> {
          while (in.nextToken() == JsonToken.FIELD_NAME) {
            String point = in.currentName();
            in.nextToken();
            found.points.put(point, readPosition(in));
          }
        }
        case "fields" -> {
          while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            found.fields.put(field, in.nextTextValue());
          }
        }
        default -> in.skipChildren();
      }
    }
  }

  private static List<Integer> readPosition(JsonParser in) throws IOException {
    List<Integer> position = new ArrayList<>();
    while (in.nextToken() == JsonToken.VALUE_NUMBER_INT) {
      position.add(in.getIntValue());
    }
    return position;
  }
}

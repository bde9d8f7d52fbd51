package io.kafkaworkflow.engine.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kafkaworkflow.engine.query.Cursor;
import io.kafkaworkflow.engine.query.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code {"threads":[...],"next":"..."}}, to and from bytes; {@code next} is absent at the end. */
final class PageJson {
  private static final JsonFactory JSON = new JsonFactory();

  static byte[] write(Page page) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("threads");
      for (byte[] item : page.items()) {
        json.writeRawValue(new String(item, StandardCharsets.UTF_8));
      }
      json.writeEndArray();
      if (page.next().isPresent()) {
        json.writeStringField("next", page.next().get().toText());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toByteArray();
  }

  /** @throws IOException no page */
  static Page read(byte[] bytes) throws IOException {
    List<byte[]> items = new ArrayList<>();
    Optional<Cursor> next = Optional.empty();
    try (JsonParser in = JSON.createParser(bytes)) {
      expect(in.nextToken() == JsonToken.START_OBJECT);
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        JsonToken token = in.nextToken();
        if (name.equals("threads")) {
          expect(token == JsonToken.START_ARRAY);
          while (in.nextToken() == JsonToken.START_OBJECT) {
            items.add(copy(in));
          }
        } else if (name.equals("next")) {
          next = Cursor.parse(in.getText());
          expect(next.isPresent());
        } else {
          in.skipChildren();
        }
      }
    }
    return new Page(items, next);
  }

  private static byte[] copy(JsonParser in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.copyCurrentStructure(in);
    }
    return out.toByteArray();
  }

  private static void expect(boolean isSo) throws IOException {
    if (!isSo) {
      throw new IOException("expected a page of threads");
    }
  }

  private PageJson() {}
}

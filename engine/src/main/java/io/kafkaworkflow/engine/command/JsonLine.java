package io.kafkaworkflow.engine.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** One JSON object on one line: what the commands write for programs. */
public final class JsonLine {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Writes the fields of the object. */
  public interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  public static String of(Fields fields) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string writer cannot fail", e);
    }
    return out.toString();
  }

  private JsonLine() {}
}

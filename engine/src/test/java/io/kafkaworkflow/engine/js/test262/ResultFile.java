package io.kafkaworkflow.engine.js.test262;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Writes every verdict as it is found, one case a line, so that a run that is stopped leaves what it knew. Safe for use by several threads. */
final class ResultFile implements AutoCloseable {

  private final JsonFactory json = new JsonFactory();
  private final Writer out;

  ResultFile(Path file) throws IOException {
    out = Files.newBufferedWriter(file);
  }

  void add(CaseResult result) throws IOException {
    String line = line(result);
    synchronized (this) {
      out.write(line);
      out.write('\n');
      out.flush();
    }
  }

  private String line(CaseResult result) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator generator = json.createGenerator(line)) {
      generator.writeStartObject();
      generator.writeStringField("path", result.path());
      for (Map.Entry<Mode, Verdict> played : result.verdicts().entrySet()) {
        Verdict verdict = played.getValue();
        generator.writeObjectFieldStart(played.getKey().name().toLowerCase(Locale.ROOT));
        generator.writeBooleanField("passed", verdict.isPassed());
        if (!verdict.isPassed()) {
          generator.writeStringField("cause", verdict.cause());
          generator.writeStringField("detail", verdict.detail());
        }
        generator.writeEndObject();
      }
      generator.writeEndObject();
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}

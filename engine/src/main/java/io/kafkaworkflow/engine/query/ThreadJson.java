package io.kafkaworkflow.engine.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.KeptHeaders;
import io.kafkaworkflow.engine.step.OpenRef;
import io.kafkaworkflow.protocol.JsonText;
import io.kafkaworkflow.protocol.ParkedThread;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A thread as JSON, the same from every engine. Values of the thread's code are not in it: the header has none. */
final class ThreadJson {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * @param isWhole with the ids of all refs that it waits for; otherwise their number
   * @param bundleNames name of a bundle by its id
   */
  static byte[] of(ThreadView thread, boolean isWhole, Function<String, Optional<String>> bundleNames) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("thread", thread.threadId());
      json.writeStringField("status", thread.state().text());
      json.writeNumberField("partition", thread.partition());
      json.writeNumberField("bytes", thread.bytes());
      if (thread.header() != null) {
        write(json, thread.header(), isWhole, bundleNames);
      }
      if (thread.parked() != null) {
        write(json, thread.parked());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, ContinuationHeader header, boolean isWhole, Function<String, Optional<String>> bundleNames) throws IOException {
    String id = header.bundleId().toString();
    json.writeObjectFieldStart("bundle");
    json.writeStringField("id", id);
    Optional<String> name = bundleNames.apply(id);
    if (name.isPresent()) {
      json.writeStringField("name", name.get());
    }
    json.writeEndObject();
    json.writeNumberField("incarnation", header.incarnation());
    json.writeNumberField("step", header.step());
    json.writeStringField("startedAt", Instant.ofEpochMilli(header.startedAtEpochMs()).toString());
    json.writeStringField("updatedAt", Instant.ofEpochMilli(header.updatedAtEpochMs()).toString());
    if (isWhole) {
      json.writeArrayFieldStart("openRefs");
      for (OpenRef ref : header.openRefs()) {
        json.writeRawValue(JsonText.quote(ref.id())); // a ref may be named by any string of JavaScript, half a surrogate pair included
      }
      json.writeEndArray();
    } else {
      json.writeNumberField("openRefs", header.openRefs().size());
    }
    json.writeNumberField("mail", header.mailbox().messages().size());
    write(json, header.kept());
  }

  private static void write(JsonGenerator json, KeptHeaders kept) throws IOException {
    if (!kept.parent().isEmpty()) {
      json.writeStringField("parent", kept.parent());
    }
    if (!kept.cause().isEmpty()) {
      json.writeStringField("cause", kept.cause());
    }
    write(json, "labels", kept.labels());
    write(json, "context", kept.context());
  }

  /** An object, left out when it would be empty. */
  private static void write(JsonGenerator json, String name, Map<String, String> entries) throws IOException {
    if (!entries.isEmpty()) {
      json.writeObjectFieldStart(name);
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, ParkedThread parked) throws IOException {
    json.writeObjectFieldStart("parked");
    json.writeStringField("reason", parked.reason());
    json.writeStringField("since", Instant.ofEpochMilli(parked.sinceEpochMs()).toString());
    json.writeStringField("message", parked.message());
    json.writeStringField("help", parked.help());
    json.writeEndObject();
  }

  private ThreadJson() {}
}

package io.kafkaworkflow.engine.command.threads;

import io.kafkaworkflow.engine.command.JsonLine;
import io.kafkaworkflow.engine.command.Printable;
import io.kafkaworkflow.protocol.ParkedThread;
import java.time.Instant;

/** One parked thread, for people and for programs. */
final class ParkedThreadLine {
  /** On one line, two spaces between the columns; what to do is the same for all threads of a reason and is not repeated. */
  static String text(byte[] threadId, ParkedThread parked) {
    return String.join("  ", Printable.line(threadId), Printable.line(parked.reason()), "since " + Instant.ofEpochMilli(parked.sinceEpochMs()),
        "bundle " + Printable.line(parked.bundleId()), Printable.line(parked.message()));
  }

  /** One JSON object; docs/upgrading.md lists the fields. */
  static String json(byte[] threadId, ParkedThread parked) {
    return JsonLine.of(json -> {
      json.writeStringField("thread", Printable.utf8(threadId).orElseGet(() -> Printable.line(threadId)));
      json.writeStringField("reason", parked.reason());
      json.writeStringField("bundle", parked.bundleId());
      json.writeStringField("step", parked.stepId());
      json.writeNumberField("sinceEpochMs", parked.sinceEpochMs());
      json.writeStringField("message", parked.message());
      json.writeStringField("help", parked.help());
    });
  }

  private ParkedThreadLine() {}
}

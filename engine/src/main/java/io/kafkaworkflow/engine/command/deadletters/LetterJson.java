package io.kafkaworkflow.engine.command.deadletters;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kafkaworkflow.engine.command.JsonLine;
import io.kafkaworkflow.engine.command.Printable;
import java.io.IOException;
import java.util.Base64;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Dead letters as JSON objects; docs/dead-letters.md lists the fields. */
final class LetterJson {
  /** Where it is, why, and whose; without its value. */
  static String summary(Letter letter, boolean isRedriven) {
    return JsonLine.of(json -> summary(json, letter, isRedriven));
  }

  /** Everything. */
  static String whole(Letter letter, boolean isRedriven) {
    return JsonLine.of(json -> {
      summary(json, letter, isRedriven);
      bytes(json, "keyBase64", letter.record().key());
      bytes(json, "valueBase64", letter.record().value());
      text(json, "value", letter.record().value() == null ? null : Printable.utf8(letter.record().value()).orElse(null));
      json.writeArrayFieldStart("headers");
      for (Header header : letter.record().headers()) {
        json.writeStartObject();
        json.writeStringField("name", header.key());
        text(json, "value", header.value() == null ? null : Printable.utf8(header.value()).orElse(null));
        bytes(json, "base64", header.value());
        json.writeEndObject();
      }
      json.writeEndArray();
      text(json, "message", letter.message().orElse(null));
    });
  }

  /** @param to {@code topic-partition@offset} of the copy; null for one that would be sent */
  static String redriven(Position from, String topic, @Nullable String to) {
    return JsonLine.of(json -> {
      json.writeStringField("position", from.toString());
      json.writeStringField("toTopic", topic);
      text(json, "sentTo", to);
    });
  }

  private static void summary(JsonGenerator json, Letter letter, boolean isRedriven) throws IOException {
    byte[] key = letter.record().key();
    byte[] value = letter.record().value();
    json.writeStringField("position", letter.position().toString());
    json.writeNumberField("timestampEpochMs", letter.record().timestamp());
    text(json, "reason", letter.reason().orElse(null));
    text(json, "found", letter.found().orElse(null));
    text(json, "thread", key == null ? null : Printable.utf8(key).orElse(null));
    json.writeStringField("original", letter.original());
    json.writeNumberField("valueBytes", value == null ? 0 : value.length);
    json.writeBooleanField("redriven", isRedriven);
  }

  private static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
    json.writeFieldName(name);
    json.writeString(value); // null gives null
  }

  private static void bytes(JsonGenerator json, String name, byte @Nullable [] value) throws IOException {
    text(json, name, value == null ? null : Base64.getEncoder().encodeToString(value));
  }

  private LetterJson() {}
}

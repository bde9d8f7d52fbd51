package io.kafkaworkflow.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** 1-03, 1-04, 1-D4: every shape a resume record can have, from the golden file of this release. */
class ResumeRecordTest {

  static Stream<JsonNode> cases() {
    return StreamSupport.stream(Golden.cases("resume-records.json").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsTheGoldenRecord(JsonNode example) {
    ResumeRecord found = read(example);
    assertThat(found).isEqualTo(expected(example));
  }

  private static ResumeRecord read(JsonNode example) {
    boolean hasHeader = example.has("idempotencyKey") || example.has("idempotencyKeyHex");
    return ResumeRecord.parse(
        Golden.bytes(example, "key"), Golden.bytes(example, "value"), hasHeader ? Golden.bytes(example, "idempotencyKey") : null);
  }

  private static ResumeRecord expected(JsonNode example) {
    JsonNode is = example.get("is");
    String threadId = example.path("key").asText();
    return switch (is.get("kind").asText()) {
      case "new" -> new ResumeRecord.New(threadId, is.get("argument").asText(), example.path("idempotencyKey").asText());
      case "init" -> new ResumeRecord.Init(threadId, is.get("argument").asText());
      case "settle" -> new ResumeRecord.Settle(threadId, is.get("ref").asText(), is.get("record").asText());
      case "cancel" -> new ResumeRecord.Cancel(threadId, is.get("reason").asText());
      case "terminate" -> new ResumeRecord.Terminate(threadId, is.get("reason").asText());
      case "malformed" -> {
        ReasonCode reason = Stream.of(ReasonCode.values()).filter(r -> r.code().equals(is.get("reason").asText())).findFirst().orElseThrow();
        String detail = ((ResumeRecord.Malformed) read(example)).detail();
        yield new ResumeRecord.Malformed(reason, detail, is.get("position").asInt());
      }
      default -> throw new IllegalArgumentException(is.toString());
    };
  }

  @Test
  void everyReasonOfAMalformedRecordHasAGoldenCase() {
    Set<String> covered = new HashSet<>();
    cases().forEach(example -> covered.add(example.get("is").path("reason").asText()));
    Set<ReasonCode> ofThreads = Set.of(ReasonCode.THREAD_EXISTS, ReasonCode.THREAD_UNKNOWN, ReasonCode.THREAD_ENDED, ReasonCode.MAILBOX_FULL,
        ReasonCode.MAIL_UNREAD, ReasonCode.CONTEXT_INVALID, ReasonCode.LABEL_INVALID, ReasonCode.VALUE_TOO_LONG); // a megabyte does not belong in a golden file: see below
    assertThat(Stream.of(ReasonCode.values()).filter(r -> !ofThreads.contains(r)).map(ReasonCode::code)).allMatch(covered::contains);
  }

  @Test
  void aValueBeyondTheLimitIsRefusedBeforeItIsRead() {
    byte[] value = ("new:\"" + "x".repeat(Limits.VALUE_BYTES_MAX) + "\"").getBytes(UTF_8);
    assertThat(ResumeRecord.parse("t".getBytes(UTF_8), value, null))
        .isEqualTo(new ResumeRecord.Malformed(ReasonCode.VALUE_TOO_LONG, value.length + " bytes", Limits.VALUE_BYTES_MAX));
  }

  @Test
  void everyCodePointSurvivesInKeyRefAndArgument() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) continue;
      String text = Character.toString(codePoint);
      String json = JsonText.quote(text);
      byte[] value = ("{\"ref\":" + json + "}").getBytes(UTF_8);
      ResumeRecord found = ResumeRecord.parse(text.getBytes(UTF_8), value, null);
      assertThat(found).as("U+%X", codePoint).isEqualTo(new ResumeRecord.Settle(text, text, new String(value, UTF_8)));
    }
  }

  @Test
  void aRefMayHoldALoneSurrogateWhenItIsEscaped() {
    byte[] value = "{\"ref\":\"\\ud800x\"}".getBytes(UTF_8);
    assertThat(ResumeRecord.parse("t".getBytes(UTF_8), value, null)).isInstanceOfSatisfying(
        ResumeRecord.Settle.class, settle -> assertThat(settle.refId()).isEqualTo("\ud800x"));
  }
}

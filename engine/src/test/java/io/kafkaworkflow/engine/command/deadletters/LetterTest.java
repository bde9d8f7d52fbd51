package io.kafkaworkflow.engine.command.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.engine.command.Printable;
import io.kafkaworkflow.engine.command.Since;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

/** What a record of the dead letter topic says, and what goes back. */
class LetterTest {

  @Test
  void theOriginalsOwnHeadersGoBackAndOursDoNot() {
    Letter letter = letter("k", "v", "mine", "1", "workflow-step-id", "sender-0-3", "idempotency-key", "i", "mine", "2",
        "workflow-reason", "step/time-limit", "workflow-error-message", "m", "__streams.errors.topic", "in", "__streams.errors.partition", "0",
        "__streams.errors.offset", "7", "__streams.errors.exception", "x", "__streams.errors.stacktrace", "x", "__streams.errors.message", "x",
        "workflow-step-id", "in-0-7");
    List<String> back = new ArrayList<>();
    letter.originalHeaders().forEach(header -> back.add(header.key() + "=" + new String(header.value(), UTF_8)));
    assertThat(back).containsExactly("mine=1", "workflow-step-id=sender-0-3", "idempotency-key=i", "mine=2");
    assertThat(letter.original()).isEqualTo("in-0@7");
    assertThat(letter.obstacle()).isEmpty();
  }

  @Test
  void aRecordThatIsNoDeadLetterOrWasNotCopiedIsNotSent() {
    assertThat(letter("k", "v").obstacle()).hasValueSatisfying(why -> assertThat(why).contains("topic"));
    assertThat(letter(null, null, "workflow-reason", "timer/key-too-long", "__streams.errors.topic", "s").obstacle())
        .hasValueSatisfying(why -> assertThat(why).contains("too large"));
    assertThat(letter(null, "v", "workflow-reason", "protocol/key-missing", "__streams.errors.topic", "in").obstacle()).isEmpty();
  }

  @Test
  void aNoteNamesItsDeadLetter() {
    assertThat(letter("p", null, "workflow-redriven", "17").noteOf()).hasValue(17);
    assertThat(letter("p", null, "workflow-redriven", "soon").noteOf()).isEmpty();
    assertThat(letter("p", "v").noteOf()).isEmpty();
  }

  @Test
  void whatWasSentAgainIsRememberedByPartitionAndOffset() {
    Redriven redriven = new Redriven();
    for (long offset : new long[] {0, 65_535, 65_536, 1L << 40}) {
      redriven.add(new TopicPartition("dead", 1), offset);
      assertThat(redriven.contains(new Position("dead", 1, offset))).isTrue();
      assertThat(redriven.contains(new Position("dead", 0, offset))).isFalse();
      assertThat(redriven.contains(new Position("dead", 1, offset + 2))).isFalse();
    }
  }

  @Test
  void positionsAreReadAsListWritesThem() {
    Position.Converter converter = new Position.Converter();
    assertThat(converter.convert("my-topic-1-0@17")).hasToString("my-topic-1-0@17");
    assertThat(converter.convert("3@4").in("dead")).hasToString("dead-3@4");
    for (String wrong : List.of("", "17", "a@1", "-1@2", "1@-2", "1@99999999999999999999")) {
      assertThatThrownBy(() -> converter.convert(wrong)).as(wrong).isInstanceOf(TypeConversionException.class);
    }
  }

  @Test
  void timesAreAgesOrDates() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    assertThat(Since.parse("90s", clock)).isEqualTo("2026-11-21T11:58:30Z");
    assertThat(Since.parse("7d", clock)).isEqualTo("2026-11-14T12:00:00Z");
    assertThat(Since.parse("2026-11-21T04:00:00+02:00", clock)).isEqualTo("2026-11-21T02:00:00Z");
    for (String wrong : List.of("", "7", "7w", "yesterday", "2026-11-21")) {
      assertThatThrownBy(() -> Since.parse(wrong, clock)).as(wrong).isInstanceOf(TypeConversionException.class);
    }
  }

  @Test
  void nothingFromOutsideControlsTheTerminal() {
    assertThat(Printable.line("a\u001b[31m\nb".getBytes(UTF_8))).isEqualTo("a\\u001b[31m\\u000ab");
    assertThat(Printable.line(new byte[] {(byte) 0xc3, 0x28})).isEqualTo("0xc328");
    assertThat(Printable.line((byte[]) null)).isEqualTo("-");
    assertThat(Printable.lines("a\n\tb\r")).isEqualTo("a\n\tb\\u000d");
    assertThat(Printable.hex(new byte[33]).lines()).hasSize(2);
  }

  private static Letter letter(@Nullable String key, @Nullable String value, String... headers) {
    var record = new ConsumerRecord<>("dead", 0, 5L, key == null ? null : key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
    for (int i = 0; i < headers.length; i += 2) {
      record.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
    }
    return new Letter(record);
  }
}

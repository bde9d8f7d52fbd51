package io.kafkaworkflow.dev.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.dev.terminal.Terminal;
import io.kafkaworkflow.protocol.WorkflowHeader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordPrinterTest {
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  @Test
  void aRecordIsOneLineOfTimeTopicKeyAndValue() {
    print(80, false, record("workflow-result", "t-1", "\"done\""));

    assertThat(screen.toString(UTF_8)).isEqualTo("01:02:03.004  workflow-result      t-1  \"done\"\n");
  }

  @Test
  void aLongValueEndsWhereTheScreenEnds() {
    print(80, false, record("workflow-result", "t-1", "x".repeat(500)));

    assertThat(screen.toString(UTF_8).strip()).hasSizeLessThanOrEqualTo(80).endsWith("x…");
  }

  @Test
  void noSurrogatePairIsCutInTwo() {
    String pair = "\uD83D\uDE80";
    for (int max = 3; max < 12; max++) {
      String text = RecordPrinter.shorten(pair.repeat(20), max);
      assertThat(text).hasSizeLessThanOrEqualTo(max).endsWith("…");
      assertThat(UTF_8.newEncoder().canEncode(text)).isTrue();
    }
  }

  @Test
  void aRecordCannotMoveTheCursor() {
    print(80, false, record("t", "k\r", "a\u001b[2Jb\nc"));

    assertThat(screen.toString(UTF_8)).contains("k\\x0d", "a\\x1b[2Jb\\nc").hasLineCount(1);
  }

  @Test
  void aDeadLetterShowsItsReason() {
    ConsumerRecord<byte[], byte[]> record = record("workflow-dead-letter", "t-1", null);
    record.headers().add(WorkflowHeader.REASON.text(), "protocol/value-missing".getBytes(UTF_8));
    print(120, false, record);

    assertThat(screen.toString(UTF_8)).contains("[protocol/value-missing] (null)");
  }

  @Test
  void coloursAppearOnlyWhereTheyAreWanted() {
    print(80, false, record("workflow-error", "k", "v"));
    assertThat(screen.toString(UTF_8)).doesNotContain("\u001b");

    print(80, true, record("workflow-error", "k", "v"));
    assertThat(screen.toString(UTF_8)).contains("\u001b[31mworkflow-error");
  }

  private void print(int columns, boolean hasColour, ConsumerRecord<byte[], byte[]> record) {
    PrintStream out = new PrintStream(screen, true, UTF_8);
    new RecordPrinter(new Terminal(out, out, hasColour, columns), ZoneOffset.UTC, 19).print(record);
  }

  private static ConsumerRecord<byte[], byte[]> record(String topic, String key, String value) {
    long timestamp = ((60 + 2) * 60 + 3) * 1000 + 4;
    return new ConsumerRecord<>(topic, 0, 0, timestamp, TimestampType.CREATE_TIME, 0, 0,
        key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8), new RecordHeaders(), Optional.empty());
  }
}

package io.kafkaworkflow.dev.records;

import io.kafkaworkflow.dev.terminal.Style;
import io.kafkaworkflow.dev.terminal.Terminal;
import io.kafkaworkflow.protocol.WorkflowHeader;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Writes one record as one line: time, topic, key, value, shortened to the width of the screen. */
final class RecordPrinter {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final int KEY_COLUMNS_MAX = 40;

  private static final Map<String, Style> STYLES = Map.of(
      WorkflowTopic.RESUME.defaultName(), Style.CYAN,
      WorkflowTopic.SCHEDULER.defaultName(), Style.YELLOW,
      WorkflowTopic.RESULT.defaultName(), Style.GREEN,
      WorkflowTopic.ERROR.defaultName(), Style.RED,
      WorkflowTopic.DEAD_LETTER.defaultName(), Style.MAGENTA);

  private final Terminal terminal;
  private final ZoneId zone;
  private final int topicColumns;

  /** @param topicColumns length of the longest topic name that will be shown */
  RecordPrinter(Terminal terminal, ZoneId zone, int topicColumns) {
    this.terminal = terminal;
    this.zone = zone;
    this.topicColumns = topicColumns;
  }

  void print(ConsumerRecord<byte[], byte[]> record) {
    String time = TIME.format(Instant.ofEpochMilli(record.timestamp()).atZone(zone));
    String topic = pad(record.topic(), topicColumns);
    String key = shorten(oneLine(record.key()), KEY_COLUMNS_MAX);
    int rest = terminal.columns() - time.length() - topicColumns - key.length() - 6;
    String value = shorten(value(record), Math.max(rest, 20));
    Style style = STYLES.getOrDefault(record.topic(), Style.BLUE);
    terminal.print(terminal.styled(Style.FAINT, time) + "  " + terminal.styled(style, topic) + "  "
        + terminal.styled(Style.BOLD, key) + "  " + value);
  }

  private static String value(ConsumerRecord<byte[], byte[]> record) {
    Header reason = record.headers().lastHeader(WorkflowHeader.REASON.text());
    String value = oneLine(record.value());
    return reason == null ? value : "[" + oneLine(reason.value()) + "] " + value;
  }

  /** The bytes as text on one line; control characters become escapes, so that no record can move the cursor. */
  static String oneLine(byte @Nullable [] bytes) {
    if (bytes == null) {
      return "(null)";
    }
    StringBuilder line = new StringBuilder();
    new String(bytes, StandardCharsets.UTF_8).codePoints().forEach(c -> {
      if (c == '\n') {
        line.append("\\n");
      } else if (c == '\t') {
        line.append("\\t");
      } else if (Character.isISOControl(c)) {
        line.append(String.format("\\x%02x", c));
      } else {
        line.appendCodePoint(c);
      }
    });
    return line.toString();
  }

  /** At most {@code max} UTF-16 units, the last an ellipsis when something was left out; never half a surrogate pair. */
  static String shorten(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
    return text.substring(0, end) + "…";
  }

  private static String pad(String text, int columns) {
    return text.length() >= columns ? text : text + " ".repeat(columns - text.length());
  }
}

package io.kafkaworkflow.engine.command.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.protocol.WorkflowHeader;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** One record of the dead letter topic: a dead letter, or a note that an earlier one was sent again. */
record Letter(ConsumerRecord<byte[], byte[]> record) {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  /** What the engine and the scheduler add to the original's headers; the engine also a step id, see {@link #originalHeaders}. */
  private static final WorkflowHeader[] ADDED = {WorkflowHeader.REASON, WorkflowHeader.ERROR_MESSAGE, WorkflowHeader.STREAMS_EXCEPTION,
      WorkflowHeader.STREAMS_MESSAGE, WorkflowHeader.STREAMS_STACKTRACE, WorkflowHeader.STREAMS_TOPIC, WorkflowHeader.STREAMS_PARTITION,
      WorkflowHeader.STREAMS_OFFSET};

  Position position() {
    return new Position(record.topic(), record.partition(), record.offset());
  }

  /** Offset, in the same partition, of the dead letter that this note says was sent again; empty for a dead letter. */
  OptionalLong noteOf() {
    return text(WorkflowHeader.REDRIVEN).filter(offset -> NUMBER.matcher(offset).matches())
        .map(offset -> OptionalLong.of(Long.parseLong(offset))).orElse(OptionalLong.empty());
  }

  Optional<String> reason() {
    return text(WorkflowHeader.REASON);
  }

  /** The first line of what was found. */
  Optional<String> found() {
    return text(WorkflowHeader.STREAMS_MESSAGE);
  }

  /** The message in four parts. */
  Optional<String> message() {
    return text(WorkflowHeader.ERROR_MESSAGE);
  }

  Optional<String> originalTopic() {
    return text(WorkflowHeader.STREAMS_TOPIC);
  }

  /** {@code <topic>-<partition>@<offset>} of the original, as far as the headers tell. */
  String original() {
    return originalTopic().orElse("?") + "-" + text(WorkflowHeader.STREAMS_PARTITION).orElse("?") + "@"
        + text(WorkflowHeader.STREAMS_OFFSET).orElse("?");
  }

  boolean isOfKey(String key) {
    return record.key() != null && Arrays.equals(record.key(), key.getBytes(UTF_8));
  }

  /**
   * The headers that the original came with. A record that a workflow sent has a step id already: that of the step that sent it stays,
   * the one that names the original as the step is ours.
   */
  Headers originalHeaders() {
    Headers original = new RecordHeaders();
    for (Header header : record.headers()) {
      if (!isAdded(header)) {
        original.add(header);
      }
    }
    return original;
  }

  /** Those, and which record failed: the step that is tried again. */
  Headers headersOfRetry() {
    Headers headers = originalHeaders();
    headers.remove(WorkflowHeader.RETRY_OF.text());
    return headers.add(WorkflowHeader.RETRY_OF.text(), original().replace('@', '-').getBytes(UTF_8));
  }

  private boolean isAdded(Header header) {
    if (header.key().equals(WorkflowHeader.STEP_ID.text())) {
      return header.value() != null && new String(header.value(), UTF_8).equals(original().replace('@', '-'));
    }
    return Arrays.stream(ADDED).anyMatch(added -> added.text().equals(header.key()));
  }

  /** Why the original cannot be sent again; empty when it can. */
  Optional<String> obstacle() {
    if (originalTopic().isEmpty()) {
      return Optional.of("its headers do not tell the topic it came on");
    }
    boolean isCopied = record.key() != null || record.value() != null || !reason().orElse("").startsWith("timer/");
    return isCopied ? Optional.empty() : Optional.of("the original was too large to be copied; it is at " + original());
  }

  private Optional<String> text(WorkflowHeader name) {
    Header header = record.headers().lastHeader(name.text());
    return header == null || header.value() == null ? Optional.empty() : Optional.of(new String(header.value(), UTF_8));
  }
}

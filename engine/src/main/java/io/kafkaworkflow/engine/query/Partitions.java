package io.kafkaworkflow.engine.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.IntSupplier;
import org.apache.kafka.common.utils.Utils;

/**
 * The partitions of {@code workflow-resume}, and which of them a thread lies in: docs/protocol.md fixes the partitioner.
 *
 * @param count asked each time; whoever supplies it keeps what does not change
 */
public record Partitions(IntSupplier count) {

  public int of(String threadId) {
    return Utils.toPositive(Utils.murmur2(threadId.getBytes(UTF_8))) % count.getAsInt();
  }
}

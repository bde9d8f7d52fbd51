package io.kafkaworkflow.engine.command.deadletters;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Which dead letters were sent again already. A note in the dead letter topic says so: it is written behind the dead letter in the same
 * partition, in the transaction that sends the original, so both are there or neither is, and retention removes the letter first.
 *
 * <p>One bit for each offset, in blocks that are there only where something was sent again.
 */
final class Redriven {
  private static final int BLOCK = 1 << 16;

  private final Map<TopicPartition, Map<Long, BitSet>> blocks = new HashMap<>();

  /** Reads all notes up to {@code ends}. */
  static Redriven read(LetterTopic topic, Map<TopicPartition, Long> ends) {
    Redriven redriven = new Redriven();
    for (TopicPartition partition : topic.partitions()) {
      topic.read(partition, 0, ends, letter -> {
        letter.noteOf().ifPresent(offset -> redriven.add(partition, offset));
        return true;
      });
    }
    return redriven;
  }

  void add(TopicPartition partition, long offset) {
    blocks.computeIfAbsent(partition, p -> new HashMap<>()).computeIfAbsent(offset / BLOCK, b -> new BitSet()).set((int) (offset % BLOCK));
  }

  boolean contains(Position position) {
    BitSet block = blocks.getOrDefault(position.topicPartition(), Map.of()).get(position.offset() / BLOCK);
    return block != null && block.get((int) (position.offset() % BLOCK));
  }
}

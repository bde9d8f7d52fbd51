package io.kafkaworkflow.engine.topology;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The partitions whose threads this process moves, each from the moment when its stores are whole until it leaves or its stores are rebuilt. What is read in
 * between is the present, and all of it.
 *
 * <p>Kafka Streams' own {@code requireActive} asks for the state of the stream thread instead. That refuses every partition of a stream thread while one of them is restored,
 * and it does not notice when the stores of a corrupted task are built anew under a stream thread that runs on: they would be read half full.
 *
 * <p>Safe for use by several threads: stream threads say what comes and goes, others ask.
 */
final class MovedPartitions {
  private final Map<Integer, Object> turns = new ConcurrentHashMap<>();

  /** The stores of a partition are whole, and records are applied from now on. @return to be given to {@link #end} */
  Object begin(int partition) {
    Object turn = new Object();
    turns.put(partition, turn);
    return turn;
  }

  /** No more records are applied in that turn; the stores may be closed after this. */
  void end(int partition, Object turn) {
    turns.remove(partition, turn);
  }

  /** The turn that lasts; null when this process does not move the partition. As long as it is the same, the stores are. */
  @Nullable Object turn(int partition) {
    return turns.get(partition);
  }
}

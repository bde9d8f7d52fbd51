package io.kafkaworkflow.start;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.KafkaStreams.StateListener;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;

/** The Kafka Streams clients of one process, which live together: the end of one is the end of all. */
final class StreamsClients {
  private final List<KafkaStreams> all = new ArrayList<>();

  StreamsClients(KafkaStreams main) {
    all.add(main);
  }

  /** Before {@link #start}. */
  void add(List<KafkaStreams> others) {
    all.addAll(others);
  }

  List<KafkaStreams> all() {
    return List.copyOf(all);
  }

  void start(StateListener listener, StreamsUncaughtExceptionHandler onFailure) {
    for (KafkaStreams streams : all) {
      streams.setStateListener(listener);
      streams.setUncaughtExceptionHandler(onFailure);
    }
    all.forEach(KafkaStreams::start);
  }

  /** {@code RUNNING} when all are; else that of one which has failed, or of one which does not run. */
  State state() {
    State found = State.RUNNING;
    for (KafkaStreams streams : all) {
      State state = streams.state();
      if (state == State.ERROR || state == State.PENDING_ERROR) {
        return state;
      }
      found = found == State.RUNNING ? state : found;
    }
    return found;
  }

  /** @return false when not everything could be closed within {@code timeout} */
  boolean close(Duration timeout) {
    long endNanos = System.nanoTime() + timeout.toNanos();
    boolean areClosed = true;
    for (KafkaStreams streams : all) {
      Duration left = Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
      // leaving the group hands the partitions over now; staying in it would leave them with nobody until the session times out
      areClosed &= streams.close(CloseOptions.timeout(left).withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
    return areClosed;
  }
}

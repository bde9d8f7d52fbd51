package io.kafkaworkflow.engine.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.MalformedContinuationException;
import io.kafkaworkflow.protocol.ParkedThread;
import org.jspecify.annotations.Nullable;

/**
 * A thread as it stands, without running any of its code.
 *
 * @param header null when what is stored cannot be read; the thread is parked then, or will be by its next record
 * @param bytes of what is stored
 * @param parked null unless it is parked
 */
public record ThreadView(String threadId, int partition, @Nullable ContinuationHeader header, int bytes, @Nullable ParkedThread parked) {

  /** @param parkedJson null unless it is parked */
  static ThreadView of(String threadId, int partition, byte[] stored, byte @Nullable [] parkedJson) {
    ContinuationHeader header;
    try {
      header = ContinuationHeader.read(stored);
    } catch (MalformedContinuationException e) {
      header = null;
    }
    ParkedThread parked = parkedJson == null ? null : ParkedThread.parse(new String(parkedJson, UTF_8));
    return new ThreadView(threadId, partition, header, stored.length, parked);
  }

  /** {@code parked} before everything else, else the header's; {@code unreadable} without one. */
  public ThreadState state() {
    if (parked != null) {
      return ThreadState.PARKED;
    }
    return header == null ? ThreadState.UNREADABLE : ThreadState.of(header.status());
  }
}

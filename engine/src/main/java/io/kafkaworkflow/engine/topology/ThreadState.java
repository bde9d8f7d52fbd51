package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.Mailbox;
import io.kafkaworkflow.engine.step.ThreadStatus;

/**
 * A thread between two steps of one record. It is stored once, after the last of them.
 *
 * @param header of {@code continuation}
 * @param mailbox what is to be stored; the one in {@code continuation} may be older
 */
record ThreadState(ContinuationHeader header, byte[] continuation, Mailbox mailbox) {

  /** @throws io.kafkaworkflow.engine.step.MalformedContinuationException the bytes cannot be read */
  static ThreadState of(byte[] continuation) {
    ContinuationHeader header = ContinuationHeader.read(continuation);
    return new ThreadState(header, continuation, header.mailbox());
  }

  ThreadState with(Mailbox other) {
    return new ThreadState(header, continuation, other);
  }

  boolean isWaiting() {
    return header.status() == ThreadStatus.WAITING;
  }

  /** What is to be stored. */
  byte[] bytes() {
    return mailbox.equals(header.mailbox()) ? continuation : mailbox.into(continuation);
  }
}

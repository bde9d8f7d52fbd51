package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.errors.Refusal;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends dead letters: each is a record, a line in the log and a count. One per task, used by its stream thread only.
 *
 * @param sink takes what is sent
 */
record DeadLetters(Consumer<Record<byte[], Outgoing>> sink, OutputRules rules, StepMetrics metrics) {
  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  /** @param rest what became of whatever the record was for, one clause */
  void send(Cause cause, Refusal refusal, String rest) {
    String topic = rules.topics().of(WorkflowTopic.DEAD_LETTER);
    String then = "the record is in " + topic + "; " + rest;
    log.warn(refusal.message(cause.place(), then));
    sink.accept(DeadLetter.of(cause, refusal, topic, then));
    metrics.deadLetter(refusal.code());
  }
}

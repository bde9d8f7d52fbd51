package io.kafkaworkflow.engine.topology;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** A record on its way to the sink: the sink takes the topic from here. */
record Outgoing(String topic, byte @Nullable [] value) {

  /** Writes the value alone. */
  static final class ValueSerializer implements Serializer<Outgoing> {
    @Override
    @SuppressWarnings("NullAway") // Kafka's own interface returns null for a tombstone
    public byte[] serialize(String topic, Outgoing outgoing) {
      return outgoing.value();
    }
  }
}

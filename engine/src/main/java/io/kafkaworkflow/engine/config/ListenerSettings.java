package io.kafkaworkflow.engine.config;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How long threads wait for listeners, and how much waits for them.
 *
 * @param startTimeLimitMs milliseconds that one listener may hold up the start of a thread
 * @param queueBytesMax bytes, about, of what waits to be told to one listener
 */
public record ListenerSettings(long startTimeLimitMs, long queueBytesMax) {
  static final String START_TIME_LIMIT = "workflow.listeners.start.time.limit.ms";
  static final String QUEUE_BYTES_MAX = "workflow.listeners.queue.bytes.max";

  static void define(ConfigDef all) {
    all.define(START_TIME_LIMIT, Type.LONG, 100L, Range.between(1, 60_000), Importance.LOW,
            "Milliseconds that one listener may hold up the start of a thread to give it context entries; after that, the thread starts without them. Keep it well below "
                + "`transaction.timeout.ms`.")
        .define(QUEUE_BYTES_MAX, Type.LONG, 16_777_216L, Range.atLeast(1), Importance.LOW,
            "Bytes, about, of what waits to be told to one listener; beyond, the listener misses what happens, which is counted and logged.");
  }

  static ListenerSettings of(AbstractConfig config) {
    return new ListenerSettings(config.getLong(START_TIME_LIMIT), config.getLong(QUEUE_BYTES_MAX));
  }
}

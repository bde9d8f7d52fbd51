package io.kafkaworkflow.scheduler.topology;

import io.kafkaworkflow.scheduler.config.SchedulerConfig;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The timer stream:
 *
 * <pre>
 *   workflow-scheduler --> timers --> workflow-resume        when a timer is due
 *                            | \----> workflow-dead-letter   when a record makes no sense
 *                            |
 *                 timer-due-times, timers-by-due-time        persistent, with changelogs
 * </pre>
 *
 * <p>Names of stores are names of changelog topics: renaming one loses the armed timers.
 */
public final class TimerTopology {

  static final String SOURCE = "scheduler-records";
  static final String PROCESSOR = "timers";
  static final String RESUME_SINK = "due-records";
  static final String DEAD_LETTER_SINK = "dead-letters";
  static final String DUE_TIMES_STORE = "timer-due-times";
  static final String BY_DUE_TIME_STORE = "timers-by-due-time";

  private TimerTopology() {}

  public static Topology build(SchedulerConfig config) {
    return new Topology()
        .addSource(AutoOffsetReset.earliest(), SOURCE, new TimestampOrNow(), new ByteArrayDeserializer(), new ByteArrayDeserializer(), config.schedulerTopic())
        .addProcessor(PROCESSOR, () -> new TimerProcessor(config), SOURCE)
        .addStateStore(store(DUE_TIMES_STORE), PROCESSOR)
        .addStateStore(store(BY_DUE_TIME_STORE), PROCESSOR)
        .addSink(RESUME_SINK, config.resumeTopic(), new ByteArraySerializer(), new ByteArraySerializer(), PROCESSOR)
        .addSink(DEAD_LETTER_SINK, config.deadLetterTopic(), new ByteArraySerializer(), new ByteArraySerializer(), PROCESSOR);
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
    // no cache: a range scan over a cached store merges and evicts, and commits are frequent anyway
    return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(Map.of());
  }
}

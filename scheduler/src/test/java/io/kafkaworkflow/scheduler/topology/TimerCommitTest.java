package io.kafkaworkflow.scheduler.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.scheduler.config.SchedulerConfig;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the scheduler asks for a commit instead of waiting for the interval. */
class TimerCommitTest {
  private static final long NOW = Instant.parse("2026-11-20T12:00:00Z").toEpochMilli();
  private static final byte[] KEY = "t-1|{\"ref\":\"wake\"}".getBytes(UTF_8);

  private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
  private final TimerProcessor timers = new TimerProcessor(SchedulerConfig.of(new Properties()));

  @BeforeEach
  void begin() {
    context.setCurrentSystemTimeMs(NOW);
    for (String name : List.of(TimerTopology.DUE_TIMES_STORE, TimerTopology.BY_DUE_TIME_STORE)) {
      KeyValueStore<?, ?> store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray()).withLoggingDisabled().build();
      store.init(context.getStateStoreContext(), store);
      context.addStateStore(store);
    }
    timers.init(context);
  }

  @Test
  void armingAndCancellingShareATransaction() {
    send("100");
    send("0");
    assertThat(context.committed()).isFalse();
  }

  @Test
  void aTimerThatFiresIsCommittedAtOnce() {
    send("100");
    ring(NOW + 100);
    assertThat(context.forwarded()).hasSize(1);
    assertThat(context.committed()).isTrue();
  }

  @Test
  void anAlarmWithoutATimerAsksForNothing() {
    send("100");
    send("0");
    ring(NOW + 100);
    assertThat(context.forwarded()).isEmpty();
    assertThat(context.committed()).isFalse();
  }

  private void send(String delayMs) {
    timers.process(new Record<>(KEY, delayMs.getBytes(UTF_8), NOW));
  }

  private void ring(long atEpochMs) {
    context.setCurrentSystemTimeMs(atEpochMs);
    context.scheduledPunctuators().get(0).getPunctuator().punctuate(atEpochMs);
  }
}

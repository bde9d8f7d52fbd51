package io.kafkaworkflow.scheduler.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.scheduler.config.SchedulerConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 1-D11: the old scheduler wiped its state at each start. Here one processor after another opens the same RocksDB directories. */
class TimerRestartTest {

  private static final long START = 1_800_000_000_000L;

  @TempDir Path stateDirectory;

  @Test
  void timersSurviveAndTheAlarmIsSetForTheEarliest() {
    Headers trace = new RecordHeaders().add("traceparent", "00-a-b-01".getBytes(UTF_8));
    try (Run run = new Run(START)) {
      run.send("t-1", "1000", trace);
      run.send("t-2", "5000", new RecordHeaders());
      run.send("t-3", "5000", new RecordHeaders());
    }
    try (Run run = new Run(START + 500)) {
      assertThat(run.alarms()).containsExactly(START + 1_000);
      run.send("t-3", "0", new RecordHeaders());
      run.ring(START + 1_000);
      assertThat(run.fired()).singleElement().satisfies(record -> {
        assertThat(record.key()).isEqualTo("t-1".getBytes(UTF_8));
        assertThat(record.value()).isEqualTo("{\"ref\":\"wake\"}".getBytes(UTF_8));
        assertThat(record.headers().lastHeader("traceparent").value()).isEqualTo("00-a-b-01".getBytes(UTF_8));
      });
      assertThat(run.alarms()).containsExactly(START + 5_000);
    }
    try (Run run = new Run(START + 1_000_000)) {
      run.ring(START + 1_000_001);
      assertThat(run.fired()).extracting(record -> new String(record.key(), UTF_8)).containsExactly("t-2");
      assertThat(run.alarms()).isEmpty();
    }
    try (Run run = new Run(START + 2_000_000)) {
      assertThat(run.alarms()).isEmpty();
    }
  }

  /** One life of the processor, over stores that outlive it. */
  private final class Run implements AutoCloseable {

    private final MockProcessorContext<byte[], byte[]> context =
        new MockProcessorContext<>(new Properties(), new TaskId(0, 0), stateDirectory.toFile());
    private final List<KeyValueStore<Bytes, byte[]>> stores;
    private final TimerProcessor processor = new TimerProcessor(SchedulerConfig.of(new Properties()));

    Run(long nowEpochMs) {
      context.setCurrentSystemTimeMs(nowEpochMs);
      context.setRecordMetadata("workflow-scheduler", 0, 0);
      stores = List.of(open(TimerTopology.DUE_TIMES_STORE), open(TimerTopology.BY_DUE_TIME_STORE));
      processor.init(context);
    }

    private KeyValueStore<Bytes, byte[]> open(String name) {
      KeyValueStore<Bytes, byte[]> store =
          Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
              .withCachingDisabled()
              .withLoggingDisabled()
              .build();
      store.init(context.getStateStoreContext(), store);
      context.addStateStore(store);
      return store;
    }

    void send(String threadId, String delay, Headers headers) {
      byte[] key = (threadId + "|{\"ref\":\"wake\"}").getBytes(UTF_8);
      processor.process(new Record<>(key, delay.getBytes(UTF_8), context.currentSystemTimeMs(), headers));
    }

    /** When the alarms that are set would ring. */
    List<Long> alarms() {
      return armed().stream().map(alarm -> alarm.getStartTime().toEpochMilli()).toList();
    }

    void ring(long nowEpochMs) {
      context.setCurrentSystemTimeMs(nowEpochMs);
      armed().forEach(alarm -> alarm.getPunctuator().punctuate(nowEpochMs));
    }

    List<Record<byte[], byte[]>> fired() {
      return context.forwarded(TimerTopology.RESUME_SINK).stream()
          .<Record<byte[], byte[]>>map(forward -> new Record<>(
              forward.record().key(), forward.record().value(), forward.record().timestamp(), forward.record().headers()))
          .toList();
    }

    private List<CapturedPunctuator> armed() {
      return context.scheduledPunctuators().stream().filter(alarm -> !alarm.cancelled()).toList();
    }

    @Override
    public void close() {
      processor.close();
      stores.forEach(KeyValueStore::close);
    }
  }
}

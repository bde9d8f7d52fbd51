package io.kafkaworkflow.bench.baseline;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** For each record: one read, one write, and as many bytes to the same topics as the engine sends; no JavaScript. */
final class StoreAndForward implements Processor<byte[], byte[], byte[], byte[]> {
  static final String EVENTS = "events";
  static final String RESULTS = "results";

  private record Task(ProcessorContext<byte[], byte[]> context, KeyValueStore<byte[], byte[]> store) {}

  private final byte[] storedAtStart;
  private final byte[] storedAtEnd;
  private final byte[] event;
  private final byte[] result;
  private @Nullable Task task;

  StoreAndForward(BaselineSizes sizes) {
    storedAtStart = new byte[sizes.storedAtStart()];
    storedAtEnd = new byte[sizes.storedAtEnd()];
    event = new byte[sizes.event()];
    result = new byte[sizes.result()];
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    task = new Task(context, context.getStateStore(BaselineStreams.STORE));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (task == null) throw new IllegalStateException("Expected init before process");
    byte[] stored = task.store.get(record.key());
    task.store.put(record.key(), stored == null ? storedAtStart : storedAtEnd);
    task.context.forward(record.withValue(event), EVENTS);
    if (stored != null) task.context.forward(record.withValue(result), RESULTS);
  }
}

package io.kafkaworkflow.scheduler.topology;

import io.kafkaworkflow.protocol.SchedulerKey;
import io.kafkaworkflow.scheduler.config.SchedulerConfig;
import io.kafkaworkflow.scheduler.timer.DueTimer;
import io.kafkaworkflow.scheduler.timer.TimerCommand;
import io.kafkaworkflow.scheduler.timer.TimerRecordReader;
import io.kafkaworkflow.scheduler.timer.Timers;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.NullUnmarked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timers of one partition. Store changes, fired records and dead letters of a record or an alarm are one Kafka transaction:
 * after a crash either all of it happened or none.
 *
 * <p>One per stream task, used by its thread only.
 */
@NullUnmarked // what init sets, Kafka Streams calls nothing before init; record keys and values may be null
final class TimerProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  private static final Logger log = LoggerFactory.getLogger(TimerProcessor.class);

  private final SchedulerConfig config;
  private final TimerRecordReader reader;
  private ProcessorContext<byte[], byte[]> context;
  private Timers timers;
  private Alarm alarm;
  private TimerMetrics metrics;

  TimerProcessor(SchedulerConfig config) {
    this.config = config;
    this.reader = new TimerRecordReader(config.delayMaxMs());
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    timers = new Timers(
        new StoreBytes(context.getStateStore(TimerTopology.DUE_TIMES_STORE)),
        new StoreBytes(context.getStateStore(TimerTopology.BY_DUE_TIME_STORE)));
    alarm = new Alarm(context, this::fireDue);
    metrics = new TimerMetrics(context);
    timers.nextWakeAtEpochMs().ifPresent(alarm::ringBy);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    TimerCommand command = reader.read(record.key(), record.value(), record.timestamp(), context.currentSystemTimeMs());
    if (command instanceof TimerCommand.Arm arm) {
      timers.arm(record.key(), arm.dueAtEpochMs(), TraceHeaders.save(record.headers()));
      alarm.ringBy(arm.dueAtEpochMs());
      metrics.armed();
    } else if (command instanceof TimerCommand.Cancel) {
      if (timers.cancel(record.key())) {
        metrics.cancelled();
      }
    } else if (command instanceof TimerCommand.Refuse refusal) {
      refuse(record, refusal);
    }
  }

  @Override
  public void close() {
    if (metrics != null) {
      metrics.close();
    }
  }

  private void fireDue(long nowEpochMs) {
    timers.fireDue(nowEpochMs, config.fireBatchMax(), timer -> send(timer, nowEpochMs));
    // a backlog goes on in the next millisecond: between two batches the input has its turn
    timers.nextWakeAtEpochMs().ifPresent(wakeAt -> alarm.ringBy(Math.max(wakeAt, nowEpochMs + 1)));
  }

  private void send(DueTimer timer, long nowEpochMs) {
    SchedulerKey key = SchedulerKey.parse(timer.key())
        .orElseThrow(() -> new IllegalStateException("A timer with an unreadable key was armed: the store is not ours"));
    context.forward(
        new Record<>(
            key.threadId().getBytes(StandardCharsets.UTF_8),
            key.resumeJson().getBytes(StandardCharsets.UTF_8),
            nowEpochMs,
            TraceHeaders.restore(timer.attachment())),
        TimerTopology.RESUME_SINK);
    context.commit(); // who waits for it sees it when it is committed; arming and cancelling may wait for the interval
    metrics.fired(nowEpochMs - timer.dueAtEpochMs());
  }

  private void refuse(Record<byte[], byte[]> record, TimerCommand.Refuse refusal) {
    RecordMetadata metadata = context.recordMetadata()
        .orElseThrow(() -> new IllegalStateException("A record without a position reached the scheduler"));
    context.forward(DeadLetter.of(record, metadata, refusal), TimerTopology.DEAD_LETTER_SINK);
    metrics.refused();
    log.warn("{}-{}@{} is a dead letter: {}: {}", metadata.topic(), metadata.partition(), metadata.offset(),
        refusal.reason().code(), refusal.what());
  }
}

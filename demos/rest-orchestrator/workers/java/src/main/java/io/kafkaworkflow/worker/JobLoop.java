package io.kafkaworkflow.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;

/** Reads jobs, has them done side by side, and commits how far they are done. One thread runs it and uses the consumer; {@link #close} is for any. */
final class JobLoop implements ConsumerRebalanceListener, Runnable {
  /** Jobs side by side: one that waits for its next attempt holds up no other. */
  static final int JOBS_MAX = 16;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LEAVE_MAX = Duration.ofSeconds(10);

  private final org.apache.kafka.clients.consumer.Consumer<String, String> consumer;
  private final Map<String, Handler> handlers;
  private final Attempts attempts;
  private final Outbox outbox;
  private final Consumer<String> log;
  private final ExecutorService executor = Executors.newCachedThreadPool(task -> new Thread(task, "job"));
  private final Map<TopicPartition, Progress> partitions = new HashMap<>();
  private final ConcurrentLinkedQueue<Finished> finished = new ConcurrentLinkedQueue<>();
  private int working;
  private volatile boolean isClosing;

  JobLoop(org.apache.kafka.clients.consumer.Consumer<String, String> consumer, Map<String, Handler> handlers, Attempts attempts, Outbox outbox, Consumer<String> log) {
    this.consumer = consumer;
    this.handlers = handlers;
    this.attempts = attempts;
    this.outbox = outbox;
    this.log = log;
  }

  private record Finished(Progress progress, ConsumerRecord<String, String> record, Future<?> work) {}

  /** Ends after {@link #close}, or with what made it impossible to go on. */
  @Override
  public void run() {
    try {
      consumer.subscribe(List.of(Outbox.JOBS), this);
      while (!isClosing) {
        if (working >= JOBS_MAX) consumer.pause(consumer.assignment());
        else consumer.resume(consumer.paused());
        consumer.poll(POLL).forEach(this::take);
        commit();
      }
    } catch (WakeupException e) {
      if (!isClosing) throw e;
    } finally {
      isClosing = true;
      leave();
    }
  }

  private void leave() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(LEAVE_MAX.toMillis(), TimeUnit.MILLISECONDS)) log.accept("jobs are left undone: they took longer than " + LEAVE_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    executor.shutdownNow();
    consumer.close(); // revokes the partitions, which commits what is done
  }

  void close() {
    isClosing = true;
    consumer.wakeup();
  }

  private void take(ConsumerRecord<String, String> record) {
    Progress progress = partitions.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), partition -> new Progress());
    if (!progress.begin(record.offset())) return;
    working++;
    FutureTask<?> work = new FutureTask<>(() -> work(record), null) {
      @Override
      protected void done() {
        finished.add(new Finished(progress, record, this));
      }
    };
    executor.execute(work);
  }

  private void work(ConsumerRecord<String, String> record) {
    Optional<Job> job = Job.of(record.value());
    if (job.isEmpty()) {
      log.accept("no job at offset " + record.offset() + " of partition " + record.partition());
      return;
    }
    Handler handler = handlers.get(job.get().action());
    if (handler == null) return;
    try {
      outbox.deliver(record, job.get(), attempts.at(job.get(), handler));
    } catch (InterruptedException e) {
      throw new IllegalStateException("given up: the job is left to whoever reads it next", e);
    }
  }

  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (Finished one = finished.poll(); one != null; one = finished.poll()) {
      working--;
      if (!isDone(one.work())) continue;
      TopicPartition partition = new TopicPartition(one.record().topic(), one.record().partition());
      OptionalLong offset = one.progress().done(one.record().offset());
      if (offset.isPresent() && partitions.get(partition) == one.progress()) offsets.put(partition, new OffsetAndMetadata(offset.getAsLong()));
    }
    if (offsets.isEmpty()) return;
    try {
      consumer.commitSync(offsets);
    } catch (CommitFailedException | RetriableException e) {
      log.accept("what is done could not be committed, and may come again: " + e.getMessage());
    }
  }

  /** False for a job that was given up because the worker leaves. An error of the kit, not of a handler, ends the worker: the job is not done. */
  private boolean isDone(Future<?> work) {
    try {
      work.get();
      return true;
    } catch (ExecutionException e) {
      if (isClosing) return false;
      throw new IllegalStateException("a job could not be done", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    commit();
    revoked.forEach(partitions::remove);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {}
}

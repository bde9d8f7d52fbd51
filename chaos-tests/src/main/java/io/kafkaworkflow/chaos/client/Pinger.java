package io.kafkaworkflow.chaos.client;

import io.kafkaworkflow.chaos.checker.History;
import io.kafkaworkflow.chaos.checker.Observed;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Talks to threads that answer everything (story {@code echo}), each at its own pace: the next message when the one before was answered, so that
 * a message that waits is a thread that waits. Measures from the sending of a message until a {@code read_committed} reader has its answer.
 */
public final class Pinger implements AutoCloseable {
  private static final long PAUSE_MS = 200;

  private final Map<String, Talk> talks = new ConcurrentHashMap<>();
  private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
  private final Inputs inputs;
  private final Observer observer;

  /** What is known of one thread. */
  private static final class Talk {
    /** Number of the message that was sent last; the start counts as number 0. */
    int round;
    long sentNanos;
    boolean isWaiting;
    long longestNanos;
    /** The latest message that was answered was sent at this time. */
    long answeredSentNanos;
  }

  /** Starts the threads; the topics exist. */
  public Pinger(String bootstrapServers, int threads) {
    inputs = new Inputs(bootstrapServers);
    IntStream.range(0, threads).forEach(number -> talks.put("echo-" + number, new Talk()));
    observer = new Observer(bootstrapServers, List.of("chaos-outputs"), new History(), this::heard);
    talks.keySet().forEach(threadId -> inputs.send(threadId, "new:{\"story\":\"echo\"}", ""));
  }

  private void heard(Observed record) {
    Talk talk = talks.get(record.threadId());
    synchronized (talk) {
      if (!record.outputName().equals("chaos-outputs heard " + talk.round)) return;
      talk.longestNanos = Math.max(talk.longestNanos, System.nanoTime() - talk.sentNanos);
      talk.answeredSentNanos = talk.sentNanos;
      talk.isWaiting = false;
    }
    later.schedule(() -> send(record.threadId(), talk), PAUSE_MS, TimeUnit.MILLISECONDS);
  }

  private void send(String threadId, Talk talk) {
    synchronized (talk) {
      talk.round++;
      talk.sentNanos = System.nanoTime();
      talk.isWaiting = true;
      inputs.send(threadId, "{\"ref\":\"next\",\"value\":{\"for\":\"" + threadId + "\",\"what\":\"" + talk.round + "\"}}", "");
    }
  }

  /** Forgets what was measured; messages on their way keep their time. */
  public void reset() {
    for (Talk talk : talks.values()) {
      synchronized (talk) {
        talk.longestNanos = 0;
      }
    }
  }

  /** Whether every thread has answered something that was sent after {@code nanoTime}. */
  public boolean hasEachAnsweredSince(long nanoTime) {
    observer.requireReading();
    inputs.requireAllSent();
    return talks.values().stream().allMatch(talk -> {
      synchronized (talk) {
        return talk.answeredSentNanos - nanoTime > 0;
      }
    });
  }

  /** The longest wait of each thread since {@link #reset}, milliseconds, shortest first. */
  public List<Long> longestMs() {
    return talks.values().stream().map(talk -> {
      synchronized (talk) {
        long now = talk.isWaiting ? System.nanoTime() - talk.sentNanos : 0;
        return TimeUnit.NANOSECONDS.toMillis(Math.max(now, talk.longestNanos));
      }
    }).sorted().toList();
  }

  @Override
  public void close() {
    later.shutdownNow();
    observer.close();
    inputs.close();
  }
}

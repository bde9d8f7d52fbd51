package io.kafkaworkflow.dev.stack;

import io.kafkaworkflow.dev.failure.Failures;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;

/** One Kafka Streams client of the stack: started, waited for, closed. */
final class StreamsPart implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

  private final String name;
  private final KafkaStreams streams;
  private final CountDownLatch runningOrFailed = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;

  /**
   * @param streams not started yet; belongs to this object from now on
   * @param onFailure told, with the part's name, when a stream thread dies after the start
   */
  StreamsPart(String name, KafkaStreams streams, BiConsumer<String, Throwable> onFailure) {
    this.name = name;
    this.streams = streams;
    streams.setStateListener((now, before) -> {
      if (now == KafkaStreams.State.RUNNING || now.hasCompletedShutdown()) {
        runningOrFailed.countDown();
      }
    });
    streams.setUncaughtExceptionHandler(error -> {
      failure = error;
      runningOrFailed.countDown();
      onFailure.accept(name, error);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    });
  }

  /** Returns at once; {@link #awaitRunning()} waits. */
  void start() {
    streams.start();
  }

  /** @throws io.kafkaworkflow.start.StartException the part did not come up */
  void awaitRunning() {
    try {
      if (!runningOrFailed.await(START_MAX.toSeconds(), TimeUnit.SECONDS)) {
        throw Failures.partFailed(name, "it is still " + streams.state() + " after " + START_MAX.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.partFailed(name, "interrupted");
    }
    Throwable error = failure;
    if (error != null) {
      throw Failures.partFailed(name, error.toString());
    }
  }

  @Override
  public void close() {
    streams.close(CLOSE_MAX);
  }
}

package io.kafkaworkflow.start;

import io.kafkaworkflow.http.HttpServer;
import io.kafkaworkflow.http.HttpSettings;
import io.kafkaworkflow.http.Service;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal; // jdk.unsupported, there since Java 1.2: no supported API lets a program choose its exit code on SIGTERM

/**
 * Runs one {@link KafkaStreams}, or several that belong together, until they are told to stop or one cannot go on, and says so: {@code <name> ready} on
 * standard output once, when all first run with their state restored.
 *
 * <p>An error that a stream thread does not survive stops the whole process with exit code 1: its work moves to another instance,
 * and whoever supervises the process starts it again from committed state. Nothing is skipped.
 */
public final class StreamsProcess {

  /** Everything is well, also after SIGTERM or SIGINT when everything could be closed in time. */
  public static final int EXIT_OK = 0;

  /** The program refused to start, or stopped because of an error. */
  public static final int EXIT_FAILED = 1;

  /** The command line was wrong. */
  public static final int EXIT_USAGE = 2;

  /** Below the 30 s that container platforms grant between SIGTERM and SIGKILL. */
  static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  private static final Logger log = LoggerFactory.getLogger(StreamsProcess.class);

  private final String name;
  private final String details;
  private final StreamsClients streams;
  private final PrintStream out;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean isReady = new AtomicBoolean();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile @Nullable HealthFile health;
  /** The HTTP server; of this type so that none of its classes is loaded without one. */
  private volatile @Nullable AutoCloseable http;
  private volatile String applicationId = "";

  /**
   * @param name of the program, for the ready line, such as {@code scheduler}
   * @param streams not started yet; belongs to this object from now on
   * @param out where the ready line goes
   */
  public StreamsProcess(String name, KafkaStreams streams, PrintStream out) {
    this(name, "", streams, out);
  }

  /** As the other; {@code details} follow on the ready line, after a colon, when there are any. */
  public StreamsProcess(String name, String details, KafkaStreams streams, PrintStream out) {
    this.name = name;
    this.details = details;
    this.streams = new StreamsClients(streams);
    this.out = out;
  }

  /**
   * Adds clients that live as long as the first: the process is ready when all run, and the end of one is its end. Called before {@link #run}.
   *
   * @param others not started yet; they belong to this object from now on
   */
  public StreamsProcess beside(List<KafkaStreams> others) {
    streams.add(others);
    return this;
  }

  /**
   * Takes from the program's settings what is for the process: {@code application.id} for its errors, the file for health checks
   * ({@code workflow.health.file}) and the HTTP server ({@code workflow.http.listen}), which it keeps as long as it runs. Called after {@link #beside} and
   * before {@link #run}.
   *
   * @throws StartException {@code config/invalid-setting}: the file cannot be written, the address not be listened on
   */
  public StreamsProcess with(Properties settings) {
    return with(settings, Service::none);
  }

  /** As the other; {@code service} is what the server offers beside health and metrics, asked for only when there is one. */
  public StreamsProcess with(Properties settings, Supplier<Service> service) {
    applicationId = settings.getProperty("application.id", "");
    health = CommonSettings.healthFile(settings).map(path -> new HealthFile(path, () -> streams.state().name())).orElse(null);
    Optional<HttpSettings> listen = HttpSettings.of(settings);
    if (listen.isPresent()) {
      http = HttpServer.start(listen.get(), () -> streams.state().name(), streams.all(), service.get());
    }
    return this;
  }

  /**
   * Starts, and returns when the streams have ended. Called once, by the main thread. SIGTERM and SIGINT close the streams (open
   * transactions are committed, the group is left) and make it return too, so that the process ends as its exit code says: left to the JVM, a stop that
   * went well would be reported as 143, and halting instead would leave RocksDB's unpacked library (15 MB) in the temporary directory.
   *
   * @return the exit code of the process
   */
  public int run() {
    Signal.handle(new Signal("TERM"), signal -> ended.countDown());
    Signal.handle(new Signal("INT"), signal -> ended.countDown());
    streams.start(this::stateChanged, this::failed);
    awaitEnd();
    State state = streams.state();
    boolean isClosed = streams.close(CLOSE_TIMEOUT);
    closeQuietly();
    if (failure.get() != null || state == State.ERROR || state == State.PENDING_ERROR) {
      logFailure(failure.get());
      return EXIT_FAILED;
    }
    log.info(isClosed ? "{} stopped" : "{} stopped before everything was closed; the rest is recovered at the next start", name);
    return isClosed ? EXIT_OK : EXIT_FAILED;
  }

  /** What tells others how the process is: last, so that they hear of its end. */
  private void closeQuietly() {
    HealthFile file = health;
    if (file != null) {
      file.close();
    }
    AutoCloseable server = http;
    if (server != null) {
      try {
        server.close();
      } catch (Exception e) {
        log.warn("the HTTP server did not stop in an orderly way", e); // the process ends all the same
      }
    }
  }

  private void logFailure(@Nullable Throwable error) {
    Optional<StartException> refusal = Optional.ofNullable(error).flatMap(e -> StreamsFailures.refusal(e, applicationId));
    if (refusal.isPresent()) {
      log.error("{} stops: {}", name, refusal.get().getMessage());
    } else {
      log.error("{} stops: the streams failed", name, error);
    }
  }

  private void stateChanged(State now, State before) {
    HealthFile file = health;
    if (file != null) {
      file.changed();
    }
    if (streams.state() == State.RUNNING && isReady.compareAndSet(false, true)) {
      out.println(name + (details.isEmpty() ? " ready" : " ready: " + details));
      out.flush();
    }
    if (now.hasCompletedShutdown() || now == State.PENDING_ERROR) {
      ended.countDown();
    }
  }

  private StreamThreadExceptionResponse failed(Throwable error) {
    failure.compareAndSet(null, error);
    ended.countDown();
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

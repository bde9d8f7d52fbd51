package io.kafkaworkflow.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that tells a health check how this process is, without a port and without a second JVM: one word, the state of the
 * streams. The file is written anew every {@link #INTERVAL}, so that a process that hangs or was killed is recognized by the
 * age of what it left.
 *
 * <p>Writes on a daemon thread of its own: the callers are stream threads, which must not wait for a disk.
 */
final class HealthFile implements AutoCloseable {

  /** How often the file is written when nothing changes; a check should allow several times as much. */
  static final Duration INTERVAL = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(HealthFile.class);

  private final Path file;
  private final Supplier<String> state;
  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
    Thread thread = new Thread(task, "health-file");
    thread.setDaemon(true);
    return thread;
  });

  /**
   * Writes the file for the first time, over what an earlier process left there.
   *
   * @param state one word; asked at each writing
   * @throws StartException {@code config/invalid-setting}: the file cannot be written
   */
  HealthFile(Path file, Supplier<String> state) {
    this.file = file;
    this.state = state;
    try {
      write();
    } catch (IOException e) {
      writer.shutdownNow();
      throw StartErrors.invalidSetting(CommonSettings.HEALTH_FILE, "the file cannot be written: " + e);
    }
    writer.scheduleWithFixedDelay(this::writeOrWarn, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The state has changed. */
  void changed() {
    if (!writer.isShutdown()) {
      writer.execute(this::writeOrWarn);
    }
  }

  private void writeOrWarn() {
    try {
      write();
    } catch (IOException e) {
      // the streams are well all the same: the check will find the file too old, and the log says why
      log.warn("cannot write the health file {}: {}", file, e.toString());
    }
  }

  /** By renaming: a reader finds the old word or the new one. */
  private void write() throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, (state.get() + "\n").getBytes(StandardCharsets.UTF_8));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("the disk of the health file {} does not answer", file);
      }
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("cannot remove the health file {}: {}", file, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

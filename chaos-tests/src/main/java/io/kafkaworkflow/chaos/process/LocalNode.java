package io.kafkaworkflow.chaos.process;

import io.kafkaworkflow.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A node that is a process of this machine. Each start has a log of its own: {@code <name>.<n>.log}. */
final class LocalNode implements Node {
  private static final long POLL_MS = 50;

  private final Spec spec;
  private @Nullable ChildProcess process;
  private boolean isWanted;
  private int starts;
  private int unexpectedEnds;

  /**
   * What a node is.
   *
   * @param command made anew for each start, so that a setting may change in between
   * @param ready the text in its output that says that it is ready
   */
  record Spec(String name, Role role, Supplier<List<String>> command, String ready, Path logs) {}

  LocalNode(Spec spec) {
    this.spec = spec;
  }

  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public Role role() {
    return spec.role();
  }

  @Override
  public synchronized void start() {
    isWanted = true;
    spawn();
  }

  private void spawn() {
    starts++;
    process = ChildProcess.start(spec.command().get(), spec.logs(), spec.logs().resolve(spec.name() + "." + starts + ".log"));
  }

  @Override
  public synchronized void kill() {
    isWanted = false;
    if (process != null) process.kill();
  }

  @Override
  public synchronized void terminate() {
    isWanted = false;
    if (process != null) process.stop();
  }

  @Override
  public synchronized void pause() {
    if (process != null && process.isAlive()) process.suspend();
  }

  @Override
  public synchronized void unpause() {
    if (process != null && process.isAlive()) process.proceed();
  }

  /** Starts it again when it should run but does not. */
  synchronized void supervise() {
    if (isWanted && process != null && !process.isAlive()) {
      unexpectedEnds++;
      spawn();
    }
  }

  synchronized int unexpectedEnds() {
    return unexpectedEnds;
  }

  @Override
  public void awaitReady(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!isReady()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(spec.name() + " did not get ready within " + limit + ", see " + spec.logs() + ":\n" + tail());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + spec.name(), e);
      }
    }
  }

  private synchronized boolean isReady() {
    return process != null && process.isAlive() && process.output().contains(spec.ready());
  }

  private synchronized String tail() {
    return process == null ? "never started" : process.tail(20);
  }
}

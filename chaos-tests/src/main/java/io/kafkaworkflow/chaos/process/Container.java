package io.kafkaworkflow.chaos.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node that is the container of a Compose service. */
final class Container implements Node {
  private static final long POLL_MS = 500;

  private final String name;
  private final Role role;
  private final Compose compose;

  Container(String name, Role role, Compose compose) {
    this.name = name;
    this.role = role;
    this.compose = compose;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public void kill() {
    compose.run(List.of("kill", "-s", "SIGKILL", name));
  }

  @Override
  public void terminate() {
    compose.run(List.of("stop", name));
  }

  @Override
  public void pause() {
    compose.run(List.of("pause", name));
  }

  @Override
  public void unpause() {
    compose.run(List.of("unpause", name));
  }

  @Override
  public void start() {
    compose.run(List.of("start", name));
  }

  /** Ready is healthy: the container's own check, which sees the state of its streams. */
  @Override
  public void awaitReady(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!inspect("{{.State.Health.Status}}").equals("healthy")) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(name + " did not get healthy within " + limit + ":\n" + compose.run(List.of("logs", "--tail", "20", name)));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + name, e);
      }
    }
  }

  /** How often the restart policy brought it back. */
  int restarts() {
    return Integer.parseInt(inspect("{{.RestartCount}}"));
  }

  private String inspect(String format) {
    return Shell.run("docker", "inspect", "-f", format, compose.container(name)).strip();
  }
}

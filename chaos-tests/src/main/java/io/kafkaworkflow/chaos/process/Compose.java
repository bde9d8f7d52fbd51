package io.kafkaworkflow.chaos.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands of Docker Compose on the project's {@code docker-compose.yml}, one at a time, until {@link #down}. May be used by any thread: a run that is
 * interrupted is taken down by the shutdown hook while a fault may be at work.
 */
final class Compose {
  private final List<String> command;
  private boolean isDown;

  /** @param command what a command of Compose begins with */
  Compose(List<String> command) {
    this.command = List.copyOf(command);
  }

  /** By the plugin where there is one, else by the program of its own. @param environment {@code NAME=value}, variables of the file */
  static Compose of(Path root, List<String> environment) {
    List<String> command = new ArrayList<>(List.of("env"));
    command.addAll(environment);
    command.addAll(hasPlugin() ? List.of("docker", "compose") : List.of("docker-compose"));
    command.addAll(List.of("-f", root.resolve("docker-compose.yml").toString()));
    return new Compose(command);
  }

  private static boolean hasPlugin() {
    try {
      Shell.run("docker", "compose", "version");
      return true;
    } catch (IllegalStateException e) {
      return false; // Docker is there without it, or not at all: the next command tells
    }
  }

  /** What it said. @throws IllegalStateException it failed, or everything has been taken down */
  synchronized String run(List<String> arguments) {
    // otherwise a fault that ends late would start a container that nobody removes
    if (isDown) throw new IllegalStateException("the stack has been taken down; not done: " + String.join(" ", arguments));
    return Shell.run(with(arguments));
  }

  /** Waits for the command that is at work, then removes containers, network and volumes; the second time nothing happens. @throws IllegalStateException it failed */
  synchronized void down() {
    if (isDown) return;
    isDown = true;
    Shell.run(with(List.of("down", "-v", "--remove-orphans", "--timeout", "1")));
  }

  private List<String> with(List<String> arguments) {
    List<String> all = new ArrayList<>(command);
    all.addAll(arguments);
    return all;
  }

  /** Id of the container of a service, also of one that has ended. */
  String container(String service) {
    String id = run(List.of("ps", "-a", "-q", service)).strip();
    if (id.isEmpty()) throw new IllegalStateException("the service " + service + " has no container");
    return id.lines().reduce((first, last) -> last).orElseThrow();
  }
}

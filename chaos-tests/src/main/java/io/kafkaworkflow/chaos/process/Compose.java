package io.kafkaworkflow.chaos.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands of Docker Compose on the project's {@code docker-compose.yml}, by the plugin or by the program of its own. */
final class Compose {
  private final List<String> command;

  /** @param environment {@code NAME=value}, variables of the file */
  Compose(Path root, List<String> environment) {
    command = new ArrayList<>(List.of("env"));
    command.addAll(environment);
    command.addAll(hasPlugin() ? List.of("docker", "compose") : List.of("docker-compose"));
    command.addAll(List.of("-f", root.resolve("docker-compose.yml").toString()));
  }

  private static boolean hasPlugin() {
    try {
      Shell.run("docker", "compose", "version");
      return true;
    } catch (IllegalStateException e) {
      return false; // Docker is there without it, or not at all: the next command tells
    }
  }

  /** What it said. @throws IllegalStateException it failed */
  String run(List<String> arguments) {
    List<String> all = new ArrayList<>(command);
    all.addAll(arguments);
    return Shell.run(all);
  }

  /** Id of the container of a service, also of one that has ended. */
  String container(String service) {
    String id = run(List.of("ps", "-a", "-q", service)).strip();
    if (id.isEmpty()) throw new IllegalStateException("the service " + service + " has no container");
    return id.lines().reduce((first, last) -> last).orElseThrow();
  }
}

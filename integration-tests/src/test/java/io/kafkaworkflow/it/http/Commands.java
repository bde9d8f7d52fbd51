package io.kafkaworkflow.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The commands that ask an engine for threads, as processes of their own, so that what they print can be compared.
 *
 * @param authority that the engines' certificates are signed by
 * @param token file with a token alone
 */
record Commands(Processes processes, Path authority, Path token) {
  static final String LIST = "threads list --limit 100000";
  private static final List<String> ALL = List.of(LIST, "threads describe t-1");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * What each command prints, all of them at once.
   *
   * @param when for the names of their logs
   * @return lines of JSON
   */
  Map<String, List<String>> answers(String when, Web web) {
    Map<String, ChildProcess> running = new LinkedHashMap<>();
    for (String command : ALL) {
      List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
      arguments.addAll(List.of("-o", "json", "-e", web.url(), "--cacert", authority.toString(), "--token-file", token.toString()));
      running.put(command, processes.start("command-" + when + "-" + running.size(), Installation.engine(arguments.toArray(String[]::new))));
    }
    Map<String, List<String>> answers = new LinkedHashMap<>();
    running.forEach((command, process) -> {
      assertThat(process.awaitExit(LIMIT)).as(process.output()).isZero();
      answers.put(command, process.output().lines().filter(line -> line.startsWith("{")).toList());
    });
    return answers;
  }
}

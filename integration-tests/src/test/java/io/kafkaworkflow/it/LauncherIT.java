package io.kafkaworkflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code kafka-workflow} where the distribution has it: {@code bin/} beside {@code lib/}, nothing else of the project around. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LauncherIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir static Path directory;
  private Path launcher;
  private int started;

  @BeforeAll
  void layOut() throws IOException {
    Path bin = Files.createDirectories(directory.resolve("kafka-workflow-1/bin"));
    Path lib = Files.createDirectories(directory.resolve("kafka-workflow-1/lib"));
    launcher = Files.copy(Installation.ROOT.resolve("kafka-workflow"), bin.resolve("kafka-workflow"));
    Files.copy(Installation.ROOT.resolve("engine/bin/kafka-workflow-engine"), bin.resolve("kafka-workflow-engine"));
    Files.createSymbolicLink(lib.resolve("engine.jar"), Installation.ROOT.resolve("engine/target/engine.jar"));
    Files.createSymbolicLink(lib.resolve("scheduler.jar"), Installation.ROOT.resolve("scheduler/target/scheduler.jar"));
  }

  @Test
  void itSaysWhatItIsAndWhatItCanDo() {
    assertThat(ended(0, "--version").output()).containsPattern("(?m)^kafka-workflow \\d+\\.\\d+\\.\\d+").contains("Kafka clients 4.", "Java ");
    assertThat(ended(0, "help").output()).contains("kafka-workflow doctor", "kafka-workflow run").doesNotContain("kafka-workflow dev");
    assertThat(ended(0, "help", "threads", "list").output()).contains("Usage: kafka-workflow threads list", "--started-since");
  }

  @Test
  void whatItCannotDoIsOneMessage() throws IOException {
    assertThat(ended(1, "nonsense").output()).startsWith("kafka-workflow: there is no command \"nonsense\"").hasLineCount(3);
    assertThat(ended(1, "dev", "x.ts").output()).contains("is a command of a checkout").hasLineCount(3);
    assertThat(ended(1, "build", "x.ts").output()).contains("no compiler", "npm install").hasLineCount(3);
    Files.delete(launcher.resolveSibling("kafka-workflow-engine"));
    try {
      assertThat(ended(1, "run", "x.js").output()).contains("kafka-workflow-engine is missing");
    } finally {
      Files.copy(Installation.ROOT.resolve("engine/bin/kafka-workflow-engine"), launcher.resolveSibling("kafka-workflow-engine"));
    }
  }

  @Test
  void commandsEndAsTheyDoWithoutIt() {
    assertThat(ended(2, "run").output()).contains("Missing required parameter: 'bundle.js'", "Usage: kafka-workflow run");
    assertThat(ended(1, "run", "nope.js").output()).contains("config/unreadable-bundle", "nope.js").doesNotContain("host/small-stack");
    assertThat(ended(1, "scheduler", "nope.properties").output()).contains("config/unreadable-properties", "nope.properties");
    assertThat(ended(1, "threads", "list", "--engine", "http://127.0.0.1:1").output()).contains("command/engine-unreachable");
  }

  @Test
  void theCompletionOfTheDistributionCompletes() throws IOException {
    Path made = Installation.ROOT.resolve("engine/target/completion/kafka-workflow.bash");
    String script = "source '" + made + "'; COMP_WORDS=(kafka-workflow threads li); COMP_CWORD=2; COMP_LINE='kafka-workflow threads li'; COMP_POINT=${#COMP_LINE}; "
        + "_complete_kafka-workflow; echo \"offered: ${COMPREPLY[*]}\"";
    assertThat(ended(0, List.of("bash", "-c", script)).output()).contains("offered: list");
  }

  private ChildProcess ended(int code, String... arguments) {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    return ended(code, command);
  }

  private ChildProcess ended(int code, List<String> command) {
    ChildProcess process = ChildProcess.start(command, directory, Installation.LOGS.resolve("LauncherIT").resolve(started++ + ".log"));
    assertThat(process.awaitExit(LIMIT)).as(() -> command + "\n" + process.output()).isEqualTo(code);
    return process;
  }
}

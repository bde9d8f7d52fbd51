package io.kafkaworkflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line answers before anything is started (1-60). */
class MainTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void withoutABundleItShowsTheUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required parameter: 'bundle.js'", "Usage: engine", "streams.properties");
  }

  @Test
  void anUnknownOptionIsAUsageErrorToo() {
    assertThat(run("x.js", "--creat-topics")).isEqualTo(2);
    assertThat(err.toString()).contains("--creat-topics");
  }

  @Test
  void aBundleThatIsNotThereIsNamed() {
    assertThat(run(directory.resolve("nope.js").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("config/unreadable-bundle", "nope.js", "then  nothing was started");
  }

  @Test
  void aScriptThatIsNoBundleIsRefused() throws IOException {
    for (String code : new String[] {"42", "throw new Error('at the top')", "const ("}) {
      err.getBuffer().setLength(0);
      Path script = Files.writeString(directory.resolve("some.js"), code);
      assertThat(run(script.toString())).isEqualTo(1);
      assertThat(err.toString()).startsWith("host/unreadable-bundle: ").contains("some.js", "help");
    }
  }

  @Test
  void aPropertiesFileThatIsNotThereOrWrongIsNamed() throws IOException {
    assertThat(run("x.js", directory.resolve("nope.properties").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("config/unreadable-properties", "nope.properties");

    Path wrong = Files.writeString(directory.resolve("wrong.properties"), "workflow.step.time.limit.ms=soon\n");
    assertThat(run("x.js", wrong.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("config/invalid-setting", "`workflow.step.time.limit.ms`");
  }

  @Test
  void aBrokerThatCannotBeFoundIsNamed() throws IOException {
    Path settings = Files.writeString(directory.resolve("settings.properties"), "bootstrap.servers=no-such-host.invalid:9092\n");
    assertThat(run(TestCompiler.demo("workflow-minimal").toString(), settings.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("config/broker-unreachable", "no-such-host.invalid:9092");
  }

  @Test
  void aCommandNeedsNoBundle() {
    assertThat(run("dead-letters", "redrive", "-b", "127.0.0.1:1")).isEqualTo(2);
    assertThat(err.toString()).contains("Say which dead letters", "dead-letters redrive").doesNotContain("bundle.js");
    assertThat(run("dead-letters", "show", "17")).isEqualTo(2);
    assertThat(err.toString()).contains("<partition>@<offset>");
  }

  @Test
  void aCommandThatFindsNoBrokerSaysSoWithoutSecrets() throws IOException {
    Path settings = Files.writeString(directory.resolve("client.properties"), "bootstrap.servers=no-such-host.invalid:9092\n"
        + "security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\nssl.truststore.password=hush-hush\n"
        + "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"hush-hush\";\n");
    String bundle = TestCompiler.demo("workflow-minimal").toString();
    for (String command : new String[] {"dead-letters list", "threads list --parked", "bundles list", "bundles prune", "bundles publish " + bundle}) {
      err.getBuffer().setLength(0);
      assertThat(run((command + " -c " + settings).split(" "))).isEqualTo(1);
      assertThat(err.toString()).as(command).matches("(?s)(command|config)/(broker-failed|broker-unreachable|bundle-not-published): .*")
          .contains("help").doesNotContain("hush-hush", "\tat ");
    }
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void commandsThatAreIncompleteSayWhatIsMissing() {
    assertThat(run("bundles")).isEqualTo(2);
    assertThat(err.toString()).contains("list, prune or publish", "Usage: engine bundles");
    assertThat(run("bundles", "publish")).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required parameter: 'bundle.js'");
    assertThat(run("bundles", "prune", "--wait-seconds", "-1")).isEqualTo(2);
    assertThat(err.toString()).contains("--wait-seconds: expected 0 or more, found -1");
    assertThat(run("state")).isEqualTo(2);
    assertThat(run("state", "copy", "-c", "from.properties")).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required option: '--to=FILE'");
    assertThat(run("threads")).isEqualTo(2);
    assertThat(err.toString()).contains("list, describe, watch, cancel or terminate");
    assertThat(run("threads", "list", "-c", "streams.properties")).isEqualTo(2);
    assertThat(err.toString()).contains("-b and -c are for --parked");
    assertThat(run("threads", "list", "--parked", "--status", "waiting")).isEqualTo(2);
    assertThat(err.toString()).contains("--parked takes no filter");
    assertThat(run("threads", "cancel")).isEqualTo(2);
    assertThat(err.toString()).contains("Say which threads");
    assertThat(run("threads", "cancel", "--status", "failed")).isEqualTo(2);
    assertThat(err.toString()).contains("expected waiting or parked");
    assertThat(run("threads", "terminate", "--all", "--rate", "0/s")).isEqualTo(2);
    assertThat(err.toString()).contains("such as 50 or 50/s");
    assertThat(run("threads", "list", "--parked", "-n", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--limit: expected 1 or more, found 0");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anEngineThatIsNotThereIsNamed() {
    for (String command : new String[] {"list", "describe t", "watch t", "cancel --all", "terminate --status parked"}) {
      err.getBuffer().setLength(0);
      assertThat(run(("threads " + command + " --engine http://127.0.0.1:1").split(" "))).isEqualTo(1);
      assertThat(err.toString()).as(command).contains("command/engine-unreachable: ", "http://127.0.0.1:1", "help").doesNotContain("\tat ");
    }
  }

  @Test
  void whatTheLauncherDoesIsSaidToBeTheLaunchers() {
    for (String command : new String[] {"build", "scheduler"}) {
      err.getBuffer().setLength(0);
      assertThat(run(command, "x.ts")).isEqualTo(1);
      assertThat(err.toString()).startsWith("command/launcher-only: `" + command + "`");
    }
  }

  @Test
  void runIsTheSameAsABundleAlone() {
    assertThat(run("run")).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required parameter: 'bundle.js'");
    assertThat(run("run", directory.resolve("nope.js").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("config/unreadable-bundle", "nope.js");
  }

  @Test
  void everyCommandSaysItsVersionAndHelp() {
    for (String command : new String[] {"", "run ", "threads ", "threads list ", "doctor ", "topics create ", "dead-letters redrive "}) {
      out.getBuffer().setLength(0);
      assertThat(run((command + "--version").split(" "))).isZero();
      assertThat(out.toString()).as(command).contains("kafka-workflow ", "Kafka clients 4.", "Java ");
      assertThat(run((command + "--help").split(" "))).isZero();
      assertThat(out.toString()).contains("Usage: engine");
    }
  }

  @Test
  void theCompletionKnowsEveryCommand() {
    assertThat(run("generate-completion")).isZero();
    assertThat(out.toString()).contains("complete -F", "dead-letters", "doctor", "generate-completion", "scheduler", "--parked-reason");
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}

package io.kafkaworkflow.it.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.kafka.KafkaTester;
import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.it.process.Bundles;
import io.kafkaworkflow.it.process.EngineCommand;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.it.process.Settings;
import io.kafkaworkflow.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code bundles list|prune|publish} as a person gives them, beside a running engine: what they print, what they remove, how they end. */
class BundlesCommandIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PASSWORD = "store-secret-4812";

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;
  private String settings = "";

  @Test
  void bundlesAreListedPublishedAndPruned() throws IOException {
    settings = Settings.file(directory.resolve("engine"), BROKER.bootstrapServers(), "ssl.truststore.password=" + PASSWORD);
    Path unused = Files.writeString(directory.resolve("unused.js"), Files.readString(Bundles.ofTest("upgrade-old")) + "\n// another one\n");
    nothingIsThereYet(unused);

    ChildProcess engine = processes.start("engine", Installation.engine("--create-topics", "--partitions", "2", Bundles.ofTest("upgrade-old").toString(), settings))
        .awaitLine("engine ready", PATIENCE);
    try (KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), "workflow-events", "workflow-result")) {
      kafka.send("workflow-resume", "waiting", "new:\"waiting\"");
      kafka.await("workflow-events", "waiting", PATIENCE);
      String used = id(command("bundles", "list").ended(0).get(1));

      String unusedId = command("bundles", "publish", unused.toString()).ended(0).get(0);
      String newestId = json("bundle", command("bundles", "publish", "-o", "json", Bundles.ofTest("upgrade-new").toString()).ended(0).get(0));
      assertThat(command("bundles", "publish", unused.toString()).ended(0)).as("a second time").containsExactly(unusedId);

      List<String> table = command("bundles", "list").ended(0);
      assertThat(table.get(0)).startsWith("BUNDLE  ").contains("THREADS", "PUBLISHED", "STATE", "NAME");
      assertThat(table.subList(1, table.size())).extracting(BundlesCommandIT::id).containsExactly(newestId, unusedId, used);
      assertThat(command("bundles", "list", "-o", "json").ended(0)).satisfiesExactly(
          line -> assertThat(line).contains("\"bundle\":\"" + newestId + "\"", "\"threads\":0", "\"state\":\"newest\"", "\"publishedAtEpochMs\":1"),
          line -> assertThat(line).contains("\"bundle\":\"" + unusedId + "\"", "\"name\":\"unused.js\"", "\"threads\":0", "\"state\":\"unused\""),
          line -> assertThat(line).contains("\"bundle\":\"" + used + "\"", "\"threads\":1", "\"state\":\"in-use\""));

      prune(unusedId);
      assertThat(command("bundles", "list").ended(0)).extracting(BundlesCommandIT::id).containsExactly("BUNDLE", newestId, used);
      kafka.send("workflow-resume", "waiting", "{\"ref\":\"answer\",\"value\":\"yes\"}");
      kafka.await("workflow-result", "waiting", PATIENCE);
      assertThat(engine.stop()).isZero();
    }
  }

  /** Every way to begin that cannot work yet: an error in four parts, no stack, exit code 1 or 2. */
  private void nothingIsThereYet(Path bundle) throws IOException {
    assertThat(command("bundles", "list")).satisfies(answer -> {
      assertThat(answer.ended(1)).isEmpty();
      assertThat(answer.err()).contains("config/broker-unreachable", "workflow-bundles", "  help  ").doesNotContain("\tat ");
    });
    assertThat(command("bundles", "publish", bundle.toString())).satisfies(answer -> {
      assertThat(answer.ended(1)).isEmpty();
      assertThat(answer.err()).contains("config/bundle-not-published", "workflow-bundles", "  help  ").doesNotContain("\tat ");
    });
    Path noBundle = Files.writeString(directory.resolve("no-bundle.js"), "throw new Error('at the top')");
    assertThat(command("bundles", "publish", noBundle.toString())).satisfies(answer -> {
      assertThat(answer.ended(1)).isEmpty();
      assertThat(answer.err()).contains("host/unreadable-bundle", "at the top").doesNotContain("\tat ");
    });
    assertThat(command("bundles", "publish", "nowhere.js").err()).contains("config/unreadable-bundle", "nowhere.js");
    assertThat(command("bundles").exitCode()).isEqualTo(2);
    assertThat(command("bundles", "prune", "--wait-seconds", "-1").exitCode()).isEqualTo(2);
  }

  private void prune(String unusedId) {
    assertThat(command("bundles", "prune", "--dry-run")).satisfies(dry -> {
      assertThat(dry.ended(0)).containsExactly(unusedId);
      assertThat(dry.err()).contains("1 unused; nothing was removed");
    });
    assertThat(command("bundles", "prune", "--dry-run", "-o", "json").ended(0))
        .containsExactly("{\"bundle\":\"" + unusedId + "\",\"name\":\"unused.js\",\"removed\":false}");
    // 3 s are not safe while engines start threads; this one starts none
    assertThat(command("bundles", "prune", "--wait-seconds", "3", "-o", "json")).satisfies(pruned -> {
      assertThat(pruned.ended(0)).containsExactly("{\"bundle\":\"" + unusedId + "\",\"name\":\"unused.js\",\"removed\":true}");
      assertThat(pruned.err()).contains("1 unused; waiting 3 s", "1 removed");
    });
    assertThat(command("bundles", "prune")).as("with nothing to remove there is nothing to wait for").satisfies(again -> {
      assertThat(again.ended(0)).isEmpty();
      assertThat(again.err()).contains("0 removed");
    });
  }

  /** With the settings of the engine, but for a command that is refused before it reads them; what it writes has no secret. */
  private EngineCommand command(String... arguments) {
    String[] all = arguments;
    if (arguments.length > 1) {
      all = Arrays.copyOf(arguments, arguments.length + 2);
      all[arguments.length] = "-c";
      all[arguments.length + 1] = settings;
    }
    EngineCommand answer = EngineCommand.run(directory, all);
    assertThat(answer.out() + answer.err()).doesNotContain(PASSWORD);
    return answer;
  }

  private static String id(String line) {
    return line.substring(0, line.indexOf(' '));
  }

  private static String json(String field, String line) {
    return line.replaceAll(".*\"" + field + "\":\"([^\"]*)\".*", "$1");
  }
}

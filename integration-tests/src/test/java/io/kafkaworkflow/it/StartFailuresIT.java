package io.kafkaworkflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.it.process.Bundles;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.it.process.Settings;
import io.kafkaworkflow.process.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An engine that cannot start says why in one message, without a stack trace, and exits with a code other than 0. */
class StartFailuresIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;

  @Test
  void missingTopicsAreNamed() {
    BROKER.createTopics(1, "workflow-resume");

    assertThat(refusal(Bundles.demo("workflow-minimal").toString(), Settings.file(directory, BROKER.bootstrapServers())))
        .contains("config/missing-topics", "workflow-result", "minimal-questions").doesNotContain("workflow-resume,");
  }

  @Test
  void aTopicThatForgetsBundlesIsRefused() {
    BROKER.createTopics(1, "forgetful");

    assertThat(refusal("--create-topics", Bundles.demo("workflow-minimal").toString(),
        Settings.file(directory, BROKER.bootstrapServers(), "workflow.topic.bundles=forgetful")))
        .contains("config/topic-not-compacted", "forgetful", "delete");
  }

  @Test
  void aBundleThatIsNotThereIsNamed() {
    assertThat(refusal(directory.resolve("none.js").toString())).contains("config/unreadable-bundle", "none.js");
  }

  @Test
  void aBundleWithASyntaxErrorIsNamed() throws Exception {
    Path bundle = Files.writeString(directory.resolve("broken.js"), "(function () { return ");

    assertThat(refusal(bundle.toString())).contains("host/unreadable-bundle", "broken.js");
  }

  @Test
  void aBundleWhoseModuleThrowsIsNamed() {
    assertThat(refusal(Bundles.ofTest("broken-module").toString())).contains("host/unreadable-bundle", "this module cannot be evaluated", "broken-module.ts:");
  }

  @Test
  void anUnreadablePropertiesFileIsNamed() {
    assertThat(refusal(Bundles.demo("workflow-minimal").toString(), directory.resolve("none.properties").toString()))
        .contains("config/unreadable-properties", "none.properties");
  }

  @Test
  void aWrongSettingIsNamed() {
    assertThat(refusal(Bundles.demo("workflow-minimal").toString(),
        Settings.file(directory, BROKER.bootstrapServers(), "workflow.step.time.limit.ms=soon")))
        .contains("config/invalid-setting", "workflow.step.time.limit.ms");
  }

  @Test
  void aBrokerThatIsNotThereIsNamed() {
    assertThat(refusal(Bundles.demo("workflow-minimal").toString(), Settings.file(directory, "127.0.0.1:1")))
        .contains("config/broker-unreachable", "127.0.0.1:1");
  }

  @Test
  void aCommandLineWithoutBundleShowsTheUsage() {
    ChildProcess engine = processes.start("engine", Installation.engine());

    assertThat(engine.awaitExit(LIMIT)).isEqualTo(2);
    assertThat(engine.output()).contains("Usage: engine", "bundle.js");
  }

  private String refusal(String... arguments) {
    ChildProcess engine = processes.start("engine", Installation.engine(arguments));
    assertThat(engine.awaitExit(LIMIT)).isEqualTo(1);
    assertThat(engine.output()).doesNotContain("\tat ");
    return engine.output();
  }
}

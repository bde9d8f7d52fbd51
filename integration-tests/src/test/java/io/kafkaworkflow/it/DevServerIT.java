package io.kafkaworkflow.it;

import static io.kafkaworkflow.it.kafka.KafkaTester.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.kafka.KafkaTester;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.process.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code kafka-workflow dev} as its users run it: a file somewhere on the disk, no package.json, changed while it runs. */
class DevServerIT {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;

  @Test
  void changesAreLoadedWhileOlderThreadsKeepTheirCodeAlsoAcrossARestart() throws Exception {
    Path imported = Files.writeString(Files.createDirectories(directory.resolve("lib")).resolve("greet.ts"), greeting("Hello"));
    Path workflow = Files.writeString(directory.resolve("hello.ts"), """
        import { outputJSON, ref } from "kafka-workflow";
        import { greet } from "./lib/greet";

        export const manifest = { outputTopics: ["greetings"] };

        export default async function hello(name: string): Promise<string> {
          const answer = ref<string>();
          console.log("greeting", name);
          outputJSON({ ref: answer.id }, "greetings");
          return `${greet(name)}: ${await answer}`;
        }
        """);
    ChildProcess server = start("first", workflow);
    try (KafkaTester kafka = new KafkaTester(broker(server), "greetings", "workflow-result")) {
      kafka.send("workflow-resume", "waits", "new:\"Ada\"");
      kafka.await("greetings", "waits", PATIENCE);
      server.awaitText("greeting Ada", PATIENCE);

      Files.writeString(imported, greeting("Bonjour"));
      server.awaitLine("Loaded ", PATIENCE);
      kafka.send("workflow-resume", "starts-later", "new:\"Bob\"");
      kafka.send("workflow-resume", "starts-later", answer(kafka, "starts-later"));
      assertThat(text(kafka.await("workflow-result", "starts-later", PATIENCE).value())).isEqualTo("\"Bonjour Bob: fine\"");

      Files.writeString(imported, greeting("Salut") + "}");
      server.awaitLine("Not loaded", PATIENCE);
      assertThat(server.output()).contains("greet.ts:1:");
    }
    assertThat(server.stop()).isZero();

    Files.writeString(imported, greeting("Salut"));
    ChildProcess again = start("second", workflow);
    try (KafkaTester kafka = new KafkaTester(broker(again), "greetings", "workflow-result")) {
      kafka.send("workflow-resume", "waits", answer(kafka, "waits"));
      assertThat(text(kafka.await("workflow-result", "waits", PATIENCE).value())).isEqualTo("\"Hello Ada: fine\"");
    }
    assertThat(again.stop()).isZero();
  }

  @Test
  void aDirectoryServesOneServer() throws Exception {
    Path workflow = Files.writeString(directory.resolve("hello.ts"), "export default async function hello(): Promise<void> {}\n");
    start("first", workflow);

    ChildProcess second = processes.start("second", Installation.devServer("dev", workflow.toString()));

    assertThat(second.awaitExit(START)).isEqualTo(1);
    assertThat(second.output()).contains("config/data-directory-in-use").doesNotContain("\tat ");
  }

  private ChildProcess start(String name, Path workflow) {
    return processes.start(name, Installation.devServer("dev", workflow.toString())).awaitLine("Running", START);
  }

  private static String greeting(String word) {
    return "export const greet = (name: string): string => `" + word + " ${name}`;";
  }

  private static String broker(ChildProcess server) {
    return server.output().lines().filter(line -> line.startsWith("  broker on ")).findFirst().orElseThrow()
        .replaceAll("  broker on ([^,]*),.*", "$1");
  }

  private static String answer(KafkaTester kafka, String thread) {
    String ref = String.valueOf(text(kafka.await("greetings", thread, PATIENCE).value())).replaceAll(".*\"ref\":(\"[^\"]*\").*", "$1");
    return "{\"ref\":" + ref + ",\"value\":\"fine\"}";
  }
}

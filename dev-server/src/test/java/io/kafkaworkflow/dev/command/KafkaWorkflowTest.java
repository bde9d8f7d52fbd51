package io.kafkaworkflow.dev.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.dev.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaWorkflowTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  @Test
  void aMissingFileIsOneMessage() {
    assertThat(run("dev", directory.resolve("none.ts").toString())).isEqualTo(1);
    assertThat(screen.toString(UTF_8)).startsWith("config/workflow-not-found: ").hasLineCount(4);
  }

  @Test
  void anUnknownDemoIsOneMessageThatNamesTheKnownOnes() {
    assertThat(run("demo", "nothing")).isEqualTo(1);
    assertThat(screen.toString(UTF_8)).startsWith("config/unknown-demo: ").contains("trip-booking-saga", "workflow-minimal");
  }

  @Test
  void aWrongCommandLineHasACodeOfItsOwn() {
    assertThat(run("send")).isEqualTo(2);
  }

  private int run(String... arguments) {
    PrintStream out = new PrintStream(screen, true, UTF_8);
    return KafkaWorkflow.run(arguments, new Terminal(out, out, false, 80), new StopSignal());
  }
}

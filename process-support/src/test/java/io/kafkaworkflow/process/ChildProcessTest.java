package io.kafkaworkflow.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path directory;

  private ChildProcess shell(String script) {
    return ChildProcess.start(List.of("sh", "-c", script), directory, directory.resolve("child.log"));
  }

  @Test
  void aLineIsAwaitedByItsBeginning() {
    ChildProcess child = shell("echo not ready; echo ready: 2 partitions; exec sleep 60");

    child.awaitLine("ready", LIMIT);

    assertThat(child.hasLine("2 partitions")).isFalse();
    child.kill();
  }

  @Test
  void aProcessThatEndsWithoutTheLineFailsAtOnceWithWhatItSaid() {
    assertThatIllegalStateException().isThrownBy(() -> shell("echo no such bundle; exit 3").awaitLine("ready", LIMIT))
        .withMessageContaining("exit code 3").withMessageContaining("no such bundle");
  }

  @Test
  void aLineThatTheProcessWroteJustBeforeItsEndCounts() {
    assertThat(shell("echo ready; exit 0").awaitLine("ready", LIMIT).awaitExit(LIMIT)).isZero();
  }

  @Test
  void aProcessReadsWhatItIsWrittenOrTheEndOfItsInput() {
    ChildProcess child = ChildProcess.startWithInput(
        List.of("sh", "-c", "read line; echo \"read: $line\""), directory, directory.resolve("child.log"));
    child.writeLine("déjà vu");
    child.awaitLine("read: déjà vu", LIMIT);

    assertThat(shell("read line || echo no input").awaitLine("no input", LIMIT).awaitExit(LIMIT)).isZero();
  }

  @Test
  void stopIsATermSignalAndTellsTheExitCode() {
    ChildProcess child = shell("trap 'exit 7' TERM; echo ready; while :; do sleep 0.1; done").awaitLine("ready", LIMIT);

    assertThat(child.stop()).isEqualTo(7);
  }

  @Test
  void aSuspendedProcessStandsStillUntilItProceeds() throws Exception {
    Path status = Path.of("/proc", "self", "status");
    assumeTrue(Files.exists(status), "asks Linux for the state of a process");
    ChildProcess child = shell("echo ready; exec sleep 60").awaitLine("ready", LIMIT);

    child.suspend();
    assertThat(stateOf(child)).isEqualTo("T (stopped)");
    child.proceed();
    assertThat(stateOf(child)).isNotEqualTo("T (stopped)");

    child.kill();
  }

  private static String stateOf(ChildProcess child) throws Exception {
    return Files.readAllLines(Path.of("/proc", Long.toString(child.pid()), "status")).stream()
        .filter(line -> line.startsWith("State:")).findFirst().orElseThrow().substring("State:".length()).strip();
  }
}

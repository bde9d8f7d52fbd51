package io.kafkaworkflow.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthFileTest {

  @TempDir Path directory;

  @Test
  void whatAnEarlierProcessLeftIsReplacedAtOnce() throws Exception {
    Path file = Files.writeString(directory.resolve("health"), "RUNNING\n");

    try (HealthFile health = new HealthFile(file, () -> "CREATED")) {
      assertThat(file).hasContent("CREATED");
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void aChangeIsWrittenWithoutWaitingForTheInterval() throws Exception {
    Path file = directory.resolve("health");
    AtomicReference<String> state = new AtomicReference<>("CREATED");
    CountDownLatch askedAgain = new CountDownLatch(3); // at the start, for the change, and once more when that one is on the disk
    try (HealthFile health = new HealthFile(file, () -> {
      askedAgain.countDown();
      return state.get();
    })) {
      state.set("RUNNING");
      health.changed();
      health.changed();
      assertThat(askedAgain.await(HealthFile.INTERVAL.toMillis() - 1_000, TimeUnit.MILLISECONDS)).isTrue();
      assertThat(file).hasContent("RUNNING");
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsAWrongSetting() {
    assertThatThrownBy(() -> new HealthFile(directory.resolve("no-such").resolve("health"), () -> "CREATED"))
        .isInstanceOf(StartException.class)
        .hasMessageContainingAll("config/invalid-setting", "`workflow.health.file`", "no-such");
  }

  @Test
  void noFileIsTheDefault() {
    assertThat(CommonSettings.healthFile(new java.util.Properties())).isEmpty();
  }
}

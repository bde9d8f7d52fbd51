package io.kafkaworkflow.chaos.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeTest {
  @TempDir
  private Path directory;
  private Path said;
  private Compose compose;

  @BeforeEach
  void writeDownInsteadOfDoing() {
    said = directory.resolve("said");
    compose = new Compose(List.of("sh", "-c", "echo \"$@\" >> '" + said + "'", "sh"));
  }

  @Test
  void downRemovesVolumesTooAndHappensOnce() throws IOException {
    compose.run(List.of("up", "-d"));
    compose.down();
    compose.down();
    assertThat(Files.readAllLines(said)).containsExactly("up -d", "down -v --remove-orphans --timeout 1");
  }

  @Test
  void nothingIsStartedAfterDown() throws IOException {
    compose.down();
    assertThatThrownBy(() -> compose.run(List.of("start", "engine-1"))).isInstanceOf(IllegalStateException.class).hasMessageContaining("start engine-1");
    assertThat(Files.readAllLines(said)).hasSize(1);
  }
}

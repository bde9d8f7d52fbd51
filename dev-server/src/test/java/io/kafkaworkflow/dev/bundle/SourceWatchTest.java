package io.kafkaworkflow.dev.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceWatchTest {
  @TempDir Path directory;
  private Path file;
  private final SourceWatch watch = new SourceWatch();

  @BeforeEach
  void watchOneFile() throws Exception {
    file = Files.writeString(directory.resolve("a.ts"), "one");
    watch.watch(List.of(file));
  }

  @Test
  void nothingChangesByItself() {
    assertThat(watch.hasChanged()).isFalse();
  }

  @Test
  void aNewTimeOrSizeIsOneChange() throws Exception {
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    assertThat(watch.hasChanged()).isTrue();
    assertThat(watch.hasChanged()).isFalse();

    Files.writeString(file, "three");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    assertThat(watch.hasChanged()).isTrue();
  }

  @Test
  void aFileThatAnEditorReplacesIsStillWatched() throws Exception {
    Files.delete(file);
    assertThat(watch.hasChanged()).isTrue();

    Files.writeString(file, "again");
    assertThat(watch.hasChanged()).isTrue();
  }

  @Test
  void aChangeBetweenTwoCallsOfWatchIsNotLost() throws Exception {
    Files.writeString(file, "changed");
    watch.watch(List.of(file, directory));

    assertThat(watch.hasChanged()).isTrue();
  }

  @Test
  void aNewNeighbourChangesTheDirectory() throws Exception {
    Files.setLastModifiedTime(directory, FileTime.fromMillis(1_000));
    watch.watch(List.of(file, directory));
    Files.writeString(directory.resolve("b.ts"), "");

    assertThat(watch.hasChanged()).isTrue();
  }
}

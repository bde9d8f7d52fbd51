package io.kafkaworkflow.dev.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceMapSourcesTest {
  @TempDir Path directory;

  @Test
  void namesAreRelativeToTheMapAndMustBeFiles() throws Exception {
    Path source = Files.writeString(Files.createDirectories(directory.resolve("src")).resolve("a.ts"), "");
    Path map = Files.writeString(Files.createDirectories(directory.resolve("dist")).resolve("index.js.map"),
        "{\"version\":3,\"sources\":[\"../src/a.ts\",\"../src/gone.ts\",\"tool://runtime\",null]}");

    assertThat(SourceMapSources.of(map)).containsExactly(source);
  }

  @Test
  void aSourceRootIsADirectoryWithOrWithoutItsSlash() throws Exception {
    Path source = Files.writeString(Files.createDirectories(directory.resolve("src")).resolve("a.ts"), "");
    Files.createDirectories(directory.resolve("dist"));
    for (String root : new String[] {"..", "../"}) {
      Path map = Files.writeString(directory.resolve("dist/index.js.map"), "{\"sourceRoot\":\"" + root + "\",\"sources\":[\"src/a.ts\"]}");

      assertThat(SourceMapSources.of(map)).containsExactly(source);
    }
  }
}

package io.kafkaworkflow.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertiesFileTest {

  @TempDir Path directory;

  @Test
  void readsUtf8() throws IOException {
    Path file = Files.writeString(directory.resolve("streams.properties"), "client.id = Zürich\n# comment\n");
    assertThat(PropertiesFile.read(file)).containsExactly(java.util.Map.entry("client.id", "Zürich"));
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = directory.resolve("nowhere.properties");
    assertThatThrownBy(() -> PropertiesFile.read(file))
        .isInstanceOf(StartException.class)
        .hasMessageContainingAll("config/unreadable-properties", "no such file", file.toString(), "then", "help");
  }

  @Test
  void aDirectoryIsRefused() {
    assertThatThrownBy(() -> PropertiesFile.read(directory)).isInstanceOf(StartException.class).hasMessageContaining("directory");
  }

  @Test
  void aBrokenEscapeAndAWrongEncodingAreRefused() throws IOException {
    Path escape = Files.writeString(directory.resolve("escape"), "a=\\u12x\n");
    Path latin1 = Files.write(directory.resolve("latin1"), new byte[] {'a', '=', (byte) 0xFC});
    assertThatThrownBy(() -> PropertiesFile.read(escape)).isInstanceOf(StartException.class).hasMessageContaining("escape");
    assertThatThrownBy(() -> PropertiesFile.read(latin1)).isInstanceOf(StartException.class).hasMessageContaining("UTF-8");
  }
}

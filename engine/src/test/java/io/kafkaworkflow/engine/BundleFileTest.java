package io.kafkaworkflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.start.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFileTest {
  @TempDir Path directory;

  @Test
  void theMapBesideTheScriptIsRead() throws IOException {
    Path script = Files.writeString(directory.resolve("index.js"), "1");
    assertThat(BundleFile.read(script).sourceMap()).isNull();
    Files.writeString(directory.resolve("index.js.map"), "{}");
    BundleFile file = BundleFile.read(script);
    assertThat(file.name()).isEqualTo("index.js");
    assertThat(file.code()).containsExactly('1');
    assertThat(file.sourceMap()).containsExactly('{', '}');
  }

  @Test
  void aFileThatIsNotThereOrIsADirectoryIsNamed() {
    Path missing = directory.resolve("nope.js");
    assertThatThrownBy(() -> BundleFile.read(missing)).isInstanceOf(StartException.class)
        .hasMessageContaining("config/unreadable-bundle").hasMessageContaining("no such file").hasMessageContaining(missing.toString());
    assertThatThrownBy(() -> BundleFile.read(directory)).isInstanceOf(StartException.class).hasMessageContaining("directory");
  }
}

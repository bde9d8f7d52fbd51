package io.kafkaworkflow.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.start.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerSettingsTest {

  @Test
  void withoutAFileTheTrustIsTheJvms() {
    assertThat(settings("").trust()).isEmpty();
    assertThat(PeerSettings.of(new Properties()).trust()).isEmpty();
  }

  @Test
  void aFileThatIsNoneOfCertificatesIsNamedAndNotShown(@TempDir Path directory) throws IOException {
    Path empty = Files.createFile(directory.resolve("empty.pem"));
    Path key = Files.writeString(directory.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0LTQ3MTE=\n-----END PRIVATE KEY-----\n");
    for (Path file : List.of(empty, key, directory.resolve("missing.pem"))) {
      assertThatThrownBy(() -> settings(file.toString()).trust()).isInstanceOf(StartException.class)
          .hasMessageContaining("config/invalid-setting").hasMessageContaining("`workflow.http.tls.ca.file`").hasMessageContaining(file.toString())
          .message().doesNotContain("c2VjcmV0");
    }
  }

  private static PeerSettings settings(String file) {
    Properties settings = new Properties();
    settings.setProperty(PeerSettings.CA_FILE, file);
    return PeerSettings.of(settings);
  }
}

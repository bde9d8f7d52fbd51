package io.kafkaworkflow.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleManifestTest {
  private static final BundleManifest MANIFEST = new BundleManifest("ab".repeat(32), "in \"dex\".js", "0f8fad5b-d9cb-469f-a165-70867728950e",
      3, 1_200_000, 0, List.of("orders", "workflow-scheduler"), 1_790_000_000_000L, false);

  @Test
  void isWrittenAndReadAsTheGoldenManifest() throws Exception {
    assertThat(new ObjectMapper().readTree(MANIFEST.toJson())).isEqualTo(Golden.cases("bundle-manifest.json"));
    assertThat(BundleManifest.parse(Golden.text("bundle-manifest.json"))).isEqualTo(MANIFEST);
    assertThat(BundleManifest.parse(MANIFEST.retiring(true).toJson())).isEqualTo(MANIFEST.retiring(true)).isNotEqualTo(MANIFEST);
  }

  @Test
  void keysSayWhichBundleAndWhichChunk() {
    assertThat(MANIFEST.key()).isEqualTo("bundle/" + "ab".repeat(32));
    assertThat(MANIFEST.chunkKey(2)).isEqualTo("chunk/" + "ab".repeat(32) + "/0f8fad5b-d9cb-469f-a165-70867728950e/2");
    assertThat(BundleManifest.isKey(MANIFEST.key())).isTrue();
    assertThat(BundleManifest.isKey(MANIFEST.chunkKey(0))).isFalse();
    assertThat(BundleManifest.isKey("bundle/short")).isFalse();
    assertThat(BundleManifest.bundleIdOf(MANIFEST.key())).isEqualTo(MANIFEST.bundleId());
  }

  @Test
  void fieldsOfLaterVersionsAreLeftOut() {
    assertThat(BundleManifest.parse(MANIFEST.toJson().replace("{\"format\"", "{\"later\":{\"a\":[1]},\"format\""))).isEqualTo(MANIFEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{}", "{\"format\":1}", "{\"format\":\"x\"}"})
  void whatIsNoManifestIsRefused(String json) {
    assertThatThrownBy(() -> BundleManifest.parse(json)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anotherFormatIsRefused() {
    assertThatThrownBy(() -> BundleManifest.parse(MANIFEST.toJson().replace("\"format\":1", "\"format\":2")))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("format 1 (found 2");
  }
}

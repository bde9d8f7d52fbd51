package io.kafkaworkflow.engine.bundles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.protocol.BundleManifest;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BundleIndexTest {
  private final BundleIndex index = new BundleIndex();
  private long offset;

  @Test
  void aBundleIsThereOnceAllOfItIs() {
    BundleManifest manifest = manifest("aa", "p1", 2, 10);
    put(manifest.chunkKey(0), "x");
    put(manifest.key(), manifest.toJson());
    assertThat(index.manifest(manifest.bundleId())).as("half published").isEmpty();
    assertThat(index.newestFirst()).isEmpty();

    put(manifest.chunkKey(1), "y");
    assertThat(index.manifest(manifest.bundleId())).contains(manifest);
    assertThat(index.placeOf(manifest.chunkKey(1)).offset()).isEqualTo(2);

    put(manifest.chunkKey(0), null);
    assertThat(index.manifest(manifest.bundleId())).as("half removed").isEmpty();
  }

  @Test
  void aTombstoneRemovesTheBundle() {
    BundleManifest manifest = whole("aa", "p1", 10);
    put(manifest.key(), null);
    assertThat(index.manifest(manifest.bundleId())).isEmpty();
    assertThat(index.isReferenced(manifest.chunkKey(0))).isFalse();
  }

  @Test
  void chunksOfAnotherPublicationDoNotCount() {
    BundleManifest manifest = manifest("aa", "p2", 1, 10);
    put(manifest("aa", "p1", 1, 10).chunkKey(0), "x");
    put(manifest.key(), manifest.toJson());
    assertThat(index.manifest(manifest.bundleId())).isEmpty();
  }

  @Test
  void theNewestComesFirst() {
    whole("aa", "p", 10);
    whole("bb", "p", 30);
    whole("cc", "p", 20);
    assertThat(index.newestFirst()).extracting(BundleManifest::publishedAtEpochMs).containsExactly(30L, 20L, 10L);
  }

  @Test
  void whatCannotBeReadCountsAsMissingAndHarmsNothingElse() {
    BundleManifest good = whole("aa", "p", 10);
    BundleManifest other = manifest("bb", "p", 1, 10);
    put(other.key(), "{");
    put("bundle/" + "cc".repeat(32), good.toJson());
    put("something else", "x");
    put("", "x");
    assertThat(index.newestFirst()).containsExactly(good);
  }

  private BundleManifest whole(String id, String publication, long publishedAt) {
    BundleManifest manifest = manifest(id, publication, 1, publishedAt);
    put(manifest.chunkKey(0), "x");
    put(manifest.key(), manifest.toJson());
    return manifest;
  }

  private static BundleManifest manifest(String id, String publication, int chunks, long publishedAt) {
    return new BundleManifest(id.repeat(32), "index.js", publication, chunks, 1, 0, List.of(), publishedAt, false);
  }

  private void put(String key, @Nullable String value) {
    index.apply(new ConsumerRecord<>("workflow-bundles", 0, offset++, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8)));
  }
}

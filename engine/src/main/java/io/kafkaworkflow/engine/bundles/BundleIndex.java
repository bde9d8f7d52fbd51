package io.kafkaworkflow.engine.bundles;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.protocol.BundleManifest;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is on {@code workflow-bundles}, without the bytes of the bundles: their manifests, and where each chunk lies. Used by one thread at a time. */
final class BundleIndex {
  private static final Logger log = LoggerFactory.getLogger(BundleIndex.class);

  /** Where a record lies. */
  record Place(TopicPartition partition, long offset) {}

  private final Map<String, BundleManifest> manifests = new TreeMap<>();
  private final Map<String, Place> chunks = new HashMap<>();

  /** Takes in the next record of its partition. */
  void apply(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), UTF_8);
    if (BundleManifest.isKey(key)) {
      applyManifest(key, record.value());
    } else if (BundleManifest.isChunkKey(key) && record.value() != null) {
      chunks.put(key, new Place(new TopicPartition(record.topic(), record.partition()), record.offset()));
    } else {
      chunks.remove(key);
    }
  }

  private void applyManifest(String key, byte @Nullable [] value) {
    String id = BundleManifest.bundleIdOf(key);
    manifests.remove(id);
    if (value == null) {
      return;
    }
    try {
      BundleManifest manifest = BundleManifest.parse(new String(value, UTF_8));
      if (manifest.key().equals(key)) {
        manifests.put(id, manifest);
        return;
      }
      log.warn("the manifest under {} is of another bundle; it counts as missing", key);
    } catch (IllegalArgumentException e) {
      log.warn("the manifest under {} cannot be read; it counts as missing", key, e);
    }
  }

  /** Empty also when a chunk of it is missing: a bundle is there as a whole or not at all. */
  Optional<BundleManifest> manifest(String bundleId) {
    return Optional.ofNullable(manifests.get(bundleId)).filter(this::isWhole);
  }

  /** All bundles that are there as a whole, the newest first. */
  List<BundleManifest> newestFirst() {
    return manifests.values().stream().filter(this::isWhole)
        .sorted(Comparator.comparingLong(BundleManifest::publishedAtEpochMs).reversed().thenComparing(BundleManifest::bundleId)).toList();
  }

  /** Names of all bundles whose manifest is there, by id. */
  Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    manifests.forEach((id, manifest) -> names.put(id, manifest.name()));
    return Map.copyOf(names);
  }

  private boolean isWhole(BundleManifest manifest) {
    for (int i = 0; i < manifest.chunks(); i++) {
      if (!chunks.containsKey(manifest.chunkKey(i))) {
        return false;
      }
    }
    return true;
  }

  /** Where a chunk lies, of a bundle that is there as a whole. */
  Place placeOf(String chunkKey) {
    Place place = chunks.get(chunkKey);
    if (place == null) {
      throw new IllegalArgumentException("Expected a chunk that is on the topic, but got " + chunkKey);
    }
    return place;
  }

  /** Keys of all chunks, those included that belong to no manifest. */
  Collection<String> chunkKeys() {
    return List.copyOf(chunks.keySet());
  }

  /** Whether a chunk is part of a bundle that is there, whole or not. */
  boolean isReferenced(String chunkKey) {
    String[] parts = chunkKey.split("/");
    BundleManifest manifest = parts.length == 4 ? manifests.get(parts[1]) : null;
    return manifest != null && manifest.publication().equals(parts[2]);
  }
}

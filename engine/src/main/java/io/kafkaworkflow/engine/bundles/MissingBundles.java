package io.kafkaworkflow.engine.bundles;

import io.kafkaworkflow.engine.step.BundleId;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bundles that were looked for in vain: a thousand records for threads of a lost bundle must not wait a thousand times. Guarded by its user. */
final class MissingBundles {
  /** After this time the topic is read again, without waiting: the bundle may have been published again. */
  private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int KNOWN_MAX = 1_000;

  private final Map<BundleId, Long> lookedNanos = new LinkedHashMap<>();

  boolean isKnown(BundleId id) {
    return lookedNanos.containsKey(id);
  }

  /** True when the topic was read for it a moment ago. */
  boolean isFresh(BundleId id) {
    Long looked = lookedNanos.get(id);
    return looked != null && System.nanoTime() - looked < LOOK_AGAIN_NANOS;
  }

  void add(BundleId id) {
    lookedNanos.put(id, System.nanoTime());
    if (lookedNanos.size() > KNOWN_MAX) {
      Iterator<BundleId> eldest = lookedNanos.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }

  void remove(BundleId id) {
    lookedNanos.remove(id);
  }
}

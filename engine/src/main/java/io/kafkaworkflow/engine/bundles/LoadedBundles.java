package io.kafkaworkflow.engine.bundles;

import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The bundles that were used last, with their bytes. Safe for use by several threads. */
final class LoadedBundles {
  private final int max;
  private final Map<BundleId, Bundle> byId = new LinkedHashMap<>(16, 0.75f, true);

  LoadedBundles(int max) {
    this.max = max;
  }

  synchronized Optional<Bundle> get(BundleId id) {
    return Optional.ofNullable(byId.get(id));
  }

  synchronized void put(Bundle bundle) {
    byId.put(bundle.id(), bundle);
    if (byId.size() > max) {
      Iterator<BundleId> eldest = byId.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }
}

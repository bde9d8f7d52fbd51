package io.kafkaworkflow.engine.step;

import java.util.Optional;

/** The bundles that threads may run on. Implementations are safe for use by several stream threads. */
public interface BundleCatalog {

  /** The bundle that new threads start on. */
  Bundle current();

  /** The bundle that a thread was started on, or empty when this engine does not have it. */
  Optional<Bundle> byId(BundleId id);

  /** A catalog of one bundle. */
  static BundleCatalog of(Bundle bundle) {
    return new BundleCatalog() {
      @Override
      public Bundle current() {
        return bundle;
      }

      @Override
      public Optional<Bundle> byId(BundleId id) {
        return bundle.id().equals(id) ? Optional.of(bundle) : Optional.empty();
      }
    };
  }
}

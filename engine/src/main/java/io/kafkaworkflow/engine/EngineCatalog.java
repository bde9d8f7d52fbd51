package io.kafkaworkflow.engine;

import io.kafkaworkflow.engine.bundles.TopicBundles;
import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleCatalog;
import io.kafkaworkflow.engine.step.BundleId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The engine's own bundle alone, and from {@link #connect} on everything on the topic: the topology is built before there are brokers. */
final class EngineCatalog implements BundleCatalog, AutoCloseable {
  private final BundleCatalog unconnected;
  private volatile @Nullable TopicBundles topic;

  EngineCatalog(BundleCatalog unconnected) {
    this.unconnected = unconnected;
  }

  void connect(TopicBundles bundles) {
    topic = bundles;
  }

  @Override
  public Bundle current() {
    return catalog().current();
  }

  @Override
  public Optional<Bundle> byId(BundleId id) {
    return catalog().byId(id);
  }

  Optional<String> nameOf(String id) {
    TopicBundles connected = topic;
    Bundle current = unconnected.current();
    return connected != null ? connected.nameOf(id) : id.equals(current.id().toString()) ? Optional.of(current.name()) : Optional.empty();
  }

  private BundleCatalog catalog() {
    TopicBundles connected = topic;
    return connected == null ? unconnected : connected;
  }

  @Override
  public void close() {
    TopicBundles connected = topic;
    if (connected != null) {
      connected.close();
    }
  }
}

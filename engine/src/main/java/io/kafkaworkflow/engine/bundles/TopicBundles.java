package io.kafkaworkflow.engine.bundles;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleCatalog;
import io.kafkaworkflow.engine.step.BundleId;
import io.kafkaworkflow.protocol.BundleManifest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundles of {@code workflow-bundles}: one that new threads start on, and all others by their id, loaded when a thread of theirs moves.
 *
 * <p>One per process, shared by its stream threads; close it after them. A bundle is on the topic before the first thread starts on it, and the current one
 * is put back when a prune has taken it away in the meantime: see {@link BundlePruning} for why that is safe.
 */
public final class TopicBundles implements BundleCatalog, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TopicBundles.class);

  /** How old the last look at the topic may be when a thread starts. */
  static final Duration CHECK_INTERVAL = Duration.ofSeconds(10);

  /** The same while the brokers do not answer; after that, no thread starts any more. */
  static final Duration CHECK_OVERDUE = Duration.ofSeconds(30);

  /** For the largest bundle on a slow line. */
  private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

  /** For a look at the topic that only a name needs. */
  private static final Duration NAMES_MAX = Duration.ofSeconds(2);

  private final BundleTopicSettings settings;
  private final BundleTopicReader reader;
  private final BundleTopicWriter writer;
  private final LoadedBundles loaded;
  /** Guards reader and writer. */
  private final ReentrantLock topic = new ReentrantLock();
  private final MissingBundles missing = new MissingBundles();
  private volatile Bundle current;
  private volatile long checkedNanos;
  private volatile Map<String, String> names = Map.of();
  private volatile long namedNanos;

  private TopicBundles(BundleTopicSettings settings, BundleTopicReader reader, Bundle current) {
    this.settings = settings;
    this.reader = reader;
    this.writer = new BundleTopicWriter(settings, reader);
    this.loaded = new LoadedBundles(settings.limits().loadedMax());
    this.current = current;
  }

  /**
   * Connects, and publishes {@code current} unless it is there. When this returns, every engine of the group can load it.
   *
   * @param settings from {@code EngineStreams.settings}; the topic exists
   * @param current the bundle that new threads start on; it has been evaluated without an error
   * @throws io.kafkaworkflow.start.StartException {@code config/bundle-not-published}
   */
  public static TopicBundles publishing(Properties settings, Bundle current) {
    BundleTopicSettings topic = BundleTopicSettings.of(settings);
    try {
      BundleTopicReader reader = new BundleTopicReader(topic);
      try {
        TopicBundles bundles = new TopicBundles(topic, reader, current);
        bundles.makeCurrent(current);
        return bundles;
      } catch (RuntimeException e) {
        reader.close();
        throw e;
      }
    } catch (KafkaException e) {
      throw BundleErrors.notPublished(topic, e);
    }
  }

  /**
   * Publishes {@code bundle} unless it is there, and starts new threads on it from now on.
   *
   * @throws KafkaException the brokers do not answer, or refuse; new threads start on the one before
   */
  public void makeCurrent(Bundle bundle) {
    topic.lock();
    try {
      publish(bundle);
      current = bundle;
    } finally {
      topic.unlock();
    }
  }

  /**
   * @throws BundleTopicException it could not be made sure for {@link #CHECK_OVERDUE} that the bundle is on the topic
   */
  @Override
  public Bundle current() {
    long ageNanos = System.nanoTime() - checkedNanos;
    if (ageNanos < CHECK_INTERVAL.toNanos()) {
      return current;
    }
    boolean isOverdue = ageNanos > CHECK_OVERDUE.toNanos();
    if (isOverdue) {
      topic.lock();
    } else if (!topic.tryLock()) {
      return current; // somebody else looks
    }
    try {
      publish(current);
    } catch (KafkaException e) {
      if (isOverdue) {
        throw new BundleTopicException("it is not known any more whether bundle " + current.id() + " is on " + settings.topic(), e);
      }
      log.warn("cannot look at {}; trying again with the next thread that starts", settings.topic(), e);
    } finally {
      topic.unlock();
    }
    return current;
  }

  /**
   * @return empty when the bundle is not on the topic, not as a whole, or damaged; the first time, that takes {@code workflow.bundle.wait.ms}
   * @throws BundleTopicException the brokers do not answer: whether the bundle is there is not known
   */
  @Override
  public Optional<Bundle> byId(BundleId id) {
    Bundle now = current;
    if (now.id().equals(id)) {
      return Optional.of(now);
    }
    Optional<Bundle> known = loaded.get(id);
    if (known.isPresent()) {
      return known;
    }
    topic.lock();
    try {
      Optional<Bundle> found = loaded.get(id); // another stream thread may have met the same bundle
      if (found.isEmpty()) {
        found = load(id);
        found.ifPresent(loaded::put);
      }
      return found;
    } catch (KafkaException e) {
      throw new BundleTopicException("bundle " + id + " could not be read from " + settings.topic(), e);
    } finally {
      topic.unlock();
    }
  }

  /**
   * The name of a bundle that is on the topic. For people who ask, so it never keeps a stream thread waiting for long: the topic is looked at for an id that is
   * not known, by one at a time, every {@link #CHECK_INTERVAL} at most.
   *
   * @param id 64 hexadecimal digits
   * @return empty when the bundle is not there, or was not when somebody looked
   */
  public Optional<String> nameOf(String id) {
    String known = names.get(id);
    if (known == null && System.nanoTime() - namedNanos > CHECK_INTERVAL.toNanos() && topic.tryLock()) {
      try {
        readToEnd(NAMES_MAX);
      } catch (KafkaException e) {
        log.debug("the name of bundle {} is looked for later", id, e);
      } finally {
        namedNanos = System.nanoTime();
        topic.unlock();
      }
      known = names.get(id);
    }
    return Optional.ofNullable(known);
  }

  /** Under the lock. */
  private void readToEnd(Duration max) {
    reader.readToEnd(max);
    names = reader.index().names();
    namedNanos = System.nanoTime();
  }

  private Optional<Bundle> load(BundleId id) {
    if (missing.isFresh(id)) {
      return Optional.empty();
    }
    long end = System.nanoTime() + (missing.isKnown(id) ? 0 : Duration.ofMillis(settings.limits().waitMs()).toNanos());
    while (true) {
      readToEnd(ANSWER_MAX);
      Optional<Bundle> found = reader.index().manifest(id.toString())
          .flatMap(manifest -> reader.payload(manifest, ANSWER_MAX).flatMap(bytes -> BundleArchive.unpack(manifest, bytes)));
      if (found.isPresent()) {
        missing.remove(id);
        log.info("loaded bundle {} ({})", id, found.get().name());
        return found;
      }
      if (System.nanoTime() >= end) {
        missing.add(id);
        return found;
      }
      reader.awaitMore();
    }
  }

  /** Reads the topic to its end first; writes only when something has to be written. */
  private void publish(Bundle bundle) {
    long askedNanos = System.nanoTime();
    readToEnd(ANSWER_MAX);
    if (!isPublished(reader.index(), bundle)) {
      writer.write(index -> isPublished(index, bundle) ? new BundleTopicWriter.Change() : publication(index, bundle), ANSWER_MAX);
      log.info("published bundle {} ({}) on {}", bundle.id(), bundle.name(), settings.topic());
    }
    checkedNanos = askedNanos;
  }

  private static boolean isPublished(BundleIndex index, Bundle bundle) {
    return index.manifest(bundle.id().toString()).filter(manifest -> !manifest.isRetiring()).isPresent();
  }

  /** The chunks first, the manifest last; of a bundle that is retiring, the manifest alone. */
  private BundleTopicWriter.Change publication(BundleIndex index, Bundle bundle) {
    BundleTopicWriter.Change change = new BundleTopicWriter.Change();
    Optional<BundleManifest> retiring = index.manifest(bundle.id().toString());
    if (retiring.isPresent()) {
      return change.put(retiring.get().key(), retiring.get().retiring(false).toJson().getBytes(UTF_8));
    }
    List<byte[]> chunks = BundleArchive.pack(bundle, settings.limits().chunkBytes());
    byte[] map = bundle.sourceMap();
    BundleManifest manifest = new BundleManifest(bundle.id().toString(), bundle.name(), UUID.randomUUID().toString(), chunks.size(),
        bundle.code().length, map == null ? 0 : map.length, bundle.outputTopics().stream().sorted().toList(), System.currentTimeMillis(), false);
    for (int i = 0; i < chunks.size(); i++) {
      change.put(manifest.chunkKey(i), chunks.get(i));
    }
    return change.put(manifest.key(), manifest.toJson().getBytes(UTF_8));
  }

  @Override
  public void close() {
    topic.lock();
    try {
      reader.close();
    } finally {
      topic.unlock();
    }
  }
}

package io.kafkaworkflow.engine.bundles;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.protocol.BundleManifest;
import io.kafkaworkflow.start.StartException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/**
 * Lists the bundles of an application and removes those that no thread uses, while its engines run. For a program of its own; used by one thread.
 *
 * <p>Why a bundle in use is never removed: a candidate is first marked as retiring. An engine that starts a thread has looked at the topic at most {@link
 * TopicBundles#CHECK_OVERDUE} ago, and takes the mark away when it sees it on its own bundle. A thread that was started after a look without the mark is in the changelog
 * once its transaction is over. So after the time of one look, one poll and one transaction, every thread that could use the bundle is either counted or
 * has taken the mark away. The order of marking, taking away and removing is kept by {@link BundleTopicWriter}.
 */
public final class BundlePruning implements AutoCloseable {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

  /** Brokers look for overdue transactions every ten seconds. */
  private static final Duration ABORT_MARGIN = Duration.ofSeconds(15);

  private final Properties settings;
  private final BundleTopicReader reader;
  private final BundleTopicWriter writer;
  private final BundleUses uses;

  private BundlePruning(Properties settings, BundleTopicSettings topic, BundleTopicReader reader) {
    this.settings = settings;
    this.reader = reader;
    this.writer = new BundleTopicWriter(topic, reader);
    this.uses = new BundleUses(settings, topic);
  }

  /**
   * @param settings of the engines, from {@code EngineStreams.settings}
   * @throws StartException {@code config/broker-unreachable}
   */
  public static BundlePruning connect(Properties settings) {
    BundleTopicSettings topic = BundleTopicSettings.of(settings);
    try {
      return new BundlePruning(settings, topic, new BundleTopicReader(topic));
    } catch (KafkaException e) {
      throw BundleErrors.unreachable(topic.topic(), e);
    }
  }

  /**
   * A bundle on the topic.
   *
   * @param threads that wait and are pinned to it
   * @param isNewest new threads start on it, unless engines were started with an older one again; never removed
   */
  public record Entry(BundleManifest manifest, long threads, boolean isNewest) {
    /** Nothing that is known now stands against removing it. */
    public boolean isUnused() {
      return threads == 0 && !isNewest;
    }
  }

  /**
   * All bundles, the newest first.
   *
   * @throws StartException {@code config/no-thread-store}
   */
  public List<Entry> list() {
    reader.readToEnd(ANSWER_MAX);
    List<BundleManifest> all = reader.index().newestFirst();
    Map<String, Long> threads = uses.count(patience());
    return all.stream().map(m -> new Entry(m, threads.getOrDefault(m.bundleId(), 0L), m.equals(all.get(0)))).toList();
  }

  /** The time between the two looks of a prune. */
  public interface Wait {
    void await() throws InterruptedException;
  }

  /** How long {@link #prune} has to wait between its two looks, with engines that have these settings. */
  public Duration safeWait() {
    return TopicBundles.CHECK_OVERDUE.plus(Duration.ofMillis(pollIntervalMs())).plus(Duration.ofMillis(transactionMs())).plus(ABORT_MARGIN);
  }

  /**
   * Removes the unused ones among {@code candidates}, and chunks that no manifest names.
   *
   * @param wait takes {@link #safeWait}; less only when no engine runs
   * @return what was removed; the others got a thread, or were published again, in the meantime
   * @throws InterruptedException while waiting; the marks stay and harm nothing, another prune goes on from there
   */
  public List<BundleManifest> prune(List<BundleManifest> candidates, Wait wait) throws InterruptedException {
    Set<String> ids = candidates.stream().map(BundleManifest::bundleId).collect(Collectors.toSet());
    writer.write(index -> marks(index, ids), ANSWER_MAX);
    Set<BundleManifest> marked = ids.stream().map(reader.index()::manifest).flatMap(Optional::stream).filter(BundleManifest::isRetiring)
        .collect(Collectors.toSet());
    if (!marked.isEmpty()) {
      wait.await();
    }
    Map<String, Long> threads = uses.count(patience());
    writer.write(index -> removals(index, marked, threads), ANSWER_MAX);
    return marked.stream().filter(m -> reader.index().manifest(m.bundleId()).isEmpty()).toList();
  }

  private static BundleTopicWriter.Change marks(BundleIndex index, Set<String> ids) {
    BundleTopicWriter.Change change = new BundleTopicWriter.Change();
    List<BundleManifest> all = index.newestFirst();
    all.stream().skip(1).filter(m -> ids.contains(m.bundleId()) && !m.isRetiring())
        .forEach(m -> change.put(m.key(), m.retiring(true).toJson().getBytes(UTF_8)));
    return change;
  }

  private static BundleTopicWriter.Change removals(BundleIndex index, Set<BundleManifest> marked, Map<String, Long> threads) {
    BundleTopicWriter.Change change = new BundleTopicWriter.Change();
    for (BundleManifest manifest : index.newestFirst()) {
      if (!marked.contains(manifest)) {
        continue; // published again, or none of ours
      }
      if (threads.containsKey(manifest.bundleId())) {
        change.put(manifest.key(), manifest.retiring(false).toJson().getBytes(UTF_8));
        continue;
      }
      change.remove(manifest.key());
      for (int i = 0; i < manifest.chunks(); i++) {
        change.remove(manifest.chunkKey(i));
      }
    }
    index.chunkKeys().stream().filter(key -> !index.isReferenced(key)).forEach(change::remove);
    return change;
  }

  /** A transaction of an engine that died is open for as long. */
  private Duration patience() {
    return ANSWER_MAX.plus(Duration.ofMillis(transactionMs()));
  }

  private long transactionMs() {
    return number("producer.transaction.timeout.ms", number("transaction.timeout.ms", 10_000));
  }

  private long pollIntervalMs() {
    return number("main.consumer.max.poll.interval.ms", number("consumer.max.poll.interval.ms", number("max.poll.interval.ms", 300_000)));
  }

  private long number(String name, long otherwise) {
    String value = settings.getProperty(name);
    return value == null ? otherwise : Long.parseLong(value.strip());
  }

  @Override
  public void close() {
    reader.close();
  }
}

package io.kafkaworkflow.it.bundles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.engine.bundles.BundlePruning;
import io.kafkaworkflow.engine.bundles.TopicBundles;
import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleId;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.ThreadStatus;
import io.kafkaworkflow.engine.topology.EngineStreams;
import io.kafkaworkflow.it.kafka.KafkaTester;
import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.protocol.BundleManifest;
import io.kafkaworkflow.start.StartException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a prune removes and what it must not, with a changelog as the engine writes it. */
class BundlePruningIT {
  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  private static final Bundle OLD = bundle("old");
  private static final Bundle MIDDLE = bundle("middle");
  private static final Bundle NEWEST = bundle("newest");

  private static final BundlePruning.Wait AT_ONCE = () -> {};

  private String application = "";
  private KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers());

  @BeforeEach
  void publishThree(TestInfo test) {
    kafka.close();
    application = test.getTestMethod().orElseThrow().getName();
    BROKER.createCompactedTopic(application);
    BROKER.createTopics(2, changelog());
    kafka = new KafkaTester(BROKER.bootstrapServers(), application);
    for (Bundle bundle : List.of(OLD, MIDDLE, NEWEST)) {
      TopicBundles.publishing(settings(), bundle).close();
    }
  }

  @AfterEach
  void close() {
    kafka.close();
  }

  @Test
  void whatNoThreadUsesIsRemovedAndTheRestStays() throws InterruptedException {
    put("t-1", OLD, ThreadStatus.WAITING);
    put("t-2", OLD, ThreadStatus.WAITING);
    put("ended", MIDDLE, ThreadStatus.COMPLETED);
    put("gone", MIDDLE, ThreadStatus.WAITING);
    kafka.send(changelog(), "gone", null);
    try (BundlePruning bundles = BundlePruning.connect(settings())) {
      assertThat(bundles.list()).extracting(e -> e.manifest().bundleId(), BundlePruning.Entry::threads, BundlePruning.Entry::isUnused).containsExactly(
          org.assertj.core.groups.Tuple.tuple(id(NEWEST), 0L, false), org.assertj.core.groups.Tuple.tuple(id(MIDDLE), 0L, true),
          org.assertj.core.groups.Tuple.tuple(id(OLD), 2L, false));

      assertThat(bundles.prune(unused(bundles), AT_ONCE)).extracting(BundleManifest::bundleId).containsExactly(id(MIDDLE));
      assertThat(bundles.list()).extracting(e -> e.manifest().bundleId()).containsExactly(id(NEWEST), id(OLD));
    }
    try (TopicBundles engine = TopicBundles.publishing(settings(), NEWEST)) {
      assertThat(engine.byId(OLD.id())).isPresent();
      assertThat(engine.byId(MIDDLE.id())).isEmpty();
    }
    long chunks = kafka.all(application).stream().filter(r -> text(r.key()).startsWith("chunk/" + id(MIDDLE))).count();
    assertThat(chunks).as("a chunk and its tombstone").isEqualTo(2);
  }

  @Test
  void aThreadThatStartsWhileThePruneWaitsSavesItsBundle() throws InterruptedException {
    assertThat(pruneWhile(() -> put("late", MIDDLE, ThreadStatus.WAITING))).containsExactly(id(OLD));
    try (TopicBundles engine = TopicBundles.publishing(settings(), NEWEST); BundlePruning bundles = BundlePruning.connect(settings())) {
      assertThat(engine.byId(MIDDLE.id())).isPresent();
      assertThat(engine.byId(OLD.id())).isEmpty();
      assertThat(bundles.list()).noneMatch(entry -> entry.manifest().isRetiring());
    }
  }

  @Test
  void anEngineThatStillRunsOnItSavesItsBundle() throws InterruptedException {
    assertThat(pruneWhile(() -> TopicBundles.publishing(settings(), MIDDLE).close())).containsExactly(id(OLD));
    try (TopicBundles engine = TopicBundles.publishing(settings(), NEWEST)) {
      assertThat(engine.byId(MIDDLE.id())).isPresent();
    }
  }

  @Test
  void aPruneThatWasStoppedIsTakenUpByTheNext() throws InterruptedException {
    try (BundlePruning bundles = BundlePruning.connect(settings())) {
      assertThatThrownBy(() -> bundles.prune(unused(bundles), () -> {
        throw new InterruptedException();
      })).isInstanceOf(InterruptedException.class);
    }
    try (TopicBundles engine = TopicBundles.publishing(settings(), NEWEST); BundlePruning bundles = BundlePruning.connect(settings())) {
      assertThat(engine.byId(MIDDLE.id())).as("still usable").isPresent();
      assertThat(bundles.prune(unused(bundles), AT_ONCE)).hasSize(2);
    }
  }

  @Test
  void chunksThatNoManifestNamesAreSweptUp() throws InterruptedException {
    kafka.send(application, "chunk/" + "ab".repeat(32) + "/lost/0", "x");
    try (BundlePruning bundles = BundlePruning.connect(settings())) {
      bundles.prune(List.of(), AT_ONCE);
    }
    assertThat(kafka.all(application)).filteredOn(r -> text(r.key()).contains("/lost/") && r.value() == null).hasSize(1);
  }

  @Test
  void withoutTheThreadsNothingIsDone() {
    Properties other = settings();
    other.setProperty("application.id", "misspelt");
    try (BundlePruning bundles = BundlePruning.connect(other)) {
      assertThatThrownBy(bundles::list).isInstanceOf(StartException.class)
          .hasMessageContaining("config/no-thread-store").hasMessageContaining("misspelt-workflow-threads-changelog");
    }
  }

  /** Prunes everything that is unused now; {@code event} happens between its two looks. */
  private List<String> pruneWhile(Runnable event) throws InterruptedException {
    try (BundlePruning bundles = BundlePruning.connect(settings())) {
      return bundles.prune(unused(bundles), event::run).stream().map(BundleManifest::bundleId).toList();
    }
  }

  private static List<BundleManifest> unused(BundlePruning bundles) {
    return bundles.list().stream().filter(BundlePruning.Entry::isUnused).map(BundlePruning.Entry::manifest).toList();
  }

  private void put(String thread, Bundle bundle, ThreadStatus status) {
    ContinuationHeader running = new ContinuationHeader(ThreadStatus.WAITING, bundle.id(), 1, 1, 1, 1, "", List.of());
    ContinuationHeader header = status == ThreadStatus.WAITING ? running : running.ended(status, 2);
    kafka.sendBytes(changelog(), thread.getBytes(UTF_8), header.toBytes());
  }

  private Properties settings() {
    Properties user = new Properties();
    user.setProperty("bootstrap.servers", BROKER.bootstrapServers());
    user.setProperty("application.id", application);
    user.setProperty("workflow.topic.bundles", application);
    user.setProperty("workflow.bundle.wait.ms", "100");
    return EngineStreams.settings(user);
  }

  private String changelog() {
    return application + "-workflow-threads-changelog";
  }

  private static String id(Bundle bundle) {
    return bundle.id().toString();
  }

  private static String text(byte[] bytes) {
    return String.valueOf(KafkaTester.text(bytes));
  }

  private static Bundle bundle(String name) {
    byte[] code = ("// " + name).getBytes(UTF_8);
    return new Bundle(BundleId.ofCode(code), name + ".js", code, null, Set.of());
  }
}

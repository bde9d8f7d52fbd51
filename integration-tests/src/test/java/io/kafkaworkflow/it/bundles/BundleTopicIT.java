package io.kafkaworkflow.it.bundles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.engine.bundles.TopicBundles;
import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleId;
import io.kafkaworkflow.engine.topology.EngineStreams;
import io.kafkaworkflow.it.kafka.KafkaTester;
import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.protocol.BundleManifest;
import io.kafkaworkflow.start.StartException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code workflow-bundles} with real transactions: what is published can be loaded, as a whole or not at all. */
class BundleTopicIT {
  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  private static final Bundle CURRENT = bundle("current", 1_000);
  private String topic = "";

  @BeforeEach
  void createTopic(TestInfo test) {
    topic = "bundles-" + test.getTestMethod().orElseThrow().getName();
    BROKER.createTopics(2, topic);
  }

  @Test
  void aBundleOfThreeMegabytesGoesThroughRecordsOfHalfAMegabyte() {
    Bundle large = bundle("large", 3_000_000);
    publish(large);
    try (TopicBundles other = TopicBundles.publishing(settings(), CURRENT); KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), topic)) {
      Bundle loaded = other.byId(large.id()).orElseThrow();
      assertThat(loaded.code()).isEqualTo(large.code());
      assertThat(loaded.sourceMap()).isEqualTo(large.sourceMap());
      assertThat(loaded.name()).isEqualTo("large.js");
      assertThat(loaded.outputTopics()).containsExactly("orders");
      assertThat(other.byId(CURRENT.id())).contains(CURRENT);

      assertThat(kafka.all(topic)).allMatch(r -> r.value().length <= 500_000)
          .filteredOn(r -> text(r.key()).startsWith("chunk/" + large.id())).hasSizeGreaterThan(2);
    }
  }

  @Test
  void publishingAgainWritesNothing() {
    publish(CURRENT);
    publish(CURRENT);
    try (KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), topic)) {
      assertThat(kafka.all(topic)).hasSize(2);
    }
  }

  @Test
  void enginesThatPublishAtTheSameTimePublishOnce() throws Exception {
    ExecutorService engines = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> starts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        starts.add(engines.submit(() -> publish(CURRENT)));
      }
      for (Future<?> start : starts) {
        start.get(60, TimeUnit.SECONDS);
      }
    } finally {
      engines.shutdownNow();
    }
    try (KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), topic)) {
      assertThat(kafka.all(topic).stream().map(r -> text(r.key())).filter(BundleManifest::isKey)).hasSize(1);
    }
  }

  @Test
  void aBundlePublishedLaterIsFound() {
    Bundle late = bundle("late", 1_000);
    try (TopicBundles early = TopicBundles.publishing(settings(), CURRENT)) {
      publish(late);
      assertThat(early.byId(late.id()).map(Bundle::name)).contains("late.js");
    }
  }

  @Test
  void halfABundleIsNoneAndTheWholeOneIsFoundLater() {
    Bundle half = bundle("half", 1_000);
    BundleManifest manifest = new BundleManifest(half.id().toString(), "half.js", "p", 2, 1_000, 0, List.of(), 1, false);
    try (TopicBundles bundles = TopicBundles.publishing(settings("workflow.bundle.wait.ms=300"), CURRENT);
        KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), topic)) {
      kafka.send(topic, manifest.chunkKey(0), "a part");
      kafka.send(topic, manifest.key(), manifest.toJson());
      assertThat(bundles.byId(half.id())).isEmpty();

      publish(half);
      org.awaitility.Awaitility.await("the bundle is looked for again").until(() -> bundles.byId(half.id()).isPresent());
    }
  }

  @Test
  void aDamagedBundleIsNone() {
    Bundle damaged = bundle("damaged", 1_000);
    publish(damaged);
    try (TopicBundles bundles = TopicBundles.publishing(settings("workflow.bundle.wait.ms=300"), CURRENT);
        KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), topic)) {
      String chunk = kafka.all(topic).stream().map(r -> text(r.key())).filter(key -> key.startsWith("chunk/" + damaged.id())).findFirst().orElseThrow();
      kafka.send(topic, chunk, "other bytes");
      assertThat(bundles.byId(damaged.id())).isEmpty();
    }
  }

  @Test
  void aCurrentBundleThatWasRemovedOrIsRetiringIsPutBack() {
    try (TopicBundles bundles = TopicBundles.publishing(settings(), CURRENT); KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), topic)) {
      BundleManifest manifest = manifestOf(kafka);
      kafka.send(topic, manifest.key(), manifest.retiring(true).toJson());
      bundles.makeCurrent(CURRENT);
      assertThat(manifestOf(kafka)).as("the same chunks, not retiring").isEqualTo(manifest);

      kafka.send(topic, manifest.key(), null);
      bundles.makeCurrent(CURRENT);
      assertThat(manifestOf(kafka).publication()).as("chunks of its own").isNotEqualTo(manifest.publication());
    }
  }

  @Test
  void aRecordThatTheBrokerRefusesIsAReasonNotToStart() {
    Bundle large = bundle("too-large", 3_000_000);
    assertThatThrownBy(() -> TopicBundles.publishing(settings("workflow.bundle.chunk.bytes=1500000"), large))
        .isInstanceOf(StartException.class).hasMessageContaining("config/bundle-not-published").hasMessageContaining("RecordTooLarge");
    try (TopicBundles other = TopicBundles.publishing(settings("workflow.bundle.wait.ms=0"), CURRENT)) {
      assertThat(other.byId(large.id())).isEmpty();
    }
  }

  private void publish(Bundle bundle) {
    TopicBundles.publishing(settings(), bundle).close();
  }

  private Properties settings(String... more) {
    Properties user = new Properties();
    user.setProperty("bootstrap.servers", BROKER.bootstrapServers());
    user.setProperty("application.id", topic);
    user.setProperty("workflow.topic.bundles", topic);
    for (String line : more) {
      user.setProperty(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
    }
    return EngineStreams.settings(user);
  }

  private BundleManifest manifestOf(KafkaTester kafka) {
    return kafka.all(topic).stream().filter(r -> BundleManifest.isKey(text(r.key())) && r.value() != null)
        .reduce((a, b) -> b).map(r -> BundleManifest.parse(text(r.value()))).orElseThrow();
  }

  private static String text(byte[] bytes) {
    return Objects.requireNonNull(KafkaTester.text(bytes));
  }

  /** Random text: gzip makes half of it. */
  private static Bundle bundle(String name, int bytes) {
    StringBuilder code = new StringBuilder("// " + name);
    Random random = new Random(name.hashCode());
    while (code.length() < bytes) {
      code.append((char) ('a' + random.nextInt(16)));
    }
    byte[] script = code.toString().getBytes(UTF_8);
    return new Bundle(BundleId.ofCode(script), name + ".js", script, "{}".getBytes(UTF_8), Set.of("orders"));
  }
}

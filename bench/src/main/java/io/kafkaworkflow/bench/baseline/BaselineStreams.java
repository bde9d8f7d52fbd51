package io.kafkaworkflow.bench.baseline;

import io.kafkaworkflow.engine.topology.EngineStreams;
import io.kafkaworkflow.start.PropertiesFile;
import io.kafkaworkflow.start.StreamsProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** A plain Kafka Streams program under the engine's Kafka settings that reads, stores and forwards the bytes that the engine would. */
public final class BaselineStreams {
  private static final String SOURCE = "source";
  private static final String PROCESSOR = "store-and-forward";
  static final String STORE = "threads";
  private static final String COMMIT_INTERVAL_MS = "5";

  private BaselineStreams() {}

  /** {@code BaselineStreams <properties>}: topics as the engine's settings name them. */
  public static void main(String[] arguments) {
    Properties file = PropertiesFile.read(Path.of(arguments[0]));
    Properties settings = EngineStreams.settings(file);
    if (file.getProperty("commit.interval.ms") == null) {
      // it knows no other moment to commit than the interval; the engine's would make it slower than it need be
      settings.setProperty("commit.interval.ms", COMMIT_INTERVAL_MS);
    }
    KafkaStreams streams = new KafkaStreams(topology(file), new StreamsConfig(settings));
    System.exit(new StreamsProcess("baseline", streams, System.out).run());
  }

  private static Topology topology(Properties settings) {
    Topology topology = new Topology();
    topology.addSource(AutoOffsetReset.earliest(), SOURCE, null, new ByteArrayDeserializer(), new ByteArrayDeserializer(),
        settings.getProperty("workflow.topic.resume"));
    BaselineSizes sizes = BaselineSizes.of(settings);
    topology.addProcessor(PROCESSOR, () -> new StoreAndForward(sizes), SOURCE);
    topology.addStateStore(
        Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.ByteArray(), Serdes.ByteArray())
            .withLoggingEnabled(Map.of()).withCachingDisabled(),
        PROCESSOR);
    topology.addSink(StoreAndForward.EVENTS, settings.getProperty("workflow.topic.events"), new ByteArraySerializer(), new ByteArraySerializer(), PROCESSOR);
    topology.addSink(StoreAndForward.RESULTS, settings.getProperty("workflow.topic.result"), new ByteArraySerializer(), new ByteArraySerializer(), PROCESSOR);
    return topology;
  }
}

package io.kafkaworkflow.it;

import static io.kafkaworkflow.it.kafka.KafkaTester.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.kafka.KafkaTester;
import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.it.process.Bundles;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.it.process.Settings;
import io.kafkaworkflow.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** All members of a consumer group must run one topology, and the bundles of a rolling upgrade may have different inputs (decision 0031). */
class RollingInputsIT {
  private static final Duration START = Duration.ofSeconds(90);
  private static final String ORDER_1 = "{\"id\":\"o-1\",\"total\":1}";
  private static final String ORDER_2 = "{\"id\":\"o-2\",\"total\":2}";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;

  @Test
  void aBundleWithInputsComesAndGoesBesideOneWithout() {
    ChildProcess without = startEngine("without", Bundles.demo("workflow-minimal"));
    without.awaitLine("engine ready", START);
    ChildProcess with = startEngine("with", Bundles.ofTest("inputs"));
    with.awaitLine("engine ready", START);
    try (KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), "invoices", "workflow-result", "workflow-resume")) {
      kafka.send("orders", "k", ORDER_1);
      // the bundle of the engine that has the partition runs the start: either the order's, or the one that greets whatever it is given
      ConsumerRecord<byte[], byte[]> start = kafka.await("workflow-resume", "o-1", PATIENCE);
      assertThat(text(start.value())).isEqualTo("new:" + ORDER_1);
      assertThat(with.stop()).isZero();
      kafka.send("orders", "k", ORDER_2); // nobody reads it now
      assertThat(without.isAlive()).isTrue();
      startEngine("with-again", Bundles.ofTest("inputs"));
      kafka.await("workflow-resume", "o-2", PATIENCE);
      assertThat(without.isAlive()).isTrue();
      assertThat(kafka.all("workflow-resume")).extracting(record -> text(record.key())).containsExactlyInAnyOrder("o-1", "o-2");
    }
  }

  private ChildProcess startEngine(String name, Path bundle) {
    return processes.start(name, Installation.engine("--create-topics", "--partitions=2", bundle.toString(),
        Settings.file(directory.resolve(name), BROKER.bootstrapServers(), "num.standby.replicas=0")));
  }
}

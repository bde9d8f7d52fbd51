package io.kafkaworkflow.dev.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.start.StartException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevBrokerTest {
  @TempDir Path directory;

  @Test
  void recordsSurviveARestartInTheSameDirectory() throws Exception {
    try (DevBroker broker = DevBroker.start(BrokerSettings.in(directory))) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        admin.createTopics(List.of(new NewTopic("greetings", 1, (short) 1))).all().get();
      }
      try (KafkaProducer<String, String> producer = transactionalProducer(broker)) {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("greetings", "k", "hello"));
        producer.commitTransaction();
      }
    }

    try (DevBroker again = DevBroker.start(BrokerSettings.in(directory))) {
      assertThat(firstValue(again, "greetings")).isEqualTo("hello");
    }
  }

  @Test
  void aBusyPortIsNamedAndNothingStaysBehind() throws Exception {
    try (ServerSocket other = new ServerSocket()) {
      other.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));

      assertThatThrownBy(() -> DevBroker.start(new BrokerSettings(directory, other.getLocalPort(), false, Map.of())))
          .isInstanceOf(StartException.class)
          .hasMessageStartingWith("config/port-in-use: ")
          .hasMessageContaining("127.0.0.1:" + other.getLocalPort());
    }
    DataDirectory.open(directory).close(); // the lock is free again
  }

  @Test
  void aFileInPlaceOfTheDirectoryIsNamed() throws Exception {
    Path file = Files.writeString(directory.resolve("occupied"), "");

    assertThatThrownBy(() -> DevBroker.start(BrokerSettings.in(file)))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("config/data-directory-unusable").hasMessageContaining(file.toString());
  }

  @Test
  void aSecondBrokerInTheSameDirectoryIsRefused() {
    try (DataDirectory first = DataDirectory.open(directory)) {
      assertThat(first.logs().getParent()).isEqualTo(directory);
      assertThatThrownBy(() -> DevBroker.start(BrokerSettings.in(directory)))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("config/data-directory-in-use");
    }
  }

  @Test
  void aBrokerIsReachableFromThisMachineOnly() throws Exception {
    try (DevBroker broker = DevBroker.start(BrokerSettings.in(directory))) {
      for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        for (InetAddress address : Collections.list(network.getInetAddresses())) {
          if (!address.getHostAddress().equals("127.0.0.1")) {
            assertThatThrownBy(() -> new Socket(address, broker.port())).isInstanceOf(ConnectException.class);
          }
        }
      }
    }
  }

  private static KafkaProducer<String, String> transactionalProducer(DevBroker broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test"), new StringSerializer(), new StringSerializer());
  }

  private static String firstValue(DevBroker broker, String topic) {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      var records = consumer.poll(Duration.ofSeconds(20));
      assertThat(records.count()).as("records of %s", topic).isEqualTo(1);
      return records.iterator().next().value();
    }
  }
}

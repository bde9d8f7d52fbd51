package io.kafkaworkflow.it.kafka;

import io.kafkaworkflow.dev.broker.BrokerSettings;
import io.kafkaworkflow.dev.broker.DevBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A broker for one test class. It runs in the test's process: the tests kill engines and schedulers, not brokers. */
public final class LocalBroker implements BeforeAllCallback, AfterAllCallback {
  private @Nullable DevBroker broker;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    Path directory = java.nio.file.Files.createTempDirectory("kafka-it");
    broker = DevBroker.start(BrokerSettings.in(directory));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    running().close();
  }

  public String bootstrapServers() {
    return running().bootstrapServers();
  }

  public void createTopics(int partitions, String... names) {
    create(Arrays.stream(names).map(name -> new NewTopic(name, Optional.of(partitions), Optional.empty())).toList());
  }

  /** With one partition. */
  public void createCompactedTopic(String name) {
    create(List.of(new NewTopic(name, Optional.of(1), Optional.empty()).configs(Map.of("cleanup.policy", "compact"))));
  }

  private void create(List<NewTopic> topics) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      throw new AssertionError("cannot create topics " + topics, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while creating topics", e);
    }
  }

  /** Deletes every topic but Kafka's own, so that the next test of a class finds a broker as if it were new. No client may run. */
  public void deleteTopics() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin.deleteTopics(admin.listTopics().names().get()).all().get();
      Awaitility.await("the topics to be gone").atMost(Duration.ofSeconds(30)).until(() -> admin.listTopics().names().get().isEmpty());
    } catch (ExecutionException e) {
      throw new AssertionError("cannot delete the topics", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while deleting topics", e);
    }
  }

  private DevBroker running() {
    if (broker == null) throw new IllegalStateException("the broker runs only between beforeAll and afterAll");
    return broker;
  }
}

package io.kafkaworkflow.chaos.client;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of a run. */
public final class Topics {
  /** Partitions of each topic: two for each of two engines. */
  public static final int PARTITIONS = 4;

  private static final Duration ANSWER = Duration.ofSeconds(60);

  private Topics() {}

  /** Makes them, replicated as the brokers say. @throws IllegalStateException the brokers did not do it */
  public static void create(String bootstrapServers, Collection<String> names) {
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
      List<NewTopic> topics = names.stream().map(name -> new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())).toList();
      admin.createTopics(topics).all().get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the topics could not be made", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making topics", e);
    }
  }
}

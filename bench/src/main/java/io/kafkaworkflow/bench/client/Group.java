package io.kafkaworkflow.bench.client;

import io.kafkaworkflow.bench.process.Lab;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * An application id and topics of its own for one measured program, so that no measurement meets another's records.
 *
 * @param id application id and prefix of the topics
 * @param partitions of each topic
 * @param overrides settings that differ from the engine's defaults
 */
public record Group(String id, int partitions, Map<String, String> overrides) {
  private static final List<String> TOPICS =
      List.of("resume", "result", "error", "events", "dead-letter", "scheduler");

  public Group {
    overrides = Map.copyOf(overrides);
  }

  public String resume() {
    return id + "-resume";
  }

  public String result() {
    return id + "-result";
  }

  public String events() {
    return id + "-events";
  }

  public String deadLetters() {
    return id + "-dead-letter";
  }

  public String scheduler() {
    return id + "-scheduler";
  }

  private String bundles() {
    return id + "-bundles";
  }

  /** Of the store with the threads. */
  public String changelog() {
    return id + "-workflow-threads-changelog";
  }

  /** Creates the topics. */
  public Group create(Lab lab, String... outputTopics) {
    List<NewTopic> topics = new ArrayList<>();
    TOPICS.forEach(topic -> topics.add(new NewTopic(id + "-" + topic, partitions, (short) 1)));
    topics.add(new NewTopic(bundles(), 1, (short) 1).configs(Map.of("cleanup.policy", "compact")));
    for (String topic : outputTopics) topics.add(new NewTopic(topic, partitions, (short) 1));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", lab.bootstrapServers()))) {
      Futures.get("create the topics of " + id, admin.createTopics(topics).all());
    }
    return this;
  }

  /** Settings of one instance. */
  public Properties settings(Lab lab) {
    Properties settings = new Properties();
    settings.setProperty("bootstrap.servers", lab.bootstrapServers());
    settings.setProperty("application.id", id);
    settings.setProperty("state.dir", lab.newStateDirectory().toString());
    TOPICS.forEach(topic -> settings.setProperty("workflow.topic." + topic, id + "-" + topic));
    settings.setProperty("workflow.topic.bundles", bundles());
    overrides.forEach(settings::setProperty);
    lab.settings().forEach(settings::setProperty);
    return settings;
  }

  /** Settings of a scheduler that serves this group. */
  public Properties schedulerSettings(Lab lab) {
    Properties settings = new Properties();
    settings.setProperty("bootstrap.servers", lab.bootstrapServers());
    settings.setProperty("application.id", id + "-scheduler");
    settings.setProperty("state.dir", lab.newStateDirectory().toString());
    settings.setProperty("workflow.topic.scheduler", scheduler());
    settings.setProperty("workflow.topic.resume", resume());
    settings.setProperty("workflow.topic.dead-letter", deadLetters());
    lab.settings().forEach(settings::setProperty);
    return settings;
  }
}

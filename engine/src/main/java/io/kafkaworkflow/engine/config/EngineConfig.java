package io.kafkaworkflow.engine.config;

import io.kafkaworkflow.engine.step.ExecutorLimits;
import io.kafkaworkflow.engine.step.MailboxLimits;
import io.kafkaworkflow.engine.step.RunawaySteps;
import io.kafkaworkflow.protocol.WorkflowTopic;
import io.kafkaworkflow.start.BoundedRocksDb;
import io.kafkaworkflow.start.CommonSettings;
import io.kafkaworkflow.start.Settings;
import io.kafkaworkflow.start.StartErrors;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * What the engine itself can be told, and the defaults it gives to Kafka.
 *
 * @param topics names of the protocol's topics
 * @param outputRecordBytesMax UTF-8 bytes of key, value and the workflow's headers of one record that a step sends, the result included
 * @param stepHaltAfterMs CPU time that a step may go on after it was interrupted, before its process is halted
 * @param completionRetentionMs how long a completion record is kept; 0: not at all
 */
public record EngineConfig(
    ExecutorLimits limits, int outputRecordBytesMax, Map<WorkflowTopic, String> topics, long completionRetentionMs,
    MailboxLimits mailboxLimits, BundleSettings bundles, long stepHaltAfterMs, ListenerSettings listeners) {

  public static final String STEP_TIME_LIMIT = "workflow.step.time.limit.ms";
  public static final String STEP_HALT_AFTER = "workflow.step.halt.after.ms";
  public static final String STEP_ALLOCATION_BYTES_MAX = "workflow.step.allocation.bytes.max";
  public static final String CONTINUATION_BYTES_WARN = "workflow.continuation.bytes.warn";
  public static final String CONTINUATION_BYTES_MAX = "workflow.continuation.bytes.max";
  public static final String OUTPUT_RECORDS_MAX = "workflow.output.records.max";
  public static final String OUTPUT_RECORD_BYTES_MAX = "workflow.output.record.bytes.max";
  public static final String OUTPUT_BYTES_MAX = "workflow.output.bytes.max";
  public static final String MAILBOX_MESSAGES_MAX = "workflow.mailbox.messages.max";
  public static final String MAILBOX_BYTES_MAX = "workflow.mailbox.bytes.max";
  public static final String COMPLETION_RETENTION = "workflow.completion.retention.ms";

  /** The topics that this version of the engine reads or writes. */
  private static final WorkflowTopic[] TOPICS = {WorkflowTopic.RESUME, WorkflowTopic.RESULT, WorkflowTopic.ERROR,
      WorkflowTopic.DEAD_LETTER, WorkflowTopic.EVENTS, WorkflowTopic.SCHEDULER, WorkflowTopic.BUNDLES};

  /** What becomes of threads (results, errors, events) may be an input; these may not. */
  private static final WorkflowTopic[] NO_INPUTS = {WorkflowTopic.RESUME, WorkflowTopic.DEAD_LETTER, WorkflowTopic.SCHEDULER, WorkflowTopic.BUNDLES};

  public EngineConfig {
    topics = new EnumMap<>(topics);
  }

  /** Every {@code workflow.} setting: name, type, default, bounds, meaning. */
  public static ConfigDef definition() {
    ExecutorLimits limits = ExecutorLimits.DEFAULTS;
    ConfigDef all = CommonSettings.addTo(new ConfigDef())
        .define(STEP_TIME_LIMIT, Type.LONG, limits.stepTimeMsMax(), Range.atLeast(1), Importance.MEDIUM,
            "Milliseconds of CPU time that workflow code may use in one step; beyond, the step is undone. Keep it well below "
                + "`transaction.timeout.ms`.")
        .define(STEP_HALT_AFTER, Type.LONG, RunawaySteps.GRACE_MS, Range.atLeast(1), Importance.LOW,
            "Milliseconds of CPU time that a step may go on after it was interrupted. Beyond, it is noted in `state.dir` and the process is "
                + "halted with exit code 1; the next one refuses its record. Together with `workflow.step.time.limit.ms` keep it below "
                + "`transaction.timeout.ms`.")
        .define(STEP_ALLOCATION_BYTES_MAX, Type.LONG, limits.allocatedBytesMax(), Range.atLeast(1), Importance.MEDIUM,
            "Bytes that workflow code may allocate in one step, freed or not; beyond, the step is undone. Keep it below the heap (`-Xmx`) "
                + "divided by `num.stream.threads`.")
        .define(CONTINUATION_BYTES_WARN, Type.INT, limits.continuationBytesWarn(), Range.atLeast(1), Importance.LOW,
            "Bytes of one thread's continuation; when a thread grows beyond, the log warns and names its largest variables.")
        .define(CONTINUATION_BYTES_MAX, Type.INT, limits.continuationBytesMax(), Range.atLeast(1), Importance.MEDIUM,
            "Bytes of one thread's continuation; beyond, the step is undone. Keep it below the changelog topic's `max.message.bytes`.")
        .define(OUTPUT_RECORDS_MAX, Type.INT, limits.outputsMax(), Range.atLeast(1), Importance.LOW,
            "Records that one step may send; beyond, the step is undone.")
        .define(OUTPUT_BYTES_MAX, Type.INT, limits.outputBytesMax(), Range.atLeast(1), Importance.LOW,
            "Bytes of keys and values that one step may send in all; beyond, the step is undone.")
        .define(OUTPUT_RECORD_BYTES_MAX, Type.INT, 900_000, Range.atLeast(1), Importance.LOW,
            "Bytes of key and value of one record that a step sends; beyond, the step is undone. Keep it below the topics' "
                + "`max.message.bytes`: a record that the broker refuses stops the engine.")
        .define(MAILBOX_MESSAGES_MAX, Type.INT, MailboxLimits.DEFAULTS.messagesMax(), Range.atLeast(0), Importance.LOW,
            "Messages that may wait in one thread for refs that it does not await yet; beyond, a message is a dead letter.")
        .define(MAILBOX_BYTES_MAX, Type.INT, MailboxLimits.DEFAULTS.bytesMax(), Range.atLeast(0), Importance.LOW,
            "Bytes of those messages, record headers included; beyond, a message is a dead letter. They are stored with the continuation: "
                + "keep the sum of both limits below the changelog topic's `max.message.bytes`.")
        .define(COMPLETION_RETENTION, Type.LONG, 86_400_000L, Range.atLeast(0), Importance.MEDIUM,
            "Milliseconds for which an ended thread is remembered, so that repeated starts with its idempotency key and late replies "
                + "are recognized. 0 forgets at once.");
    BundleSettings.define(all);
    ListenerSettings.define(all);
    PeerSettings.define(all);
    for (WorkflowTopic topic : TOPICS) {
      all.define(topic.configKey(), Type.STRING, topic.defaultName(), new ConfigDef.NonEmptyString(), Importance.LOW,
          "Name of the topic that the documentation calls `" + topic.defaultName() + "`.");
    }
    return all;
  }

  /** @throws io.kafkaworkflow.start.StartException {@code config/invalid-setting}: a value does not fit its definition */
  public static EngineConfig of(Properties properties) {
    AbstractConfig config = Settings.parse(definition(), properties);
    Map<WorkflowTopic, String> topics = new EnumMap<>(WorkflowTopic.class);
    for (WorkflowTopic topic : TOPICS) {
      topics.put(topic, config.getString(topic.configKey()));
    }
    ExecutorLimits limits = new ExecutorLimits(config.getLong(STEP_TIME_LIMIT), config.getLong(STEP_ALLOCATION_BYTES_MAX),
        config.getInt(CONTINUATION_BYTES_MAX), config.getInt(CONTINUATION_BYTES_WARN), config.getInt(OUTPUT_RECORDS_MAX), config.getInt(OUTPUT_BYTES_MAX));
    return new EngineConfig(limits, config.getInt(OUTPUT_RECORD_BYTES_MAX), topics, config.getLong(COMPLETION_RETENTION),
        new MailboxLimits(config.getInt(MAILBOX_MESSAGES_MAX), config.getInt(MAILBOX_BYTES_MAX)), BundleSettings.of(config),
        config.getLong(STEP_HALT_AFTER), ListenerSettings.of(config));
  }

  /**
   * Checks what only makes sense together with Kafka's own settings.
   *
   * @throws io.kafkaworkflow.start.StartException {@code config/invalid-setting}
   */
  public void checkAgainst(Properties settings) {
    String timeout = settings.getProperty("producer.transaction.timeout.ms", settings.getProperty("transaction.timeout.ms"));
    if (timeout != null && Long.parseLong(timeout.strip()) < 2 * limits.stepTimeMsMax()) {
      throw StartErrors.invalidSetting(STEP_TIME_LIMIT, "it is " + limits.stepTimeMsMax() + ", but a transaction ends after "
          + timeout + " ms (`transaction.timeout.ms`) and must have room for two steps");
    }
  }

  /**
   * Checks that a bundle does not read what the engine itself reads or writes, whose records would come back or mean nothing.
   *
   * @param inputTopics of the bundle's manifest
   * @throws io.kafkaworkflow.start.StartException {@code config/invalid-setting}
   */
  public void checkInputs(Set<String> inputTopics) {
    for (WorkflowTopic topic : NO_INPUTS) {
      String name = topics.getOrDefault(topic, topic.defaultName());
      if (inputTopics.contains(name)) {
        throw StartErrors.invalidSetting(topic.configKey(), "it is `" + name + "`, which the bundle declares as an input");
      }
    }
  }

  /**
   * What the engine tells Kafka unless the user says otherwise; docs/decisions/0010-kafka-defaults.md has the reasons. Client settings
   * stand here without prefix, so that a user's setting wins with and without one.
   */
  public static Map<String, Object> kafkaDefaults() {
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put("application.id", "kafka-workflow");
    defaults.put("bootstrap.servers", "127.0.0.1:9092");
    defaults.put("state.dir", ".kafka-workflow/state");
    defaults.put("processing.guarantee", "exactly_once_v2");
    defaults.put("commit.interval.ms", 50);
    defaults.put("poll.ms", 5);
    defaults.put("num.standby.replicas", 1);
    defaults.put("statestore.cache.max.bytes", 0);
    defaults.put("rocksdb.config.setter", BoundedRocksDb.class.getName());
    defaults.put("ensure.explicit.internal.resource.naming", true);
    defaults.put("session.timeout.ms", 6_000);
    defaults.put("heartbeat.interval.ms", 500);
    defaults.put("retry.backoff.ms", 10);
    defaults.put("retry.backoff.max.ms", 200);
    defaults.put("transaction.timeout.ms", 5_000);
    defaults.put("max.request.size", 2 * 1024 * 1024);
    defaults.put("processing.exception.handler.global.enabled", true);
    defaults.put("metadata.recovery.strategy", "rebootstrap");
    return defaults;
  }
}

package io.kafkaworkflow.scheduler.config;

import io.kafkaworkflow.protocol.WorkflowTopic;
import io.kafkaworkflow.start.CommonSettings;
import io.kafkaworkflow.start.Settings;
import io.kafkaworkflow.start.StartException;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The scheduler's own settings.
 *
 * @param schedulerTopic records that arm and cancel timers
 * @param resumeTopic where a timer's record goes when it is due
 * @param deadLetterTopic where records go that make no sense
 * @param fireBatchMax timers fired between two looks at the input; bounds the memory and the transaction of a backlog
 * @param delayMaxMs longest delay that is accepted, milliseconds
 */
public record SchedulerConfig(String schedulerTopic, String resumeTopic, String deadLetterTopic, int fireBatchMax, long delayMaxMs) {

  static final String FIRE_BATCH_MAX = "workflow.timer.fire.batch.max";
  static final String DELAY_MAX_MS = "workflow.timer.delay.max.ms";

  /** Below 55 years on purpose: an epoch time in milliseconds given as a delay is to be refused, not waited for. */
  static final long DELAY_MAX_MS_DEFAULT = Duration.ofDays(3_653).toMillis();

  /** Every setting of the scheduler that is not Kafka's; docs/scheduler.md has the same list, and a test compares. */
  public static final ConfigDef DEFINITION = CommonSettings.addTo(new ConfigDef())
      .define(WorkflowTopic.SCHEDULER.configKey(), Type.STRING, WorkflowTopic.SCHEDULER.defaultName(), new NonEmptyString(), Importance.MEDIUM,
          "Topic of the records that arm and cancel timers.")
      .define(WorkflowTopic.RESUME.configKey(), Type.STRING, WorkflowTopic.RESUME.defaultName(), new NonEmptyString(), Importance.MEDIUM,
          "Topic that a timer's record is sent to when it is due.")
      .define(WorkflowTopic.DEAD_LETTER.configKey(), Type.STRING, WorkflowTopic.DEAD_LETTER.defaultName(), new NonEmptyString(), Importance.MEDIUM,
          "Topic for records that make no sense.")
      .define(FIRE_BATCH_MAX, Type.INT, 1_000, Range.between(1, 100_000), Importance.LOW,
          "Timers fired between two looks at the input.")
      .define(DELAY_MAX_MS, Type.LONG, DELAY_MAX_MS_DEFAULT, Range.between(1, Duration.ofDays(365_250).toMillis()), Importance.LOW,
          "Longest delay accepted, milliseconds.");

  /**
   * Reads the settings; names that are not ours are Kafka's business.
   *
   * @throws StartException {@code config/invalid-setting}
   */
  public static SchedulerConfig of(Properties properties) {
    AbstractConfig config = Settings.parse(DEFINITION, properties);
    return new SchedulerConfig(
        config.getString(WorkflowTopic.SCHEDULER.configKey()),
        config.getString(WorkflowTopic.RESUME.configKey()),
        config.getString(WorkflowTopic.DEAD_LETTER.configKey()),
        config.getInt(FIRE_BATCH_MAX),
        config.getLong(DELAY_MAX_MS));
  }
}

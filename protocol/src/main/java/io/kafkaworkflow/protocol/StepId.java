package io.kafkaworkflow.protocol;

/** Names a step by the record that it applies: {@code <topic>-<partition>-<offset>}, the same whenever the record is applied again. */
public final class StepId {

  public static String of(String topic, int partition, long offset) {
    return topic + "-" + partition + "-" + offset;
  }

  private StepId() {}
}

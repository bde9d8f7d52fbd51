package io.kafkaworkflow.engine.command.state;

import io.kafkaworkflow.start.StartException;

/** Why a copy is not made: {@code command/copy-refused}. */
final class CopyRefusals {
  private CopyRefusals() {}

  static StartException running(Side side, String group, String state) {
    return refused("expected a stopped application, but its group is " + state, "group " + group + " at " + side.address(),
        "stop every process of it; after a kill wait for session.timeout.ms");
  }

  static StartException sameApplication(Side side) {
    return refused("source and target are the same application of the same cluster", "application.id " + side.applicationId(),
        "give the target another application.id, or the address of another cluster");
  }

  static StartException otherSource(String from, String to) {
    return refused("on one cluster both applications read the same topic, but the settings name two", "topics " + from + " and " + to,
        "give both the same `workflow.topic.*`");
  }

  static StartException notEmpty(Side side, String topic) {
    return refused("expected a target without state, but there are records", "topic " + topic + " at " + side.address(),
        "choose another application.id, or delete the topic if it is of a copy that was interrupted");
  }

  static StartException hasRun(Side side) {
    return refused("expected a target that never ran, but its group has offsets", "group " + side.applicationId() + " at " + side.address(),
        "choose another application.id");
  }

  static StartException partitions(String from, int expected, String to, int found) {
    return refused("expected " + expected + " partitions, found " + found + ": a thread belongs to the partition that its key had", "topics " + from + " and " + to,
        "delete the target's topic and let the command create it, or create it with " + expected + " partitions");
  }

  static StartException noOffsets(Side side) {
    return refused("the brokers do not know how far the application has come, so all that is retained would be applied again",
        "group " + side.applicationId() + " at " + side.address(), "a group without members is forgotten after offsets.retention.minutes; see docs/operations.md");
  }

  static StartException noState(Side side, String changelog) {
    return refused("there is no state to copy", "topic " + changelog + " at " + side.address(),
        "give the properties file that the processes run with: application.id is a part of the topic's name; for timers add --of scheduler");
  }

  private static StartException refused(String what, String where, String help) {
    return new StartException("command/copy-refused", what, where, "nothing was copied; the command exits with 1", help);
  }
}

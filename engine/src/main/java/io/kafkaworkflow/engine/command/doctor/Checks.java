package io.kafkaworkflow.engine.command.doctor;

import java.util.List;
import java.util.stream.Stream;

/** Every check, in the order in which they are told. The table in docs/doctor.md has the same; a test compares. */
final class Checks {
  static final List<Check> ALL = Stream.of(MachineChecks.ALL, HttpChecks.ALL, BrokerChecks.ALL, TopicChecks.ALL, SizeChecks.ALL, TimeoutChecks.ALL)
      .flatMap(List::stream).toList();

  private Checks() {}
}

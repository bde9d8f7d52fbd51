package io.kafkaworkflow.chaos.checker;

import io.kafkaworkflow.chaos.model.Expectations;
import java.util.List;

/** Holds the system to one promise. Pure: equal histories give equal anomalies. */
public interface Checker {
  /** What is promised, in one sentence. */
  String promise();

  /** Every way in which {@code history}, which is complete, breaks the promise; empty when it is kept. */
  List<Anomaly> check(History history, Expectations expected);

  /** All of them. */
  static List<Checker> all() {
    return List.of(new Ends(), new Outputs(), new Timers(), new Messages(), new Events(), new DeadLetters(), new Bundles());
  }
}

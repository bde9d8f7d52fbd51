package io.kafkaworkflow.chaos.scenario;

import io.kafkaworkflow.chaos.checker.Anomaly;
import io.kafkaworkflow.chaos.checker.History;
import java.util.List;

/** What came out of a run. @param anomalies empty: every promise was kept */
record Verdict(List<Anomaly> anomalies, History history, Figures figures) {}

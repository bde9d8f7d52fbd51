package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.protocol.Label;
import io.kafkaworkflow.protocol.Limits;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;

/** The labels that a record gives to the thread that it starts. */
final class StartLabels {

  /** Values by name, of several headers with one name the last; empty when one is no label, or when they are too many. */
  static Optional<SortedMap<String, String>> of(Cause cause) {
    SortedMap<String, String> labels = Collections.emptySortedMap();
    for (Header header : cause.record().headers()) {
      if (Label.isHeader(header.key())) {
        Optional<Label> label = Label.ofHeader(header.key(), header.value());
        if (label.isEmpty()) {
          return Optional.empty();
        }
        labels = labels.isEmpty() ? new TreeMap<>() : labels;
        labels.put(label.get().name(), label.get().value());
      }
    }
    return labels.size() > Limits.LABELS_MAX ? Optional.empty() : Optional.of(labels);
  }

  private StartLabels() {}
}

package io.kafkaworkflow.chaos.scenario;

import io.kafkaworkflow.chaos.checker.History;
import io.kafkaworkflow.chaos.checker.Observed;
import io.kafkaworkflow.chaos.checker.Store;
import io.kafkaworkflow.chaos.model.Expectation;
import io.kafkaworkflow.chaos.model.Expectations;
import io.kafkaworkflow.chaos.process.Cluster;
import io.kafkaworkflow.chaos.process.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A run in numbers, for the report. @param unexpectedEnds how often nodes of a role ended although nobody ended them */
record Figures(Expectations expected, History history, Collection<Store> stores, Map<String, Integer> faults, Map<Role, Integer> unexpectedEnds) {

  /** Asks the cluster while it is up: the report is written when nothing of it is left. */
  static Map<Role, Integer> unexpectedEnds(Cluster cluster) {
    return Arrays.stream(Role.values()).collect(Collectors.toMap(role -> role, cluster::unexpectedEnds, Integer::sum, () -> new EnumMap<>(Role.class)));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    Map<String, Long> threads = expected.threads().stream().collect(Collectors.groupingBy(thread -> thread.end().word(), TreeMap::new, Collectors.counting()));
    lines.add("threads        " + expected.threads().size() + ": " + listed(threads));
    lines.add("outputs        " + expected.threads().stream().map(Expectation::outputs).mapToInt(List::size).sum());
    lines.add("dead letters   " + expected.deadLetters().size());
    lines.add("records        " + listed(history.records().stream().collect(Collectors.groupingBy(Observed::topic, TreeMap::new, Collectors.counting()))));
    lines.add("faults         " + faults.values().stream().mapToInt(Integer::intValue).sum() + ": " + listed(faults));
    unexpectedEnds.forEach((role, ends) ->
        lines.add(String.format("%-15s%d ended by themselves and were started again", role.name().toLowerCase(Locale.ROOT) + "s", ends)));
    for (Store store : stores) {
      lines.add("store          " + store.name() + ": " + store.keys() + " keys, " + store.bytes() + " bytes; changelog "
          + store.written() + " records written, " + store.kept() + " kept");
    }
    return lines;
  }

  private static String listed(Map<String, ? extends Number> counts) {
    return counts.entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey()).collect(Collectors.joining(", "));
  }
}

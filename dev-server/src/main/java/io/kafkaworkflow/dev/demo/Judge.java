package io.kafkaworkflow.dev.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kafkaworkflow.dev.records.Ledger;
import io.kafkaworkflow.protocol.SchedulerKey;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares what a thread left on the topics with what it should have left: nothing missing, nothing more, nothing twice. */
final class Judge {
  private Judge() {}

  /** @return what is wrong, one line each; empty when all is right */
  static List<String> differences(Play play, List<Ledger.Entry> entries) {
    Map<String, List<JsonNode>> found = new TreeMap<>();
    for (Ledger.Entry entry : entries) {
      if (threadOf(entry).equals(play.threadId()) && !entry.topic().equals(WorkflowTopic.RESUME.defaultName())) {
        found.computeIfAbsent(entry.topic(), topic -> new ArrayList<>()).add(withoutRef(entry.value() == null ? "null" : entry.value()));
      }
    }
    Map<String, List<JsonNode>> expected = new TreeMap<>();
    play.expected().forEach((topic, values) -> expected.put(topic, values.stream().map(Judge::withoutRef).toList()));

    List<String> differences = new ArrayList<>();
    expected.forEach((topic, values) -> {
      List<JsonNode> there = found.getOrDefault(topic, List.of());
      if (!there.equals(values)) {
        differences.add(topic + ": expected " + values + ", found " + there);
      }
    });
    found.forEach((topic, values) -> {
      if (!expected.containsKey(topic)) {
        differences.add(topic + ": expected nothing, found " + values);
      }
    });
    return differences;
  }

  /** Timers have a key of their own, which names the thread. */
  private static String threadOf(Ledger.Entry entry) {
    return entry.topic().equals(WorkflowTopic.SCHEDULER.defaultName())
        ? SchedulerKey.parse(entry.key()).map(SchedulerKey::threadId).orElse(entry.key())
        : entry.key();
  }

  private static JsonNode withoutRef(String value) {
    JsonNode node = ResumeJson.read(value);
    if (node instanceof ObjectNode object) {
      object.remove("ref");
    }
    return node;
  }
}

package io.kafkaworkflow.engine.command.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.command.doctor.Finding.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each check finds its own fault, says where, and is silent about the others. */
class ChecksTest {
  private static final long GIB = 1L << 30;

  @Test
  void whereAllIsWellNothingIsFound() {
    assertThat(found(Installations.healthy())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "workflow.step.halt.aftr.ms, 1, settings-known, WARNING",
    "session.timeout.ms, 5000, session-timeout, ERROR",
    "main.consumer.session.timeout.ms, 2000000, session-timeout, ERROR",
    "consumer.heartbeat.interval.ms, 2500, session-timeout, WARNING",
    "workflow.step.halt.after.ms, 4000, step-limits, ERROR",
    "workflow.bundle.wait.ms, 5000, step-limits, ERROR",
    "max.poll.interval.ms, 8000, poll-intervals, ERROR",
    "poll.ms, 60, poll-intervals, WARNING",
    "workflow.output.record.bytes.max, 1048000, message-sizes, ERROR",
    "workflow.mailbox.bytes.max, 200000, message-sizes, ERROR",
    "workflow.bundle.chunk.bytes, 1048588, message-sizes, ERROR",
    "max.request.size, 1000000, message-sizes, ERROR",
    "num.standby.replicas, 0, standbys, WARNING",
    "num.standby.replicas, 2, standbys, NOTE",
    "workflow.completion.retention.ms, 700000000, topics-retention, WARNING",
    "group.protocol, streams, broker-features, ERROR"})
  void aSettingThatDoesNotFitIsFound(String name, String value, String check, Level level) {
    Map<String, Level> found = levels(Installations.healthy().set(name, value).on(machine(4 * GIB)));
    assertThat(found).as(name).containsEntry(check, level);
    found.remove(check);
    assertThat(found).isEmpty();
  }

  @Test
  void anAddressThatOthersReachNeedsTokensTlsAndAName() {
    assertThat(findings(Installations.healthy().set("workflow.http.listen", "0.0.0.0:8080"), "http-reach")).extracting(Finding::level)
        .containsExactly(Level.ERROR, Level.WARNING, Level.WARNING);
    assertThat(found(Installations.healthy().set("workflow.http.listen", "0.0.0.0:8080").set("workflow.http.tokens.file", "t")
        .set("workflow.http.tls.keystore.file", "k").set("application.server", "e1:8080"))).isEmpty();
    assertThat(found(Installations.healthy().set("workflow.http.listen", "8080"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "workflow-resume, cleanup.policy, compact, topics-cleanup, ERROR",
    "workflow-scheduler, cleanup.policy, 'compact,delete', topics-cleanup, ERROR",
    "workflow-bundles, cleanup.policy, delete, topics-cleanup, ERROR",
    "workflow-dead-letter, retention.ms, 3600000, topics-retention, WARNING",
    "workflow-result, retention.ms, 3600000, topics-retention, WARNING",
    "workflow-events, min.insync.replicas, 4, topics-replication, ERROR",
    "orders, min.insync.replicas, 3, topics-replication, WARNING",
    "orders, max.message.bytes, 500000, message-sizes, ERROR",
    "workflow-dead-letter, max.message.bytes, 1048588, message-sizes, WARNING",
    "kafka-workflow-workflow-threads-changelog, max.message.bytes, 1000500, message-sizes, ERROR"})
  void aTopicThatDoesNotFitIsFound(String topic, String setting, String value, String check, Level level) {
    Map<String, String> config = new HashMap<>(Map.of("cleanup.policy", topic.equals("workflow-bundles") ? "compact" : "delete",
        "max.message.bytes", topic.equals("workflow-dead-letter") ? "2097152" : "1048588", "min.insync.replicas", "2", "retention.ms", "604800000"));
    config.put(setting, value);
    Installations seeded = Installations.healthy().topic(topic, 4, 3, config);
    assertThat(levels(seeded)).containsExactly(Map.entry(check, level));
    assertThat(findings(seeded, check)).singleElement().satisfies(finding -> {
      assertThat(finding.where()).contains(topic);
      assertThat(finding.what()).isNotBlank();
      assertThat(finding.then()).isNotBlank();
      assertThat(finding.help()).contains("kafka-configs.sh", topic);
    });
  }

  @Test
  void otherPartitionsThanTheChangelogsAreFound() {
    assertThat(findings(Installations.healthy().topic("workflow-resume", 6, 3, Map.of()), "topics-partitions")).isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.what()).contains("expected 4 partitions", "found 6"));
  }

  @Test
  void moreStreamThreadsThanPartitionsAreFound() {
    assertThat(levels(Installations.healthy().set("num.stream.threads", "5").members(10).on(machine(4 * GIB)))).containsExactly(Map.entry("topics-partitions", Level.WARNING));
  }

  @Test
  void oneReplicaOnThreeBrokersIsFound() {
    assertThat(levels(Installations.healthy().topic("orders", 4, 1, Map.of("min.insync.replicas", "1", "max.message.bytes", "1048588"))))
        .containsExactly(Map.entry("topics-replication", Level.WARNING));
  }

  @Test
  void topicsThatAreNotThereAreNamedAtOnce() {
    assertThat(findings(Installations.healthy().without("orders").without("workflow-error"), "topics-exist")).singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains("orders", "workflow-error").doesNotContain("workflow-resume"));
  }

  @ParameterizedTest
  @CsvSource({"auto.create.topics.enable, true, broker-topic-creation", "transaction.state.log.min.isr, 4, topics-replication",
    "transaction.max.timeout.ms, 4000, transaction-timeout", "group.min.session.timeout.ms, 10000, session-timeout"})
  void aBrokerThatDoesNotFitIsFound(String name, String value, String check) {
    assertThat(found(Installations.healthy().broker(name, value))).containsExactly(check);
  }

  @Test
  void theBrokersLimitCountsForChangelogsThatAreYetToBeMade() {
    Installations small = Installations.healthy().broker("message.max.bytes", "900000");
    assertThat(found(small)).isEmpty();
    assertThat(found(small.without("kafka-workflow-workflow-threads-changelog"))).containsExactly("message-sizes");
    assertThat(found(small.set("topic.max.message.bytes", "2000000"))).isEmpty();
  }

  @Test
  void featuresOfOldBrokersAreFound() {
    assertThat(levels(Installations.healthy().feature("transaction.version", 0))).containsExactly(Map.entry("broker-features", Level.WARNING));
    assertThat(found(Installations.healthy().set("group.protocol", "streams").feature("streams.version", 1))).isEmpty();
  }

  @Test
  void rightsThatAreMissingAreFound() {
    assertThat(findings(Installations.healthy().rights(List.of("WRITE on topic orders"), List.of()), "rights")).singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains("WRITE on topic orders"));
    assertThat(levels(Installations.healthy().rights(List.of(), List.of("READ on topic workflow-events")))).containsExactly(Map.entry("http-rights", Level.WARNING));
    assertThat(levels(Installations.healthy().refusing("TopicAuthorizationException"))).containsExactly(Map.entry("rights", Level.ERROR));
  }

  @Test
  void aMachineThatDoesNotFitIsFound() {
    Machine weak = new Machine(OptionalLong.of(1024), 100L << 20, List.of(new Machine.SecretFile("tokens file", Path.of("tokens"))), "/tmp/state",
        Optional.empty(), true, Optional.of(Finding.error("no such file", "workflow.http.tokens.file", "", "")));
    assertThat(found(Installations.healthy().on(weak))).containsExactly("http-files", "java", "secrets-private", "state-dir");
    assertThat(findings(Installations.healthy().on(weak), "java")).hasSize(2);
    Machine readOnly = new Machine(OptionalLong.empty(), GIB, List.of(), "/state", Optional.of("this user may not write to /"), false, Optional.empty());
    assertThat(levels(Installations.healthy().on(readOnly))).containsExactly(Map.entry("state-dir", Level.ERROR));
  }

  @Test
  void oneEngineAloneIsNotWarnedOfStandbysThatItCannotHave() {
    assertThat(levels(Installations.healthy().members(1))).containsExactly(Map.entry("standbys", Level.NOTE));
    assertThat(found(Installations.healthy().members(0))).isEmpty();
  }

  @Test
  void whatMayNotBeSeenIsSkippedAndSaysWhichRightIsMissing() {
    Installation facts = Installations.healthy().blind().facts();
    List<Finding> all = Checks.ALL.stream().flatMap(check -> check.judge().apply(facts).stream()).toList();
    assertThat(all).isNotEmpty().allSatisfy(finding -> {
      assertThat(finding.level()).isEqualTo(Level.SKIPPED);
      assertThat(finding.help()).contains("DESCRIBE_CONFIGS");
    });
  }

  @Test
  void withoutBrokersTheRestIsLookedAt() {
    Installation facts = Installations.healthy().set("workflow.step.halt.after.ms", "4000").facts(false);
    Map<String, Level> found = levels(facts);
    assertThat(found).containsEntry("brokers-reachable", Level.ERROR).containsEntry("step-limits", Level.ERROR).containsEntry("topics-exist", Level.SKIPPED);
  }

  @Test
  void theDocumentHasEveryCheckInOrder() throws IOException {
    String table = Checks.ALL.stream().map(check -> "| `" + check.name() + "` | " + check.asks() + " |\n").collect(Collectors.joining());
    assertThat(Files.readString(Path.of("..", "docs", "doctor.md"))).contains(table);
  }

  private static Machine machine(long heapBytes) {
    return new Machine(OptionalLong.of(16 * 1024), heapBytes, List.of(), "/var/lib/kw", Optional.empty(), false, Optional.empty());
  }

  private static List<String> found(Installations seeded) {
    return List.copyOf(levels(seeded).keySet());
  }

  private static List<Finding> findings(Installations seeded, String name) {
    return Checks.ALL.stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow().judge().apply(seeded.facts());
  }

  private static Map<String, Level> levels(Installations seeded) {
    return levels(seeded.facts());
  }

  /** Names of the checks that found something, with the worst of it. */
  private static Map<String, Level> levels(Installation facts) {
    Map<String, Level> found = new TreeMap<>();
    for (Check check : Checks.ALL) {
      check.judge().apply(facts).forEach(finding -> found.merge(check.name(), finding.level(), (a, b) -> a.compareTo(b) > 0 ? a : b));
    }
    return found;
  }
}

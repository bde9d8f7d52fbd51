package io.kafkaworkflow.engine.command.doctor;

import io.kafkaworkflow.engine.config.BundleSettings;
import io.kafkaworkflow.engine.config.EngineConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Times that only make sense together: the engine's, its clients', the brokers'. All are milliseconds. */
final class TimeoutChecks {
  private static final long TRANSACTION_DEFAULT = 10_000;
  private static final long POLL_DEFAULT = 300_000;
  private static final long SESSION_DEFAULT = 45_000;
  private static final long HEARTBEAT_DEFAULT = 3_000;

  static final List<Check> ALL = List.of(
      Check.ofCluster("transaction-timeout", "the brokers allow the engine's transactions their time", TimeoutChecks::transaction),
      new Check("step-limits", "a step that is stopped, or waits for its bundle, is over before its transaction is", TimeoutChecks::steps),
      Check.ofCluster("session-timeout", "the brokers accept the time after which a silent engine counts as dead", TimeoutChecks::session),
      new Check("poll-intervals", "an engine that works is not taken for dead, and commits when it should", TimeoutChecks::poll));

  private static List<Finding> transaction(Installation facts, Cluster cluster) {
    OptionalLong max = cluster.smallest("transaction.max.timeout.ms");
    if (max.isEmpty()) {
      return List.of(BrokerChecks.noBrokerConfig("transaction.max.timeout.ms"));
    }
    long wanted = transactionTimeout(facts);
    return wanted <= max.getAsLong() ? List.of()
        : List.of(Finding.error("expected at most " + max.getAsLong() + ", which the brokers allow (`transaction.max.timeout.ms`), but found " + wanted,
            "setting `transaction.timeout.ms`", "the engine stops at its start", "lower it: 5000 is the engine's default; a dead instance holds up readers for so long"));
  }

  private static List<Finding> steps(Installation facts) {
    List<Finding> findings = new ArrayList<>();
    long transaction = transactionTimeout(facts);
    long stopped = facts.config().limits().stepTimeMsMax() + facts.config().stepHaltAfterMs();
    if (stopped >= transaction) {
      findings.add(Finding.error("a step may run for " + stopped + " ms, but its transaction ends after " + transaction + " ms (`transaction.timeout.ms`)",
          "settings `" + EngineConfig.STEP_TIME_LIMIT + "` and `" + EngineConfig.STEP_HALT_AFTER + "` together",
          "a step that cannot be interrupted is fenced and tried again before it is noted, and its partition does not move", "lower one of them, or raise the transaction's"));
    }
    if (facts.config().bundles().waitMs() >= transaction) {
      findings.add(Finding.error("a bundle is waited for for " + facts.config().bundles().waitMs() + " ms, but the transaction ends after " + transaction
          + " ms (`transaction.timeout.ms`)", "setting `" + BundleSettings.WAIT + "`", "an engine that waits for a lost bundle is fenced, instead of parking the thread",
          "lower it: 2000 is the default"));
    }
    return findings;
  }

  private static List<Finding> session(Installation facts, Cluster cluster) {
    if (facts.hasStreamsProtocol()) {
      return List.of(); // the brokers decide: group.streams.session.timeout.ms
    }
    OptionalLong min = cluster.largest("group.min.session.timeout.ms");
    OptionalLong max = cluster.smallest("group.max.session.timeout.ms");
    if (min.isEmpty() || max.isEmpty()) {
      return List.of(BrokerChecks.noBrokerConfig("group.min.session.timeout.ms"));
    }
    List<Finding> findings = new ArrayList<>();
    long session = consumerNumber(facts, "session.timeout.ms", SESSION_DEFAULT);
    if (session < min.getAsLong() || session > max.getAsLong()) {
      findings.add(Finding.error("expected " + min.getAsLong() + " to " + max.getAsLong() + ", which the brokers allow (`group.min.session.timeout.ms`, `group.max...`), but found "
          + session, "setting `session.timeout.ms`", "the brokers refuse the engine as a member of its group, and it stops", "put it between these, or change the brokers'"));
    }
    long heartbeat = consumerNumber(facts, "heartbeat.interval.ms", HEARTBEAT_DEFAULT);
    if (heartbeat * 3 > session) {
      findings.add(Finding.warning("expected at most a third of `session.timeout.ms` (" + session + "), but found " + heartbeat, "setting `heartbeat.interval.ms`",
          "a heartbeat or two that come late are enough to take an engine for dead", "lower it"));
    }
    return findings;
  }

  private static List<Finding> poll(Installation facts) {
    List<Finding> findings = new ArrayList<>();
    long interval = consumerNumber(facts, "max.poll.interval.ms", POLL_DEFAULT);
    long busy = Math.max(facts.config().limits().stepTimeMsMax() + facts.config().stepHaltAfterMs(), facts.config().bundles().waitMs()) + transactionTimeout(facts);
    if (interval <= busy) {
      findings.add(Finding.error("expected more than " + busy + ", the longest step and its commit, but found " + interval, "setting `max.poll.interval.ms`",
          "an engine that works on long steps leaves its group: its threads move to and fro", "raise it: 300000 is Kafka's default"));
    }
    long commit = facts.number("commit.interval.ms", 100);
    long poll = facts.number("poll.ms", 100);
    if (poll > commit) {
      findings.add(Finding.warning("expected at most `commit.interval.ms` (" + commit + "), but found " + poll, "setting `poll.ms`",
          "a step that ended just after a commit stays open for as long", "lower it: 5 is the engine's default"));
    }
    return findings;
  }

  private static long transactionTimeout(Installation facts) {
    return facts.clientNumber("transaction.timeout.ms", TRANSACTION_DEFAULT, "producer.");
  }

  /** The main consumer's: {@code main.consumer.} wins over {@code consumer.}, as in Kafka Streams. */
  private static long consumerNumber(Installation facts, String name, long orElse) {
    return facts.clientNumber(name, orElse, "main.consumer.", "consumer.");
  }

  private TimeoutChecks() {}
}

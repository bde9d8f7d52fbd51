package io.kafkaworkflow.engine.command.doctor;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One question about an installation.
 *
 * @param name for people and programs; stays as it is from version to version
 * @param asks what must be so, for the documentation
 * @param judge pure: the answer depends on the facts alone. Nothing found: all is well
 */
record Check(String name, String asks, Function<Installation, List<Finding>> judge) {

  /** A check of what the brokers said; skipped when they were not reached. */
  static Check ofCluster(String name, String asks, BiFunction<Installation, Cluster, List<Finding>> judge) {
    return new Check(name, asks, facts -> facts.cluster().map(cluster -> judge.apply(facts, cluster))
        .orElseGet(() -> List.of(Finding.skipped("the brokers were not reached", "the cluster", "see brokers-reachable"))));
  }
}

package io.kafkaworkflow.chaos.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a run is made of.
 *
 * @param duration of the attack: threads are started and faults happen that long
 * @param threads top-level threads to start, spread over the duration
 * @param retention how long engines remember ended threads
 * @param faults words; only faults whose name has one of them; empty: all
 * @param directory for settings, data, logs and the report
 * @param commit of the project, for the report
 * @param isCompose whether containers are attacked
 */
public record RunOptions(
    long seed, Duration duration, int threads, Duration retention, List<String> faults, Path directory, String commit, boolean isCompose) {

  boolean isWanted(String faultName) {
    return faults.isEmpty() || faults.stream().anyMatch(faultName::contains);
  }

  /** The command that does the same again. */
  String command() {
    return "./chaos-tests/run --seed " + seed + " --duration " + duration.toSeconds() + "s --threads " + threads
        + " --retention " + retention.toSeconds() + "s" + (isCompose ? " --compose" : "") + (faults.isEmpty() ? "" : " --faults " + String.join(",", faults));
  }
}

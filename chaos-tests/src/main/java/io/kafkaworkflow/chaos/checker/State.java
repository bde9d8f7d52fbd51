package io.kafkaworkflow.chaos.checker;

import io.kafkaworkflow.chaos.model.Expectations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * State and changelogs are bounded: when all is over and the completion records have expired, the stores hold the parked threads and nothing else,
 * and what was written to the changelogs is proportional to the records that were applied.
 *
 * <p>{@code state-left-behind}: more or fewer keys than parked threads. {@code changelog-grows}: more records than {@value #WRITES_PER_RECORD_MAX} for each
 * record on {@code workflow-resume} (or, for the scheduler, on {@code workflow-scheduler}).
 */
public final class State {
  /** A step writes its thread, the end of a thread its index entry, and both are deleted later; a transaction's marker counts as a record too. */
  static final long WRITES_PER_RECORD_MAX = 6;

  private static final String THREADS = "workflow-threads-changelog";

  private State() {}

  public static String promise() {
    return "stores hold the parked threads and nothing else, and changelogs grow with the records, not faster";
  }

  /** Whether the stores hold what they should; before that, completion records may still have to expire. */
  public static boolean isSettled(Collection<Store> stores, Expectations expected) {
    return stores.stream().allMatch(store -> store.keys() == wanted(store, expected));
  }

  /** @param records on the topics that engine and scheduler read */
  public static List<Anomaly> check(Collection<Store> stores, Expectations expected, long records) {
    List<Anomaly> anomalies = new ArrayList<>();
    if (stores.stream().noneMatch(store -> store.name().endsWith(THREADS))) {
      anomalies.add(new Anomaly("state-left-behind", "", "no changelog ends with " + THREADS + ": nothing could be compared"));
    }
    for (Store store : stores) {
      if (store.keys() != wanted(store, expected)) {
        anomalies.add(new Anomaly("state-left-behind", "", store.name() + ": expected " + wanted(store, expected) + " keys, found " + store.keys()));
      }
      if (store.written() > WRITES_PER_RECORD_MAX * records) {
        anomalies.add(new Anomaly("changelog-grows", "", store.name() + ": " + store.written() + " records for " + records + " applied ones"));
      }
    }
    return anomalies;
  }

  private static long wanted(Store store, Expectations expected) {
    return store.name().endsWith(THREADS) ? expected.parked() : 0;
  }
}

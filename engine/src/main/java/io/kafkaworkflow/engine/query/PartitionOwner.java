package io.kafkaworkflow.engine.query;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds an engine that answers for a partition: the one that moves its threads, or with {@link Ask#isStale} one with a copy. While partitions move, asks again for
 * a while, so that a restart of one engine costs callers of the others a moment and no error.
 */
final class PartitionOwner {
  /** Longer than an orderly stop takes to hand over; a killed engine is noticed only after its session timeout. */
  static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(4);
  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(50);

  /** Asks this engine's own stores. */
  interface Here<T> {
    /** @param isStale whether a copy will do */
    T ask(boolean isStale);
  }

  /** Asks another engine. */
  interface There<T> {
    /** @param isStale as for {@link Here} */
    T ask(EngineAddress engine, boolean isStale);
  }

  private record Candidate(EngineAddress engine, boolean isStale) {}

  private final StoredThreads stores;
  private final long patienceNs;

  /** @param patienceNs how long to look for an engine that answers */
  PartitionOwner(StoredThreads stores, long patienceNs) {
    this.stores = stores;
    this.patienceNs = patienceNs;
  }

  /** @throws UnreachableException nobody answered in time; for a question to this engine alone, that it does not have the partition */
  <T> T answer(int partition, Ask ask, Here<T> here, There<T> there) {
    if (ask.isHereOnly()) {
      return here(here, ask.isStale());
    }
    long begunNs = System.nanoTime();
    while (true) {
      String why = "no engine is known to have it";
      for (Candidate one : candidates(partition, ask)) {
        try {
          return one.engine.equals(stores.self()) ? here(here, one.isStale) : there.ask(one.engine, one.isStale);
        } catch (UnreachableException e) {
          why = one.engine + ": " + e.getMessage();
        }
      }
      if (System.nanoTime() - begunNs > patienceNs) {
        throw new UnreachableException("partition " + partition + ": " + why);
      }
      LockSupport.parkNanos(PAUSE_NS);
    }
  }

  private static <T> T here(Here<T> here, boolean isStale) {
    try {
      return here.ask(isStale);
    } catch (NotHereException e) {
      throw new UnreachableException(String.valueOf(e.getMessage()));
    }
  }

  /** The present before copies; that of an engine which is still building its own comes last. Nobody when this engine does not know, because it is starting or stopping. */
  private List<Candidate> candidates(int partition, Ask ask) {
    List<Candidate> candidates = new ArrayList<>();
    Owners owners;
    try {
      owners = stores.owners(partition);
    } catch (NotHereException e) {
      return candidates;
    }
    owners.active().ifPresent(engine -> candidates.add(new Candidate(engine, false)));
    if (ask.isStale()) {
      owners.standbys().forEach(engine -> candidates.add(new Candidate(engine, true)));
      owners.active().ifPresent(engine -> candidates.add(new Candidate(engine, true)));
    }
    return candidates;
  }
}

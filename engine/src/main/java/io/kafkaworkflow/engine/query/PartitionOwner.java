package io.kafkaworkflow.engine.query;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Finds an engine that answers for a partition: the one that moves its threads, or with {@link Ask#isStale} one with a copy. While partitions move, asks again for
 * a while, so that a restart of one engine costs callers of the others a moment and no error.
 */
final class PartitionOwner {
  /** Longer than an orderly stop takes to hand over; a killed engine is noticed only after its session timeout. */
  static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(4);
  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(50);

  private final StoredThreads stores;
  private final long patienceNs;

  /** @param patienceNs how long to look for an engine that answers */
  PartitionOwner(StoredThreads stores, long patienceNs) {
    this.stores = stores;
    this.patienceNs = patienceNs;
  }

  /**
   * @param here asks this engine's own stores
   * @param there asks another engine
   * @throws UnreachableException nobody answered in time; for a question to this engine alone, that it does not have the partition
   */
  <T> T answer(int partition, Ask ask, Supplier<T> here, Function<EngineAddress, T> there) {
    if (ask.isHereOnly()) {
      return here(here);
    }
    long begunNs = System.nanoTime();
    while (true) {
      String why = "no engine is known to have it";
      for (EngineAddress engine : candidates(stores.owners(partition), ask)) {
        try {
          return engine.equals(stores.self()) ? here(here) : there.apply(engine);
        } catch (UnreachableException e) {
          why = engine + ": " + e.getMessage();
        }
      }
      if (System.nanoTime() - begunNs > patienceNs) {
        throw new UnreachableException("partition " + partition + ": " + why);
      }
      LockSupport.parkNanos(PAUSE_NS);
    }
  }

  private static <T> T here(Supplier<T> here) {
    try {
      return here.get();
    } catch (NotHereException e) {
      throw new UnreachableException(String.valueOf(e.getMessage()));
    }
  }

  private static List<EngineAddress> candidates(Owners owners, Ask ask) {
    List<EngineAddress> candidates = new ArrayList<>();
    owners.active().ifPresent(candidates::add);
    if (ask.isStale()) {
      candidates.addAll(owners.standbys());
    }
    return candidates;
  }
}

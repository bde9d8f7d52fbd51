package io.kafkaworkflow.engine.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Threads of all engines, one by its id or many by what their headers say. Asks the engine that has a partition, itself included. Memory is bounded by a page, time by
 * what a page may look at: a search for something rare gives empty pages with a cursor to go on from.
 *
 * <p>Pages follow one order, so going through all of them shows every thread that is there from the first to the last page exactly once. Threads that
 * start or end in the meantime may be shown or not. Safe for use by several threads.
 */
public final class ThreadSearch {
  public static final int LIMIT_MAX = 1_000;
  /** Stored threads that one question to one partition looks at. */
  static final int EXAMINED_MAX = 20_000;
  /** Of JSON; a page ends behind the thread that goes beyond. */
  static final int PAGE_BYTES_MAX = 1 << 20;
  /** After this, a page ends where it is, between two partitions. */
  private static final long PAGE_NS_MAX = TimeUnit.SECONDS.toNanos(3);
  /** Of this many threads the clock is looked at once. */
  private static final int CLOCK_EVERY = 256;
  private static final long PARTITION_NS_MAX = TimeUnit.SECONDS.toNanos(1);

  private final StoredThreads stores;
  private final OtherEngines others;
  private final Partitions partitions;
  private final Function<String, Optional<String>> bundleNames;
  private final PartitionOwner owner;

  /** @param bundleNames name of a bundle by its id; empty when it is not known */
  public ThreadSearch(StoredThreads stores, OtherEngines others, Partitions partitions, Function<String, Optional<String>> bundleNames) {
    this(stores, others, partitions, bundleNames, PartitionOwner.PATIENCE_NS);
  }

  ThreadSearch(StoredThreads stores, OtherEngines others, Partitions partitions, Function<String, Optional<String>> bundleNames, long patienceNs) {
    this.stores = stores;
    this.others = others;
    this.partitions = partitions;
    this.bundleNames = bundleNames;
    this.owner = new PartitionOwner(stores, patienceNs);
  }

  /**
   * JSON of one thread, with the refs that it waits for; empty when there is none of that id.
   *
   * @throws UnreachableException nobody who has it answers
   */
  public Optional<byte[]> describe(String threadId, Ask ask) {
    int partition = partitions.of(threadId);
    return owner.answer(partition, ask, isStale -> view(partition, threadId, isStale).map(view -> ThreadJson.of(view, true, bundleNames)),
        (engine, isStale) -> others.describe(engine, threadId, ask.with(isStale)));
  }

  /**
   * The next page.
   *
   * @param limit 1 to {@link #LIMIT_MAX}
   * @param ask with {@link Ask#isHereOnly}, the cursor's partition alone is looked at
   * @throws UnreachableException nobody who has a partition answers; ask again with the same cursor
   */
  public Page list(ThreadFilter filter, Cursor from, int limit, Ask ask) {
    int count = ask.isHereOnly() ? from.partition() + 1 : partitions.count().getAsInt();
    long begunNs = System.nanoTime();
    List<byte[]> items = new ArrayList<>();
    Cursor next = from;
    while (next.partition() < count) {
      Cursor at = next;
      int wanted = limit - items.size();
      Page page = owner.answer(at.partition(), ask, isStale -> here(filter, at, wanted, isStale),
          (engine, isStale) -> others.list(engine, filter, at, wanted, ask.with(isStale)));
      items.addAll(page.items());
      next = page.next().orElse(new Cursor(at.partition() + 1, null));
      if (items.size() >= limit || Page.bytes(items) >= PAGE_BYTES_MAX || page.next().isPresent() || System.nanoTime() - begunNs > PAGE_NS_MAX) {
        break;
      }
    }
    return new Page(items, next.partition() < count ? Optional.of(next) : Optional.empty());
  }

  private Page here(ThreadFilter filter, Cursor from, int limit, boolean isStale) {
    int partition = from.partition();
    Scan scan = new Scan(partition, filter, limit, isStale);
    boolean isEnd = filter.isOfParkedAlone() ? scan.parkedThreads(from.after()) : scan.threads(from.after());
    return new Page(scan.items, isEnd || scan.last == null ? Optional.empty() : Optional.of(new Cursor(partition, scan.last)));
  }

  private Optional<ThreadView> view(int partition, String threadId, boolean isStale) {
    byte[] stored = stores.thread(partition, threadId, isStale);
    return stored == null ? Optional.empty() : Optional.of(ThreadView.of(threadId, partition, stored, stores.parked(partition, threadId, isStale)));
  }

  /** Takes what fits until the page, or what may be looked at, is full. One for each question. */
  private final class Scan {
    private final int partition;
    private final ThreadFilter filter;
    private final int limit;
    private final boolean isStale;
    private final long begunNs = System.nanoTime();
    private final List<byte[]> items = new ArrayList<>();
    private @Nullable String last;
    private int examined;
    private int bytes;

    Scan(int partition, ThreadFilter filter, int limit, boolean isStale) {
      this.partition = partition;
      this.filter = filter;
      this.limit = limit;
      this.isStale = isStale;
    }

    /** Whether the end was reached. */
    boolean threads(@Nullable String after) {
      boolean areAnyParked = areAnyParked();
      return stores.threads(partition, after, isStale, (threadId, stored) -> {
        take(ThreadView.of(threadId, partition, stored, areAnyParked ? stores.parked(partition, threadId, isStale) : null));
        return goesOn(threadId);
      });
    }

    /** As {@link #threads}, by the store of parked threads alone. */
    boolean parkedThreads(@Nullable String after) {
      return stores.parkedThreads(partition, after, isStale, (threadId, json) -> {
        byte[] stored = stores.thread(partition, threadId, isStale);
        if (stored != null) {
          take(ThreadView.of(threadId, partition, stored, json));
        }
        return goesOn(threadId);
      });
    }

    /** There hardly ever are: one question spares one for each thread. */
    private boolean areAnyParked() {
      AtomicBoolean isParked = new AtomicBoolean();
      stores.parkedThreads(partition, null, isStale, (id, json) -> {
        isParked.set(true);
        return false;
      });
      return isParked.get();
    }

    private void take(ThreadView view) {
      if (filter.fits(view, bundleNames)) {
        byte[] json = ThreadJson.of(view, false, bundleNames);
        items.add(json);
        bytes += json.length;
      }
    }

    private boolean goesOn(String threadId) {
      last = threadId;
      examined++;
      boolean isLate = examined % CLOCK_EVERY == 0 && System.nanoTime() - begunNs > PARTITION_NS_MAX;
      return items.size() < limit && bytes < PAGE_BYTES_MAX && examined < EXAMINED_MAX && !isLate;
    }
  }
}

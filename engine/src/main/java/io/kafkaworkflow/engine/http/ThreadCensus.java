package io.kafkaworkflow.engine.http;

import io.kafkaworkflow.engine.query.EngineAddress;
import io.kafkaworkflow.engine.query.NotHereException;
import io.kafkaworkflow.engine.query.Partitions;
import io.kafkaworkflow.engine.query.StoredThreads;
import io.kafkaworkflow.engine.query.ThreadState;
import io.kafkaworkflow.engine.query.UnreachableException;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.MalformedContinuationException;
import io.kafkaworkflow.http.DaemonThreads;
import io.kafkaworkflow.http.Gauge;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many threads this engine has, by state, counted by going through them. Counting while threads move would cost every start and end a write, or every
 * rebalance a look at all of them before the first record; this costs nobody but itself: one thread, at most a twentieth of the time.
 */
final class ThreadCensus implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ThreadCensus.class);
  private static final long INTERVAL_MS_MIN = 15_000;
  private static final int SHARE = 20;

  private final StoredThreads stores;
  private final Partitions partitions;
  private final Thread thread = DaemonThreads.named("thread-census").newThread(this::run);
  private volatile Map<ThreadState, Long> counts = Map.of();

  ThreadCensus(StoredThreads stores, Partitions partitions) {
    this.stores = stores;
    this.partitions = partitions;
    thread.setPriority(Thread.MIN_PRIORITY);
  }

  void start() {
    thread.start();
  }

  /** One for each state that a thread is stored with; not a number until the first count. Parked threads wait: Kafka Streams' metrics count them. */
  List<Gauge> gauges() {
    List<Gauge> gauges = new ArrayList<>();
    for (ThreadState state : ThreadState.values()) {
      if (state != ThreadState.PARKED) {
        gauges.add(new Gauge("workflow.threads", "threads of this engine by state, when they were last counted; ended ones until they are forgotten",
            "status", state.text(), () -> counts.isEmpty() ? Double.NaN : counts.getOrDefault(state, 0L)));
      }
    }
    return gauges;
  }

  private void run() {
    try {
      while (true) {
        long begunNanos = System.nanoTime();
        try {
          counts = count();
        } catch (NotHereException | UnreachableException e) {
          log.debug("threads are counted next time: {}", e.toString());
        } catch (RuntimeException e) {
          log.warn("threads could not be counted; the numbers in the metrics stay as they were", e);
        }
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos);
        TimeUnit.MILLISECONDS.sleep(Math.max(INTERVAL_MS_MIN, tookMs * SHARE));
      }
    } catch (InterruptedException e) {
      log.debug("no more counting");
    }
  }

  private Map<ThreadState, Long> count() {
    Map<ThreadState, Long> found = new EnumMap<>(ThreadState.class);
    found.put(ThreadState.WAITING, 0L);
    EngineAddress self = stores.self();
    for (int partition = 0; self != null && partition < partitions.count().getAsInt(); partition++) {
      if (stores.owners(partition).active().filter(self::equals).isPresent()) {
        stores.threads(partition, null, false, (id, stored) -> {
          found.merge(state(stored), 1L, Long::sum);
          return true;
        });
      }
    }
    return found;
  }

  private static ThreadState state(byte[] stored) {
    try {
      return ThreadState.of(ContinuationHeader.read(stored).status());
    } catch (MalformedContinuationException e) {
      return ThreadState.UNREADABLE;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}

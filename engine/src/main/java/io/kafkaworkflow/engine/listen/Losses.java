package io.kafkaworkflow.engine.listen;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what one listener missed or broke, and says so in the log once a minute at most. Safe for several threads. */
final class Losses {
  private static final Logger log = LoggerFactory.getLogger(Losses.class);
  private static final long LOG_EVERY_NS = 60_000_000_000L;

  /** Why. The text is the {@code reason} of the metric. */
  enum Why {
    /** It was told faster than it listens. */
    DROPPED("dropped", "was told faster than it listens: it missed the calls of a step (workflow.listeners.queue.bytes.max)"),
    /** The start of a thread did not wait for it any longer. */
    LATE("late", "took too long at the start of a thread, which started without its context entries (workflow.listeners.start.time.limit.ms)"),
    /** It threw. */
    FAILED("failed", "threw; the thread is not touched by it");

    private final String text;
    private final String says;

    Why(String text, String says) {
      this.text = text;
      this.says = says;
    }
  }

  private final String listener;
  private final LongSupplier clockNs;
  private final AtomicLong[] untaken = {new AtomicLong(), new AtomicLong(), new AtomicLong()};
  private final AtomicLong unlogged = new AtomicLong();
  private final AtomicLong nextLogNs;

  /** @param clockNs as {@link System#nanoTime} */
  Losses(String listener, LongSupplier clockNs) {
    this.listener = listener;
    this.clockNs = clockNs;
    this.nextLogNs = new AtomicLong(clockNs.getAsLong());
  }

  void add(Why why, @Nullable Throwable error) {
    untaken[why.ordinal()].incrementAndGet();
    unlogged.incrementAndGet();
    long now = clockNs.getAsLong();
    long next = nextLogNs.get();
    if (now - next >= 0 && nextLogNs.compareAndSet(next, now + LOG_EVERY_NS)) {
      long count = unlogged.getAndSet(0);
      log.warn("listener {} {}{}", listener, why.says, count > 1 ? "; " + count + " losses since it was last said" : "", error);
    }
  }

  /** Gives what was counted since the last call, by reason. */
  void take(ObjLongConsumer<String> counter) {
    for (Why why : Why.values()) {
      AtomicLong count = untaken[why.ordinal()];
      if (count.get() > 0) {
        counter.accept(why.text, count.getAndSet(0));
      }
    }
  }
}

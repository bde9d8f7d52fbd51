package io.kafkaworkflow.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks engines one call after the other, in any order, while something happens to their group. Each answer is the one that it has to be, to the byte, or 503 with
 * {@code Retry-After}: never another, never half of it.
 */
final class Asking {
  private static final int ASKERS = 2;
  private static final Duration AFTER_CUT_OFF = Duration.ofMillis(50);
  private static final long SEED = Long.getLong("it.http.seed", 20261121L);

  /**
   * What one asker saw.
   *
   * @param refused calls that were answered 503
   * @param cutOff calls without an answer, of an engine that may go
   * @param longestNs the longest time between two answers of any kind but 503
   */
  private record Seen(int answered, int refused, int cutOff, long longestNs) {
    Seen and(Seen other) {
      return new Seen(answered + other.answered, refused + other.refused, cutOff + other.cutOff, Math.max(longestNs, other.longestNs));
    }
  }

  private final ReadCalls calls;
  private final Map<String, String> expected;

  /** @param expected answer of each of {@code calls} */
  Asking(ReadCalls calls, Map<String, String> expected) {
    this.calls = calls;
    this.expected = expected;
  }

  /**
   * Asks until {@code happening} is over.
   *
   * @param what happens, for the report
   * @param stays an engine that answers all the while
   * @param comesOrGoes one that may cut connections off; empty when nobody asks it
   * @return for people: how many calls were answered and refused, and the longest wait
   */
  String during(String what, Runnable happening, Web stays, Optional<Web> comesOrGoes) throws Exception {
    ExecutorService askers = Executors.newFixedThreadPool(2 * ASKERS);
    try {
      CompletableFuture<Void> over = CompletableFuture.runAsync(happening);
      List<Future<Seen>> asking = new ArrayList<>();
      for (int i = 0; i < ASKERS; i++) {
        Random random = new Random(SEED + i);
        asking.add(askers.submit(() -> ask(stays, false, over, random)));
        comesOrGoes.ifPresent(web -> asking.add(askers.submit(() -> ask(web, true, over, random))));
      }
      Seen all = new Seen(0, 0, 0, 0);
      for (Future<Seen> one : asking) {
        all = all.and(one.get());
      }
      over.get();
      assertThat(all.answered).isPositive();
      return String.format("%s: %d calls answered right, %d with 503, %d cut off; the longest wait for an answer %d ms", what, all.answered, all.refused, all.cutOff,
          Duration.ofNanos(all.longestNs).toMillis());
    } finally {
      askers.shutdownNow();
    }
  }

  private Seen ask(Web web, boolean mayGo, Future<?> over, Random random) {
    Seen seen = new Seen(0, 0, 0, 0);
    long lastNs = System.nanoTime();
    while (!over.isDone()) {
      String call = calls.all().get(random.nextInt(calls.all().size()));
      Optional<String> answer;
      try {
        answer = calls.answer(web, call);
      } catch (UncheckedIOException e) {
        if (!mayGo) {
          throw e;
        }
        seen = seen.and(new Seen(0, 0, 1, 0));
        LockSupport.parkNanos(AFTER_CUT_OFF.toNanos());
        continue;
      }
      if (answer.isEmpty()) {
        seen = seen.and(new Seen(0, 1, 0, 0));
      } else {
        assertThat(answer.get()).as("%s, of -Dit.http.seed=%d", call, SEED).isEqualTo(expected.get(call));
        seen = seen.and(new Seen(1, 0, 0, System.nanoTime() - lastNs));
        lastNs = System.nanoTime();
      }
    }
    return seen;
  }
}

package io.kafkaworkflow.engine.query;

import io.kafkaworkflow.engine.step.ContinuationHeader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which threads are looked for: all that fit everything that is given.
 *
 * @param states empty: any
 * @param bundle name of a bundle, or the beginning of its id
 * @param parkedReason code for which it is parked
 * @param labels value by name, each as the thread has it; empty: any
 * @param startedFrom epoch ms, inclusive; {@code startedTo} and {@code updatedTo} exclusive
 */
public record ThreadFilter(
    Set<ThreadState> states, Optional<String> bundle, Optional<String> parkedReason, Map<String, String> labels,
    long startedFrom, long startedTo, long updatedFrom, long updatedTo) {
  /** Fewer digits of an id are a name. */
  private static final int ID_DIGITS_MIN = 6;

  public static final ThreadFilter ALL =
      new ThreadFilter(Set.of(), Optional.empty(), Optional.empty(), Map.of(), Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);

  public ThreadFilter {
    states = Set.copyOf(states);
    labels = Map.copyOf(labels);
  }

  /** Whether only parked threads can fit: there is a store of them alone. */
  boolean isOfParkedAlone() {
    return parkedReason.isPresent() || states.equals(Set.of(ThreadState.PARKED));
  }

  /** @param bundleNames name of a bundle by its id; empty when it is not known */
  boolean fits(ThreadView thread, Function<String, Optional<String>> bundleNames) {
    if (!states.isEmpty() && !states.contains(thread.state())) {
      return false;
    }
    if (parkedReason.isPresent() && (thread.parked() == null || !thread.parked().reason().equals(parkedReason.get()))) {
      return false;
    }
    ContinuationHeader header = thread.header();
    if (header == null) {
      return bundle.isEmpty() && labels.isEmpty() && !isOfTime();
    }
    return isWithin(header.startedAtEpochMs(), startedFrom, startedTo) && isWithin(header.updatedAtEpochMs(), updatedFrom, updatedTo)
        && hasLabels(header) && bundle.map(wanted -> isBundle(header.bundleId().toString(), wanted, bundleNames)).orElse(true);
  }

  private boolean hasLabels(ContinuationHeader header) {
    return labels.isEmpty() || header.kept().labels().entrySet().containsAll(labels.entrySet());
  }

  private boolean isOfTime() {
    return startedFrom != Long.MIN_VALUE || startedTo != Long.MAX_VALUE || updatedFrom != Long.MIN_VALUE || updatedTo != Long.MAX_VALUE;
  }

  private static boolean isWithin(long time, long from, long to) {
    return time >= from && time < to;
  }

  private static boolean isBundle(String id, String wanted, Function<String, Optional<String>> names) {
    return wanted.length() >= ID_DIGITS_MIN && id.startsWith(wanted) || names.apply(id).filter(wanted::equals).isPresent();
  }
}

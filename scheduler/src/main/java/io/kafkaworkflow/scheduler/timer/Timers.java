package io.kafkaworkflow.scheduler.timer;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The armed timers of one partition, in two maps that always agree: timer key to due time, and the index by due time. A key has at
 * most one timer; a timer has exactly one index entry, and none once it is fired, cancelled or replaced.
 *
 * <p>The time of the earliest timer is kept in memory, so that asking for due timers while none is due reads no map, and so that a
 * search never walks over the remains of deleted entries.
 *
 * <p>One per stream task, used by its thread only. After a crash the maps are those of the last commit; a new instance over them goes
 * on from there.
 */
public final class Timers {

  private static final long NONE = Long.MAX_VALUE;

  private final SortedBytes dueTimes;
  private final SortedBytes byDueTime;

  /** No timer is due before it. A lower bound: cancelling the earliest timer leaves it too low until the next search. */
  private long earliestAtEpochMs;

  /**
   * @param dueTimes timer key to due time
   * @param byDueTime {@link DueKey} to attachment
   */
  public Timers(SortedBytes dueTimes, SortedBytes byDueTime) {
    this.dueTimes = dueTimes;
    this.byDueTime = byDueTime;
    try (SortedBytes.Cursor cursor = byDueTime.from(DueKey.lowestAt(0))) {
      this.earliestAtEpochMs = cursor.hasNext() ? DueKey.readTime(cursor.next().key()) : NONE;
    }
  }

  /**
   * Arms the timer of {@code key}; one that it has already is replaced.
   *
   * @param attachment handed back with the due timer; may be empty
   */
  public void arm(byte[] key, long dueAtEpochMs, byte[] attachment) {
    removeIndexEntry(key, dueTimes.get(key));
    dueTimes.put(key, DueKey.timeBytes(dueAtEpochMs));
    byDueTime.put(new DueKey(dueAtEpochMs, key).bytes(), attachment);
    earliestAtEpochMs = Math.min(earliestAtEpochMs, dueAtEpochMs);
  }

  /** Removes the timer of {@code key}; false when it has none: never armed, cancelled before, or fired. */
  public boolean cancel(byte[] key) {
    byte[] dueTime = dueTimes.get(key);
    removeIndexEntry(key, dueTime);
    if (dueTime == null) {
      return false;
    }
    dueTimes.delete(key);
    return true;
  }

  /**
   * Removes the timers that are due and hands them to {@code receiver}, earliest first, those of equal time in order of their keys.
   *
   * @param nowEpochMs a timer due at this very millisecond fires
   * @param max at most so many; the others stay, and {@link #nextWakeAtEpochMs} is not later than now
   * @return how many were fired
   */
  public int fireDue(long nowEpochMs, int max, Consumer<DueTimer> receiver) {
    if (nowEpochMs < earliestAtEpochMs) {
      return 0;
    }
    List<DueTimer> due = findDue(nowEpochMs, max);
    for (DueTimer timer : due) {
      byDueTime.delete(new DueKey(timer.dueAtEpochMs(), timer.key()).bytes());
      dueTimes.delete(timer.key());
      receiver.accept(timer);
    }
    return due.size();
  }

  /** When to call {@link #fireDue} next: not later than the earliest timer is due; empty when there is no timer. */
  public OptionalLong nextWakeAtEpochMs() {
    return earliestAtEpochMs == NONE ? OptionalLong.empty() : OptionalLong.of(earliestAtEpochMs);
  }

  /** Collects first and leaves the deleting to the caller: a map must not change under its cursor. */
  private List<DueTimer> findDue(long nowEpochMs, int max) {
    List<DueTimer> due = new ArrayList<>();
    try (SortedBytes.Cursor cursor = byDueTime.from(DueKey.lowestAt(earliestAtEpochMs))) {
      earliestAtEpochMs = NONE;
      while (cursor.hasNext()) {
        SortedBytes.Entry entry = cursor.next();
        DueKey key = DueKey.read(entry.key());
        if (key.dueAtEpochMs() > nowEpochMs || due.size() == max) {
          earliestAtEpochMs = key.dueAtEpochMs();
          break;
        }
        due.add(new DueTimer(key.timerKey(), key.dueAtEpochMs(), entry.value()));
      }
    }
    return due;
  }

  private void removeIndexEntry(byte[] key, byte @Nullable [] dueTime) {
    if (dueTime != null) {
      byDueTime.delete(new DueKey(DueKey.readTime(dueTime), key).bytes());
    }
  }
}

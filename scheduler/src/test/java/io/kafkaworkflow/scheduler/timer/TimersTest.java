package io.kafkaworkflow.scheduler.timer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimersTest {

  private static final byte[] NOTHING = {};

  private final SortedMapBytes dueTimes = new SortedMapBytes();
  private final SortedMapBytes byDueTime = new SortedMapBytes();
  private Timers timers = new Timers(dueTimes, byDueTime);

  @Test
  void aTimerFiresAtItsMillisecondAndNotBefore() {
    arm("a", 1_000);
    assertThat(fired(999)).isEmpty();
    assertThat(fired(1_000)).containsExactly("a@1000");
    assertThat(fired(5_000)).isEmpty();
  }

  @Test
  void timersFireInOrderOfTimeThenKey() {
    arm("b", 300);
    arm("c", 5);
    arm("a", 300);
    arm("d", 256);
    assertThat(fired(300)).containsExactly("c@5", "d@256", "a@300", "b@300");
  }

  @Test // 1-D11: the back index was never removed on fire
  void aFiredTimerLeavesNothingBehind() {
    arm("a", 10);
    arm("b", 20);
    fired(20);
    assertThat(dueTimes.size()).isZero();
    assertThat(byDueTime.size()).isZero();
    assertThat(timers.nextWakeAtEpochMs()).isEmpty();
  }

  @Test // 1-D11: re-arming left the old timer
  void rearmingReplacesTheTimer() {
    arm("a", 10);
    arm("a", 50);
    assertThat(byDueTime.size()).isOne();
    assertThat(fired(49)).isEmpty();
    assertThat(fired(50)).containsExactly("a@50");
    arm("a", 90);
    arm("a", 70);
    assertThat(fired(1_000)).containsExactly("a@70");
    assertThat(byDueTime.size() + dueTimes.size()).isZero();
  }

  @Test
  void rearmingForTheSameTimeKeepsOneTimerWithTheNewAttachment() {
    timers.arm(bytes("a"), 10, bytes("old"));
    timers.arm(bytes("a"), 10, bytes("new"));
    List<String> attachments = new ArrayList<>();
    timers.fireDue(10, 9, timer -> attachments.add(new String(timer.attachment(), UTF_8)));
    assertThat(attachments).containsExactly("new");
  }

  @Test // 1-46
  void aCancelledTimerIsGone() {
    arm("a", 10);
    arm("b", 10);
    assertThat(timers.cancel(bytes("a"))).isTrue();
    assertThat(timers.cancel(bytes("a"))).isFalse();
    assertThat(timers.cancel(bytes("never armed"))).isFalse();
    assertThat(fired(100)).containsExactly("b@10");
    assertThat(dueTimes.size() + byDueTime.size()).isZero();
  }

  @Test
  void aBatchIsBoundedAndTheRestIsDueAtOnce() {
    for (int i = 0; i < 25; i++) {
      arm("k" + (char) ('a' + i), 100 + i);
    }
    assertThat(timers.fireDue(1_000, 10, timer -> {})).isEqualTo(10);
    assertThat(timers.nextWakeAtEpochMs()).hasValue(110);
    assertThat(timers.fireDue(1_000, 10, timer -> {})).isEqualTo(10);
    assertThat(timers.fireDue(1_000, 10, timer -> {})).isEqualTo(5);
    assertThat(timers.nextWakeAtEpochMs()).isEmpty();
  }

  @Test
  void askingWhileNothingIsDueReadsNoMap() {
    arm("a", 10_000);
    int readsBefore = dueTimes.reads + byDueTime.reads;
    for (int now = 0; now < 10_000; now++) {
      timers.fireDue(now, 10, timer -> {});
    }
    assertThat(dueTimes.reads + byDueTime.reads).isEqualTo(readsBefore);
  }

  @Test
  void theNextWakeIsTheEarliestTimer() {
    assertThat(timers.nextWakeAtEpochMs()).isEmpty();
    arm("a", 500);
    arm("b", 400);
    arm("c", 600);
    assertThat(timers.nextWakeAtEpochMs()).hasValue(400);
    fired(400);
    assertThat(timers.nextWakeAtEpochMs()).hasValue(500);
    timers.cancel(bytes("a"));
    fired(500);
    assertThat(timers.nextWakeAtEpochMs()).hasValue(600);
  }

  @Test // 1-D11: the state was wiped on each start
  void aNewInstanceOverTheSameMapsGoesOn() {
    arm("a", 500);
    arm("b", 400);
    timers = new Timers(dueTimes, byDueTime);
    assertThat(timers.nextWakeAtEpochMs()).hasValue(400);
    arm("b", 450);
    assertThat(fired(1_000)).containsExactly("b@450", "a@500");
  }

  @Test
  void keysThatLookLikeEachOtherStayApart() {
    timers.arm(new byte[] {}, 10, NOTHING);
    timers.arm(new byte[] {0}, 10, NOTHING);
    timers.arm(new byte[] {0, 0, 0, 0, 0, 0, 0, 10}, 10, NOTHING);
    timers.arm(new byte[] {-1, '|', 0}, 10, NOTHING);
    timers.cancel(new byte[] {0});
    List<byte[]> keys = new ArrayList<>();
    timers.fireDue(10, 9, timer -> keys.add(timer.key()));
    assertThat(keys).containsExactly(new byte[] {}, new byte[] {0, 0, 0, 0, 0, 0, 0, 10}, new byte[] {-1, '|', 0});
  }

  @Test
  void randomHistoriesEqualTheModel() {
    for (long seed = 1; seed <= 200; seed++) {
      playAgainstModel(seed);
    }
  }

  /** The model: a plain map from key to due time. To repeat one history, call with the seed of the message alone. */
  private static void playAgainstModel(long seed) {
    Random random = new Random(seed);
    SortedMapBytes dueTimes = new SortedMapBytes();
    SortedMapBytes byDueTime = new SortedMapBytes();
    Timers timers = new Timers(dueTimes, byDueTime);
    Map<String, Long> model = new HashMap<>();
    long now = 0;
    for (int step = 0; step < 300; step++) {
      String key = "k" + random.nextInt(12);
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          long due = Math.max(0, now + random.nextInt(60) - 10);
          timers.arm(bytes(key), due, NOTHING);
          model.put(key, due);
        }
        case 2 -> assertThat(timers.cancel(bytes(key))).as("seed %d", seed).isEqualTo(model.remove(key) != null);
        case 3 -> timers = new Timers(dueTimes, byDueTime);
        default -> {
          now += random.nextInt(20);
          int max = 1 + random.nextInt(4);
          long until = now;
          List<String> expected = model.entrySet().stream()
              .filter(e -> e.getValue() <= until)
              .sorted(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
              .limit(max)
              .map(e -> e.getKey() + "@" + e.getValue())
              .toList();
          List<String> fired = new ArrayList<>();
          timers.fireDue(now, max, timer -> fired.add(text(timer)));
          assertThat(fired).as("seed %d", seed).isEqualTo(expected);
          fired.forEach(timer -> model.remove(timer.substring(0, timer.indexOf('@'))));
        }
      }
      assertThat(dueTimes.size()).as("seed %d", seed).isEqualTo(model.size());
      assertThat(byDueTime.size()).as("seed %d", seed).isEqualTo(model.size());
      long earliest = model.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
      assertThat(timers.nextWakeAtEpochMs().orElse(Long.MAX_VALUE)).as("seed %d", seed).isLessThanOrEqualTo(earliest);
    }
  }

  private void arm(String key, long dueAtEpochMs) {
    timers.arm(bytes(key), dueAtEpochMs, NOTHING);
  }

  private List<String> fired(long nowEpochMs) {
    List<String> fired = new ArrayList<>();
    timers.fireDue(nowEpochMs, 100, timer -> fired.add(text(timer)));
    return fired;
  }

  private static String text(DueTimer timer) {
    return new String(timer.key(), UTF_8) + "@" + timer.dueAtEpochMs();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}

package io.kafkaworkflow.engine.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kafkaworkflow.engine.config.ListenerSettings;
import io.kafkaworkflow.listener.StartingThread;
import io.kafkaworkflow.listener.WorkflowEvent;
import io.kafkaworkflow.listener.WorkflowListener;
import io.kafkaworkflow.listener.WorkflowStatus;
import io.kafkaworkflow.listener.WorkflowStep;
import io.kafkaworkflow.listener.WorkflowThread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What docs/listeners.md promises of listeners that behave, and to the engine of those that do not. */
class ListenersTest {
  private static final long PATIENT_MS = 60_000;
  private static final WorkflowThread THREAD = new WorkflowThread("t", Optional.empty(), Optional.empty(), Map.of("inherited", "i"), Map.of());
  private static final WorkflowStep STEP = new WorkflowStep("workflow-resume-0-1", WorkflowStep.Kind.START, 1, Optional.empty(), Optional.empty(), "workflow-resume", 0, 1, 0);
  private static final WorkflowEvent EVENT =
      new WorkflowEvent(THREAD, STEP, Optional.empty(), WorkflowStatus.WAITING, List.of(), "1", Optional.empty(), Optional.empty());
  private static final List<Telling> TOLD = List.of(new Telling(Telling.Call.SUSPENDED, EVENT));

  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

  @Test
  void startsAreHeardInTheOrderOfPriorityAndEachSeesWhatTheOnesBeforeAdded_2_02_2_04() {
    Starting low = new Starting(-1, thread -> {
      heard.add("low " + thread.thread().context().get("first"));
      thread.addContext("second", thread.argumentJson());
    });
    Starting high = new Starting(5, thread -> {
      heard.add("high");
      thread.addContext(Map.of("first", "1"));
    });
    try (Listeners listeners = listeners(PATIENT_MS, 1_000, low, high)) {
      assertThat(listeners.starting(THREAD, STEP, "{}")).isEqualTo(Map.of("first", "1", "second", "{}"));
      assertThat(heard).containsExactly("high", "low 1");
      assertThat(listeners.hearStarts()).isTrue();
      assertThat(listeners.hearSteps()).as("no other method is overridden").isFalse();
    }
  }

  @Test
  void contextThatCannotBeKeptIsRefusedToTheListener_2_06() {
    Starting wrong = new Starting(0, thread -> {
      assertThatThrownBy(() -> thread.addContext("Upper", "v")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("lower-case");
      assertThatThrownBy(() -> thread.addContext("large", "x".repeat(8_192))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("8192");
      assertThatThrownBy(() -> thread.addContext("half", "\ud800")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("surrogate");
      assertThatThrownBy(() -> thread.addContext("inherited", "other")).isInstanceOf(IllegalStateException.class).hasMessageContaining("already");
      thread.addContext("right", "v");
      heard.add("checked");
    });
    try (Listeners listeners = listeners(PATIENT_MS, 1_000, wrong)) {
      assertThat(listeners.starting(THREAD, STEP, "{}")).isEqualTo(Map.of("right", "v"));
      assertThat(heard).containsExactly("checked");
    }
  }

  @Test
  void aListenerThatHangsCostsOneTimeLimitAndTheThreadsStart_2_12() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    Starting hangs = new Starting(0, thread -> {
      heard.add("called");
      uninterrupted(release);
      assertThatThrownBy(() -> thread.addContext("late", "v")).isInstanceOf(IllegalStateException.class).hasMessageContaining("has gone on");
      refused.countDown();
    });
    try (Listeners listeners = listeners(20, 1_000, hangs)) {
      for (int i = 0; i < 1_000; i++) {
        listeners.starting(THREAD, STEP, "{}");
      }
      assertThat(heard).as("not called again while its first call runs").containsExactly("called");
      assertThat(losses(listeners)).containsEntry("late", 1_000L);
      release.countDown();
      refused.await();
      await().untilAsserted(() -> {
        listeners.starting(THREAD, STEP, "{}");
        assertThat(heard).as("called again once that is over").hasSizeGreaterThan(1);
      });
    }
  }

  @Test
  void whatAListenerThrowsIsCountedAndItsContextForgotten_2_12() {
    Starting throwing = new Starting(0, thread -> {
      thread.addContext("half", "done");
      throw new AssertionError("mine");
    });
    WorkflowListener alsoThrowing = new WorkflowListener() {
      @Override
      public void suspended(WorkflowEvent event) {
        heard.add("told");
        throw new IllegalStateException("mine");
      }

      @Override
      public void close() {
        heard.add("closed");
        throw new IllegalStateException("mine");
      }
    };
    Listeners listeners = listeners(PATIENT_MS, 1_000, throwing, alsoThrowing);
    assertThat(listeners.starting(THREAD, STEP, "{}")).isEmpty();
    listeners.tell(TOLD, 1);
    listeners.close();
    assertThat(heard).containsExactly("told", "closed");
    assertThat(losses(listeners)).isEqualTo(Map.of("failed", 3L));
  }

  @Test
  void aListenerThatIsTooSlowMissesCallsAndTheOthersHearThem_2_12() {
    CountDownLatch release = new CountDownLatch(1);
    Suspended slow = new Suspended(event -> uninterrupted(release));
    Suspended quick = new Suspended(event -> heard.add("quick"));
    Listeners listeners = listeners(PATIENT_MS, 10, slow, quick);
    for (int i = 0; i < 100; i++) {
      int told = i;
      listeners.tell(TOLD, 5);
      await().untilAsserted(() -> assertThat(heard).hasSize(told + 1));
    }
    assertThat(losses(listeners)).as("two fit").isEqualTo(Map.of("dropped", 98L));
    release.countDown();
    listeners.close();
  }

  @Test
  void whatIsLargerThanAllThatMayWaitIsToldWhenNothingWaits() {
    Suspended one = new Suspended(event -> heard.add("told"));
    Listeners listeners = listeners(PATIENT_MS, 10, one);
    listeners.tell(TOLD, 1_000);
    listeners.close();
    assertThat(heard).containsExactly("told");
  }

  @Test
  void whatWaitsIsToldBeforeTheListenerIsClosed_2_02() {
    CountDownLatch release = new CountDownLatch(1);
    WorkflowListener listener = new WorkflowListener() {
      @Override
      public void suspended(WorkflowEvent event) {
        uninterrupted(release);
        heard.add("told");
      }

      @Override
      public void close() {
        heard.add("closed");
      }
    };
    Listeners listeners = listeners(PATIENT_MS, 1_000, listener);
    listeners.tell(TOLD, 1);
    listeners.tell(TOLD, 1);
    release.countDown();
    listeners.close();
    assertThat(heard).containsExactly("told", "told", "closed");
  }

  private Listeners listeners(long startLimitMs, long queueBytes, WorkflowListener... all) {
    return Listeners.of(List.of(all), new ListenerSettings(startLimitMs, queueBytes));
  }

  private static Map<String, Long> losses(Listeners listeners) {
    Map<String, Long> losses = new HashMap<>();
    listeners.takeLosses((reason, count) -> losses.merge(reason, count, Long::sum));
    return losses;
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private record Starting(int priority, Consumer<StartingThread> code) implements WorkflowListener {
    @Override
    public void started(StartingThread thread) {
      code.accept(thread);
    }
  }

  private record Suspended(Consumer<WorkflowEvent> code) implements WorkflowListener {
    @Override
    public void suspended(WorkflowEvent event) {
      code.accept(event);
    }
  }
}

package io.kafkaworkflow.chaos.checker;

import io.kafkaworkflow.chaos.model.Expectations;
import io.kafkaworkflow.protocol.SchedulerKey;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * No timer fires early, none twice, and each that nobody cancels fires. Early is measured between the timestamp of the record that armed it, plus
 * its delay, and the timestamp of the record that the scheduler sent: both are of this machine's clock.
 *
 * <p>{@code early-timer}, {@code doubled-timer}, {@code lost-timer}. That timers are late is no anomaly: faults hold them up.
 */
final class Timers implements Checker {
  @Override
  public String promise() {
    return "no timer fires early or twice, and each that is not cancelled fires";
  }

  /** One arming of a timer. The workflows arm each key once. */
  private static final class Timer {
    final Observed armed;
    boolean isCancelled;
    final List<Observed> fired = new ArrayList<>();

    Timer(Observed armed) {
      this.armed = armed;
    }

    long dueAtEpochMs() {
      return armed.timestampMs() + Long.parseLong(String.valueOf(armed.value()));
    }
  }

  @Override
  public List<Anomaly> check(History history, Expectations expected) {
    Map<String, Timer> timers = new HashMap<>();
    history.on(WorkflowTopic.SCHEDULER).forEach(record -> {
      if (isCancel(record)) {
        timers.computeIfPresent(record.key(), (key, timer) -> {
          timer.isCancelled = true;
          return timer;
        });
      } else {
        timers.put(record.key(), new Timer(record));
      }
    });
    history.on(WorkflowTopic.RESUME).forEach(record -> {
      Timer timer = timers.get(new SchedulerKey(record.key(), String.valueOf(record.value())).text());
      if (timer != null) timer.fired.add(record);
    });
    return timers.values().stream().flatMap(timer -> judge(timer).stream()).toList();
  }

  private static boolean isCancel(Observed record) {
    return record.value() == null || record.value().equals("0") || record.value().equals("null");
  }

  private static List<Anomaly> judge(Timer timer) {
    List<Anomaly> anomalies = new ArrayList<>();
    String thread = timer.armed.threadId();
    if (timer.fired.isEmpty() && !timer.isCancelled) {
      anomalies.add(new Anomaly("lost-timer", thread, "armed at " + timer.armed.place() + ", never fired"));
    }
    if (timer.fired.size() > 1) {
      anomalies.add(new Anomaly("doubled-timer", thread, "armed at " + timer.armed.place() + ", fired " + timer.fired.size() + " times"));
    }
    for (Observed fired : timer.fired) {
      if (fired.timestampMs() < timer.dueAtEpochMs()) {
        anomalies.add(new Anomaly("early-timer", thread, "due at " + timer.dueAtEpochMs() + ", fired " + (timer.dueAtEpochMs() - fired.timestampMs())
            + " ms before at " + fired.place()));
      }
    }
    return anomalies;
  }
}

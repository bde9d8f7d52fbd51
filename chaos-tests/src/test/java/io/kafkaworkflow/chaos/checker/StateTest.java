package io.kafkaworkflow.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.chaos.model.End;
import io.kafkaworkflow.chaos.model.Expectation;
import io.kafkaworkflow.chaos.model.Expectations;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateTest {
  private static final String THREADS = "kafka-workflow-workflow-threads-changelog";
  private static final String TIMERS = "kafka-workflow-scheduler-timer-due-times-changelog";
  private static final long RECORDS = 100;

  private final Expectations expected = new Expectations();

  private static Store store(String name, long keys, long written) {
    return new Store(name, keys, keys * 100, written, written);
  }

  private List<String> found(Store... stores) {
    expected.add(new Expectation("p", End.WAITING, "", List.of()));
    return State.check(List.of(stores), expected, RECORDS).stream().map(Anomaly::name).toList();
  }

  @Test
  void theParkedThreadsAndNothingElseAreAccepted() {
    assertThat(found(store(THREADS, 1, 500), store(TIMERS, 0, 500))).isEmpty();
  }

  @Test
  void aThreadThatIsKeptForEverIsFound() {
    assertThat(found(store(THREADS, 2, 500))).containsExactly("state-left-behind");
  }

  @Test
  void aParkedThreadThatIsGoneIsFound() {
    assertThat(found(store(THREADS, 0, 500))).containsExactly("state-left-behind");
  }

  @Test
  void aTimerThatIsKeptForEverIsFound() {
    assertThat(found(store(THREADS, 1, 500), store(TIMERS, 1, 500))).containsExactly("state-left-behind");
  }

  @Test
  void aChangelogThatGrowsFasterThanTheRecordsIsFound() {
    assertThat(found(store(THREADS, 1, RECORDS * State.WRITES_PER_RECORD_MAX + 1))).containsExactly("changelog-grows");
  }

  @Test
  void aRunWithoutTheStoreOfTheThreadsProvesNothing() {
    assertThat(found()).containsExactly("state-left-behind");
  }
}

package io.kafkaworkflow.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.step.StepExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StreamThreadExecutorsTest {
  private final List<ScriptedExecutor> made = new ArrayList<>();
  private final StreamThreadExecutors executors = new StreamThreadExecutors(() -> {
    made.add(new ScriptedExecutor());
    return made.get(made.size() - 1);
  });

  @Test
  void allTasksOfAThreadShareOneExecutor() {
    assertThat(executors.ofThisThread()).isSameAs(executors.ofThisThread());
    assertThat(made).hasSize(1);
  }

  @Test
  void anotherThreadHasItsOwnAndItIsFreedWhenTheThreadIsGone() throws InterruptedException {
    StepExecutor mine = executors.ofThisThread();
    AtomicReference<StepExecutor> others = new AtomicReference<>();
    Thread thread = new Thread(() -> others.set(executors.ofThisThread()));
    thread.start();
    thread.join();
    assertThat(others.get()).isNotSameAs(mine);
    executors.ofThisThread();
    assertThat(made).extracting(executor -> executor.isClosed).containsExactly(false, true);
  }

  @Test
  void closeFreesAll() {
    executors.ofThisThread();
    executors.close();
    assertThat(made).allMatch(executor -> executor.isClosed);
  }
}

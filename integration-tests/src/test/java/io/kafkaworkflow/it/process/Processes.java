package io.kafkaworkflow.it.process;

import io.kafkaworkflow.process.ChildProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Starts processes for one test at a time, kills what the test left running, and shows the ends of their logs when the test
 * failed. Logs stay under {@code target/it-logs/<class>/<method>}.
 */
public final class Processes implements BeforeEachCallback, AfterEachCallback, TestWatcher {
  private static final int TAIL_LINES = 40;

  private final List<ChildProcess> started = new ArrayList<>();
  private Path logs = Installation.LOGS;

  @Override
  public void beforeEach(ExtensionContext context) {
    started.clear();
    logs = Installation.LOGS.resolve(context.getRequiredTestClass().getSimpleName()).resolve(context.getRequiredTestMethod().getName());
  }

  /** @param name of the process in this test; names its log */
  public ChildProcess start(String name, List<String> command) {
    ChildProcess child = ChildProcess.start(command, Installation.ROOT, logs.resolve(name + ".log"));
    started.add(child);
    return child;
  }

  /** As {@link #start}, with a standard input to write to. */
  public ChildProcess startWithInput(String name, List<String> command) {
    ChildProcess child = ChildProcess.startWithInput(command, Installation.ROOT, logs.resolve(name + ".log"));
    started.add(child);
    return child;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    started.stream().filter(ChildProcess::isAlive).forEach(ChildProcess::kill);
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    for (ChildProcess child : started) {
      System.err.printf("---- end of %s%n%s%n", child.log(), child.tail(TAIL_LINES));
    }
  }
}

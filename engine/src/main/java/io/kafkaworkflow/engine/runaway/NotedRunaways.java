package io.kafkaworkflow.engine.runaway;

import io.kafkaworkflow.engine.step.Refusals;
import io.kafkaworkflow.engine.step.RunawayStep;
import io.kafkaworkflow.engine.step.RunawaySteps;
import io.kafkaworkflow.engine.step.StepInput;
import io.kafkaworkflow.start.StartErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runaway steps of an engine that has a state directory: each is noted there, so that the next process refuses it without running it.
 *
 * <p>Order matters: the step is known, then noted, then the process may end. What could not be noted does not end the process: the next one
 * would meet the same record, and the one after it.
 */
public final class NotedRunaways implements RunawaySteps {

  private static final Logger log = LoggerFactory.getLogger(NotedRunaways.class);

  private final RunawayNotes notes;
  private final InstantSource clock;
  private final Optional<Runnable> end;
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  NotedRunaways(RunawayNotes notes, InstantSource clock, Optional<Runnable> end) throws IOException {
    this.notes = notes;
    this.clock = clock;
    this.end = end;
    names.addAll(notes.read(clock.instant()));
  }

  /**
   * With the notes in {@code state.dir}; in memory only when there is no such setting.
   *
   * @param end called on the watchdog's thread when a step has been noted, to end the process or to have it ended; empty: its stream thread is waited for
   * @throws io.kafkaworkflow.start.StartException {@code config/invalid-setting}: the notes cannot be read
   */
  public static RunawaySteps of(Properties settings, Optional<Runnable> end) {
    String stateDir = settings.getProperty("state.dir");
    if (stateDir == null) {
      return RunawaySteps.inMemory();
    }
    Path directory = directory(stateDir, settings.getProperty("application.id", ""));
    try {
      return new NotedRunaways(new RunawayNotes(directory), InstantSource.system(), end);
    } catch (IOException e) {
      throw StartErrors.invalidSetting("state.dir", "the notes in " + directory + " cannot be read: " + e);
    }
  }

  /** Beside what Kafka Streams keeps under the application's id, and cleans as it likes. */
  static Path directory(String stateDir, String applicationId) {
    return Path.of(stateDir, applicationId + ".runaway-steps");
  }

  @Override
  public boolean contains(StepInput step) {
    return !names.isEmpty() && names.contains(RunawayNotes.nameOf(RunawayStep.of(step)));
  }

  @Override
  public void report(StepInput input, long graceMs) {
    RunawayStep step = RunawayStep.of(input);
    names.add(RunawayNotes.nameOf(step));
    Path note;
    try {
      note = notes.write(step, clock.instant());
    } catch (IOException e) {
      log.error(Refusals.runawayMessage(input, graceMs, "its stream thread is waited for, because the step could not be noted in `state.dir`: " + e), e);
      return;
    }
    String then = end.isPresent() ? "the process ends with exit code 1, and the next one refuses" : "its stream thread is waited for, then the engine refuses";
    log.error(Refusals.runawayMessage(input, graceMs, "it is noted in " + note + "; " + then + " the record without running it"));
    end.ifPresent(Runnable::run);
  }
}

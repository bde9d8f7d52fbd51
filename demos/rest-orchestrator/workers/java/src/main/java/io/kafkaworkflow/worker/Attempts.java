package io.kafkaworkflow.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls the handler of a job, and again when it fails: three times, each after a second.
 *
 * @param log hears of each failed attempt
 */
record Attempts(Pause pause, Consumer<String> log) {
  static final int RETRIES_MAX = 3;
  static final Duration PAUSE = Duration.ofSeconds(1);
  /** With what stands around it, it must fit into a record. */
  static final int OUTPUT_BYTES_MAX = 900_000;
  static final int MESSAGE_CHARACTERS_MAX = 10_000;

  /** Waits. When it is interrupted, the job is left to whoever reads it next. */
  interface Pause {
    void of(Duration duration) throws InterruptedException;
  }

  Outcome at(Job job, Handler handler) throws InterruptedException {
    for (int number = 1; ; number++) {
      try {
        return new Outcome.Done(written(handler.handle(job.input(), job)));
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception | StackOverflowError e) {
        String whole = e.getMessage() == null ? e.toString() : e.getMessage();
        String message = whole.substring(0, Math.min(whole.length(), MESSAGE_CHARACTERS_MAX));
        log.accept("job " + job.jobId() + " (" + job.action() + "): attempt " + number + " of " + (RETRIES_MAX + 1) + " failed: " + message);
        if (number > RETRIES_MAX) {
          return new Outcome.Failed(message);
        }
      }
      pause.of(PAUSE);
    }
  }

  private static String written(@Nullable Object output) throws JsonProcessingException {
    String text = Job.JSON.writeValueAsString(output);
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > OUTPUT_BYTES_MAX) {
      throw new IllegalArgumentException("the output has " + bytes + " bytes, more than " + OUTPUT_BYTES_MAX);
    }
    return text;
  }
}

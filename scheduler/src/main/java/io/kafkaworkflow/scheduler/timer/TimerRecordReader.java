package io.kafkaworkflow.scheduler.timer;

import io.kafkaworkflow.protocol.Limits;
import io.kafkaworkflow.protocol.SchedulerKey;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record of the scheduler topic: key {@code <thread id>|<resume record>}, value the delay. Pure, and never throws: whatever
 * stands on the topic becomes a command.
 */
public final class TimerRecordReader {

  /** How far a record's timestamp may be ahead of our clock. More is a broken clock, whose timers would hang for as long. */
  public static final Duration CLOCK_SKEW_MAX = Duration.ofDays(1);

  /** Enough for any delay with its fraction as JavaScript writes it. */
  private static final int DELAY_CHARS_MAX = 32;

  private static final Pattern DECIMAL = Pattern.compile("(-?)(\\d+(?:\\.\\d+)?)");

  private final long delayMaxMs;

  /** @param delayMaxMs the longest delay that is not taken for a mistake */
  public TimerRecordReader(long delayMaxMs) {
    this.delayMaxMs = delayMaxMs;
  }

  /**
   * @param key UTF-8; null when the record had none
   * @param value UTF-8: decimal milliseconds; a fraction is rounded up, so that a timer is never early. {@code 0}, null and the JSON
   *     text {@code null} cancel
   * @param timestampEpochMs the record's: the delay counts from it
   * @param nowEpochMs of the wall clock
   */
  public TimerCommand read(byte @Nullable [] key, byte @Nullable [] value, long timestampEpochMs, long nowEpochMs) {
    TimerCommand.@Nullable Refuse badKey = checkKey(key);
    if (badKey != null) {
      return badKey;
    }
    if (value == null) {
      return new TimerCommand.Cancel();
    }
    String text = value.length > DELAY_CHARS_MAX ? "" : new String(value, StandardCharsets.UTF_8);
    Matcher decimal = DECIMAL.matcher(text);
    if (text.equals("null")) {
      return new TimerCommand.Cancel();
    }
    if (!decimal.matches()) {
      return new TimerCommand.Refuse(TimerReason.INVALID_DELAY,
          "expected a delay in milliseconds as decimal text, but the value (" + value.length + " bytes) is none");
    }
    if (!decimal.group(1).isEmpty()) {
      return new TimerCommand.Refuse(TimerReason.INVALID_DELAY, "expected a delay of 0 ms or more, but it is negative");
    }
    return delay(new BigDecimal(decimal.group(2)).setScale(0, RoundingMode.CEILING), timestampEpochMs, nowEpochMs);
  }

  private TimerCommand delay(BigDecimal delayMs, long timestampEpochMs, long nowEpochMs) {
    if (delayMs.signum() == 0) {
      return new TimerCommand.Cancel();
    }
    if (delayMs.compareTo(BigDecimal.valueOf(delayMaxMs)) > 0) {
      return new TimerCommand.Refuse(TimerReason.DELAY_TOO_LONG,
          "expected a delay of at most " + delayMaxMs + " ms, but it is " + delayMs + " ms");
    }
    if (timestampEpochMs - nowEpochMs > CLOCK_SKEW_MAX.toMillis()) {
      return new TimerCommand.Refuse(TimerReason.TIMESTAMP_IN_FUTURE,
          "expected a record of now or before, but its timestamp is " + (timestampEpochMs - nowEpochMs) + " ms ahead of this machine's clock");
    }
    return new TimerCommand.Arm(timestampEpochMs + delayMs.longValueExact());
  }

  private static TimerCommand.@Nullable Refuse checkKey(byte @Nullable [] key) {
    if (key == null) {
      return new TimerCommand.Refuse(TimerReason.INVALID_KEY, "expected a key `<thread id>|<resume record>`, but the record has no key");
    }
    if (key.length > Limits.SCHEDULER_KEY_BYTES_MAX) {
      return new TimerCommand.Refuse(TimerReason.KEY_TOO_LONG,
          "expected a key of at most " + Limits.SCHEDULER_KEY_BYTES_MAX + " bytes, but it has " + key.length);
    }
    Optional<SchedulerKey> parsed = SchedulerKey.parse(key);
    if (parsed.isEmpty()) {
      return new TimerCommand.Refuse(TimerReason.INVALID_KEY,
          "expected a key `<thread id>|<resume record>` in UTF-8, but no `|` in it is followed by exactly one JSON object");
    }
    int threadIdBytes = parsed.get().threadId().getBytes(StandardCharsets.UTF_8).length;
    if (threadIdBytes > Limits.THREAD_ID_BYTES_MAX) {
      return new TimerCommand.Refuse(TimerReason.INVALID_KEY,
          "expected a thread id of at most " + Limits.THREAD_ID_BYTES_MAX + " bytes before the `|`, but it has " + threadIdBytes);
    }
    return null;
  }
}

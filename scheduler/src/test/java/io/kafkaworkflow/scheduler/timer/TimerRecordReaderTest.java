package io.kafkaworkflow.scheduler.timer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimerRecordReaderTest {

  private static final long NOW = 1_800_000_000_000L;
  private static final long DELAY_MAX_MS = 1_000_000;
  private static final String KEY = "t-1|{\"ref\":\"wake\"}";

  private final TimerRecordReader reader = new TimerRecordReader(DELAY_MAX_MS);

  @ParameterizedTest
  @CsvSource({"1,1", "1500,1500", "0001500,1500", "1000000,1000000", "0.25,1", "1499.0000000001,1500"})
  void aDelayCountsFromTheRecordsTimestampAndIsNeverRoundedDown(String value, long delayMs) {
    assertThat(read(KEY, value, NOW - 7_000)).isEqualTo(new TimerCommand.Arm(NOW - 7_000 + delayMs));
  }

  @ParameterizedTest // 1-62
  @ValueSource(strings = {"0", "00", "0.0", "null"})
  void zeroAndNullCancel(String value) {
    assertThat(read(KEY, value, NOW)).isEqualTo(new TimerCommand.Cancel());
  }

  @Test // 1-62
  void aNullValueCancels() {
    assertThat(reader.read(KEY.getBytes(UTF_8), null, NOW, NOW)).isEqualTo(new TimerCommand.Cancel());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-1", "-0", "+5", "1e3", "NaN", "Infinity", "12 ", "\"1500\"", "1,5", ".5", "5.", "0x10", "١٢", "{}",
      "111111111111111111111111111111111"})
  void whatIsNoDelayIsRefused(String value) {
    assertRefused(read(KEY, value, NOW), TimerReason.INVALID_DELAY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000001", "1000000.1", "1800000000000", "9223372036854775807", "99999999999999999999"})
  void aDelayBeyondTheLimitIsRefused(String value) {
    assertRefused(read(KEY, value, NOW), TimerReason.DELAY_TOO_LONG);
  }

  @Test
  void aBrokenClockIsRefused() {
    assertThat(read(KEY, "1", NOW + 86_400_000)).isEqualTo(new TimerCommand.Arm(NOW + 86_400_001));
    assertRefused(read(KEY, "1", NOW + 86_400_001), TimerReason.TIMESTAMP_IN_FUTURE);
    assertRefused(read(KEY, "1", Long.MAX_VALUE), TimerReason.TIMESTAMP_IN_FUTURE);
  }

  @ParameterizedTest // 1-D11: keys whose payload or thread id contains the separator
  @ValueSource(strings = {"a|b|{\"ref\":\"x\"}", "t|{\"ref\":\"a|b\"}", "t|{\"ref\":\"|{}\"}", "|t|{}", "t|{\"cancel\":\"late|r\"}", "Zürich 🚲|{\"ref\":\"é\"}"})
  void aKeyMayContainTheSeparatorAnywhere(String key) {
    assertThat(read(key, "5", NOW)).isEqualTo(new TimerCommand.Arm(NOW + 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "|", "t", "t|", "|{}", "t|5", "t|[]", "t|{", "t|{} x", "t|{}{}", "{}", "t {\"ref\":\"x\"}"})
  void anUnreadableKeyIsRefusedWhateverTheValue(String key) {
    assertRefused(read(key, "5", NOW), TimerReason.INVALID_KEY);
    assertRefused(read(key, null, NOW), TimerReason.INVALID_KEY);
  }

  @Test
  void aMissingKeyAndBrokenUtf8AreRefused() {
    assertRefused(reader.read(null, "5".getBytes(UTF_8), NOW, NOW), TimerReason.INVALID_KEY);
    assertRefused(reader.read(new byte[] {(byte) 0xC3, '|', '{', '}'}, "5".getBytes(UTF_8), NOW, NOW), TimerReason.INVALID_KEY);
    assertRefused(reader.read(KEY.getBytes(UTF_8), new byte[] {(byte) 0xC3}, NOW, NOW), TimerReason.INVALID_DELAY);
  }

  @Test
  void sizesAreLimited() {
    assertRefused(read("x".repeat(257) + "|{}", "5", NOW), TimerReason.INVALID_KEY);
    assertThat(read("x".repeat(256) + "|{}", "5", NOW)).isInstanceOf(TimerCommand.Arm.class);
    assertRefused(read("t|{\"ref\":\"" + "x".repeat(20_000) + "\"}", "5", NOW), TimerReason.KEY_TOO_LONG);
    assertRefused(read(KEY, "1".repeat(1_000_000), NOW), TimerReason.INVALID_DELAY);
  }

  @Test
  void refusalsDoNotTellTheContents() {
    TimerCommand refused = read("t|{\"ref\":\"x\",\"value\":\"secret\"}", "hunter2", NOW);
    assertThat(refused.toString()).doesNotContain("hunter2").doesNotContain("secret");
  }

  private TimerCommand read(String key, @Nullable String value, long timestampEpochMs) {
    return reader.read(key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8), timestampEpochMs, NOW);
  }

  private static void assertRefused(TimerCommand command, TimerReason reason) {
    assertThat(command).isInstanceOfSatisfying(TimerCommand.Refuse.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}

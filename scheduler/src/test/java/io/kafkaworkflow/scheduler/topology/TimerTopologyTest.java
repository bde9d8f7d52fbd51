package io.kafkaworkflow.scheduler.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TimerTopologyTest {

  private static final String WAKE = "{\"ref\":\"wake\"}";

  @TempDir Path stateDirectory;
  private TimerStream stream;

  @BeforeEach
  void open() {
    stream = new TimerStream(stateDirectory);
  }

  @AfterEach
  void close() {
    stream.close();
  }

  @Test // 1-62; 1-D11: the tick was one minute
  void aTimerFiresAtItsMillisecondNeverBefore() {
    stream.send("t-1|" + WAKE, "1500");
    stream.advance(1_499);
    assertThat(stream.fired()).isEmpty();
    stream.advance(1);
    List<TestRecord<String, String>> fired = stream.firedRecords();
    assertThat(fired).singleElement().satisfies(record -> {
      assertThat(record.key()).isEqualTo("t-1");
      assertThat(record.value()).isEqualTo(WAKE);
      assertThat(record.getRecordTime()).isEqualTo(stream.now());
    });
    stream.advance(100_000);
    assertThat(stream.fired()).isEmpty();
    assertThat(stream.storedEntries()).isZero();
  }

  @Test
  void theDelayCountsFromTheRecordsTimestamp() {
    stream.send(key("t-1"), "1000".getBytes(UTF_8), new RecordHeaders(), stream.now().minusMillis(900));
    stream.send(key("t-2"), "1000".getBytes(UTF_8), new RecordHeaders(), stream.now().plusMillis(50));
    stream.advance(99);
    assertThat(stream.fired()).isEmpty();
    stream.advance(1);
    assertThat(stream.fired()).containsExactly("t-1=" + WAKE);
    stream.advance(949);
    assertThat(stream.fired()).isEmpty();
    stream.advance(1);
    assertThat(stream.fired()).containsExactly("t-2=" + WAKE);
  }

  @Test
  void aRecordThatIsLateFiresAtOnce() {
    stream.send(key("t-1"), "1000".getBytes(UTF_8), new RecordHeaders(), Instant.EPOCH);
    stream.advance(1);
    assertThat(stream.fired()).containsExactly("t-1=" + WAKE);
  }

  @Test // 1-46
  void zeroAndNullCancel() {
    stream.send("t-1|" + WAKE, "100");
    stream.send("t-2|" + WAKE, "100");
    stream.send("t-3|" + WAKE, "100");
    stream.send("t-1|" + WAKE, "0");
    stream.send("t-2|" + WAKE, null);
    stream.advance(1_000);
    assertThat(stream.fired()).containsExactly("t-3=" + WAKE);
    assertThat(stream.storedEntries()).isZero();
  }

  @Test
  void cancellingWhatIsNotThereChangesNothing() {
    stream.send("t-1|" + WAKE, "0");
    stream.send("t-1|" + WAKE, "10");
    stream.advance(10);
    stream.send("t-1|" + WAKE, null);
    stream.send("t-1|" + WAKE, "0");
    assertThat(stream.fired()).containsExactly("t-1=" + WAKE);
    assertThat(stream.deadLetters()).isEmpty();
  }

  @Test // 1-D11: re-arming left the old timer
  void rearmingReplaces() {
    stream.send("t-1|" + WAKE, "100");
    stream.send("t-1|" + WAKE, "5000");
    assertThat(stream.storedEntries()).isEqualTo(2);
    stream.advance(4_999);
    assertThat(stream.fired()).isEmpty();
    stream.advance(1);
    assertThat(stream.fired()).containsExactly("t-1=" + WAKE);
    stream.send("t-1|" + WAKE, "5000");
    stream.send("t-1|" + WAKE, "10");
    stream.advance(10);
    assertThat(stream.fired()).containsExactly("t-1=" + WAKE);
    stream.advance(10_000);
    assertThat(stream.fired()).isEmpty();
  }

  @Test // 1-D11: the key was split at the wrong separator
  void theSeparatorMayStandInThreadIdAndPayload() {
    stream.send("shop|7|{\"ref\":\"a|b\",\"value\":\"|{}|\"}", "10");
    stream.send("Zürich 🚲|{\"ref\":\"é|\"}", "10");
    stream.advance(10);
    assertThat(stream.fired()).containsExactlyInAnyOrder("shop|7={\"ref\":\"a|b\",\"value\":\"|{}|\"}", "Zürich 🚲={\"ref\":\"é|\"}");
  }

  @Test
  void theRecordIsSentExactlyAsItStoodInTheKey() {
    String resume = "{ \"ref\" : \"x\",\n \"value\":1.50e3 }";
    stream.send("t|" + resume, "1");
    stream.advance(1);
    assertThat(stream.fired()).containsExactly("t=" + resume);
  }

  @Test // 1-D4
  void whatMakesNoSenseIsADeadLetterAndTheRestGoesOn() {
    Headers headers = new RecordHeaders().add("x", "y".getBytes(UTF_8)).add("workflow-reason", "old".getBytes(UTF_8));
    stream.send("t-1|" + WAKE, "10");
    stream.send("no separator".getBytes(UTF_8), new byte[] {(byte) 0xFF, 1}, headers, stream.now().minusSeconds(5));
    stream.send(null, null, new RecordHeaders(), stream.now());
    stream.send("t-2|" + WAKE, "soon");
    stream.send("t-2|" + WAKE, "-5");
    stream.send("t-2|" + WAKE, "99999999999999");

    List<TestRecord<byte[], byte[]>> letters = stream.deadLetters();
    assertThat(letters).extracting(letter -> header(letter, "workflow-reason")).containsExactly(
        "timer/invalid-key", "timer/invalid-key", "timer/invalid-delay", "timer/invalid-delay", "timer/delay-too-long");
    TestRecord<byte[], byte[]> first = letters.get(0);
    assertThat(first.key()).isEqualTo("no separator".getBytes(UTF_8));
    assertThat(first.value()).containsExactly(0xFF, 1);
    assertThat(first.getRecordTime()).isEqualTo(stream.now().minusSeconds(5));
    assertThat(header(first, "x")).isEqualTo("y");
    assertThat(header(first, "__streams.errors.topic")).isEqualTo("workflow-scheduler");
    assertThat(header(first, "__streams.errors.partition")).isEqualTo("0");
    assertThat(header(first, "__streams.errors.offset")).isEqualTo("1");
    assertThat(header(first, "workflow-error-message")).contains("workflow-scheduler-0@1", "then", "help");
    assertThat(first.headers().headers("workflow-reason")).hasSize(1);

    stream.advance(10);
    assertThat(stream.fired()).containsExactly("t-1=" + WAKE);
  }

  @Test
  void aRefusedRecordLeavesTheTimerOfItsKeyAlone() {
    stream.send("t-1|" + WAKE, "100");
    stream.send("t-1|" + WAKE, "nonsense");
    stream.advance(100);
    assertThat(stream.fired()).containsExactly("t-1=" + WAKE);
  }

  @Test
  void aDeadLetterTooLargeForItsTopicIsNamedInstead() {
    stream.send(key("t-1"), new byte[1_000_001], new RecordHeaders(), stream.now());
    assertThat(stream.deadLetters()).singleElement().satisfies(letter -> {
      assertThat(letter.value()).isNull();
      assertThat(header(letter, "workflow-error-message")).contains("workflow-scheduler-0@0", "not copied");
    });
  }

  @Test // 1-D10
  void theTraceContextGoesOnAcrossTheWait() {
    Headers headers = new RecordHeaders()
        .add("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".getBytes(UTF_8))
        .add("baggage", "tenant=é".getBytes(UTF_8))
        .add("workflow-step-id", "workflow-resume-0-7".getBytes(UTF_8));
    stream.send(key("t-1"), "10".getBytes(UTF_8), headers, stream.now());
    stream.send("t-2|" + WAKE, "10");
    stream.advance(10);
    List<TestRecord<String, String>> fired = stream.firedRecords();
    assertThat(fired.get(0).headers().toArray()).extracting(h -> h.key() + "=" + new String(h.value(), UTF_8)).containsExactly(
        "traceparent=00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "baggage=tenant=é");
    assertThat(fired.get(1).headers().toArray()).isEmpty();
  }

  @Test
  void aTimerBeyondTheAlarmsHorizonFiresOnTime() {
    long days = 40 * 86_400_000L;
    stream.send("t-1|" + WAKE, Long.toString(days));
    stream.advance(days - 1);
    assertThat(stream.fired()).isEmpty();
    stream.advance(1);
    assertThat(stream.fired()).containsExactly("t-1=" + WAKE);
  }

  @Test
  void anEarlierTimerBringsTheAlarmForward() {
    stream.send("t-1|" + WAKE, "500");
    stream.send("t-2|" + WAKE, "100");
    stream.send("t-3|" + WAKE, "300");
    List<String> times = new ArrayList<>();
    for (int ms = 0; ms < 600; ms++) {
      stream.advance(1);
      int at = ms + 1;
      stream.fired().forEach(record -> times.add(record.substring(0, 3) + "@" + at));
    }
    assertThat(times).containsExactly("t-2@100", "t-3@300", "t-1@500");
  }

  @Test
  @Timeout(600) // against a batch that never ends; nothing here depends on how long one takes
  void aHundredThousandTimersFireInBoundedBatchesEachOnce() {
    int count = 100_000;
    for (int i = 0; i < count; i++) {
      stream.send("t-" + i + "|{\"ref\":\"wake|" + i + "\"}", Integer.toString(1_000 + i % 1_000));
    }
    assertThat(stream.storedEntries()).isEqualTo(2 * count);
    stream.advance(1_000);
    assertThat(stream.fired()).hasSize(count / 1_000);
    stream.advance(10_000);
    Set<String> all = new HashSet<>();
    for (int fired = count / 1_000; fired < count; ) {
      List<String> batch = stream.fired();
      assertThat(batch).isNotEmpty().hasSizeLessThanOrEqualTo(1_000);
      all.addAll(batch);
      fired += batch.size();
      stream.advance(1);
    }
    assertThat(all).hasSize(count - count / 1_000);
    assertThat(stream.storedEntries()).isZero();
  }

  @Test
  void anIdleSchedulerDoesNotPunctuate() {
    stream.advance(1);
    double before = punctuations();
    for (int i = 0; i < 1_000; i++) {
      stream.advance(10);
    }
    assertThat(punctuations()).isEqualTo(before);
    stream.send("t-1|" + WAKE, "10000");
    for (int i = 0; i < 999; i++) {
      stream.advance(10);
    }
    assertThat(punctuations()).as("an armed timer costs nothing until it is due").isEqualTo(before);
    stream.advance(10);
    assertThat(punctuations()).isEqualTo(before + 1);
  }

  @Test // the names that docs/scheduler.md gives
  void metricsCountWhatHappened() {
    stream.send("t-1|" + WAKE, "10");
    stream.send("t-2|" + WAKE, "10");
    stream.send("t-2|" + WAKE, "0");
    stream.send("t-2|" + WAKE, "0");
    stream.send("t-3|" + WAKE, "soon");
    stream.advance(17);
    assertThat(metric("armed-total")).isEqualTo(2);
    assertThat(metric("cancelled-total")).isOne();
    assertThat(metric("refused-total")).isOne();
    assertThat(metric("fired-total")).isOne();
    assertThat(metric("fired-latency-max")).isEqualTo(7);
    assertThat(metric("fired-latency-avg")).isEqualTo(7);
  }

  private double metric(String name) {
    return stream.driver.metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals(name) && metric.metricName().group().equals("stream-timer-metrics"))
        .mapToDouble(metric -> (double) metric.metricValue())
        .findFirst().orElseThrow(() -> new AssertionError("no metric " + name));
  }

  private double punctuations() {
    return stream.driver.metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("punctuate-total") && metric.metricName().group().equals("stream-task-metrics"))
        .mapToDouble(metric -> (double) metric.metricValue())
        .sum();
  }

  private static byte[] key(String threadId) {
    return (threadId + "|" + WAKE).getBytes(UTF_8);
  }

  private static String header(TestRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}

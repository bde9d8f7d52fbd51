package io.kafkaworkflow.it;

import static io.kafkaworkflow.it.kafka.KafkaTester.header;
import static io.kafkaworkflow.it.kafka.KafkaTester.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.kafka.KafkaTester;
import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.it.process.Bundles;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.it.process.Settings;
import io.kafkaworkflow.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that arrives stops a partition or is lost: what means nothing is a dead letter with its reason (1-D1, 1-D2, 1-D3, 1-D4, 1-D5). */
class BadRecordsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BULK_PATIENCE = Duration.ofMinutes(5);
  private static final int BAD = 10_000;
  private static final int GOOD = 1_000;
  private static final String IN = "workflow-resume";
  private static final String DEAD = "workflow-dead-letter";
  private static final String OUT = "attacked-out";

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;
  private KafkaTester kafka;
  private ChildProcess engine;

  @BeforeAll
  static void createTopics() {
    BROKER.createTopics(1, IN, "workflow-result", "workflow-error", DEAD, "workflow-events", "workflow-scheduler", OUT, "not-in-the-manifest");
    BROKER.createCompactedTopic("workflow-bundles");
  }

  @BeforeEach
  void startEngine() {
    engine = processes.start("engine", Installation.engine(Bundles.ofTest("attacked").toString(),
        Settings.file(directory, BROKER.bootstrapServers(), "workflow.step.time.limit.ms=500", "workflow.step.allocation.bytes.max=33554432"))).awaitLine("engine ready", Duration.ofSeconds(60));
    kafka = new KafkaTester(BROKER.bootstrapServers(), DEAD, OUT, "workflow-result", "workflow-error", "not-in-the-manifest");
  }

  @AfterEach
  void closeClients() {
    if (kafka != null) kafka.close();
  }

  private record Bad(String reason, byte @Nullable [] key, byte @Nullable [] value) {
    static Bad of(String reason, @Nullable String key, @Nullable String value) {
      return new Bad(reason, key == null ? null : key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
    }
  }

  private static List<Bad> everyKind() {
    byte[] notUtf8 = {(byte) 0xC3, (byte) 0x28, (byte) 0xFF};
    return List.of(
        Bad.of("protocol/value-missing", "live", null),
        Bad.of("protocol/key-missing", null, "new:1"),
        Bad.of("protocol/key-missing", "", "new:1"),
        new Bad("protocol/key-not-utf8", notUtf8, "new:1".getBytes(UTF_8)),
        new Bad("protocol/value-not-utf8", "live".getBytes(UTF_8), notUtf8),
        Bad.of("protocol/key-too-long", "k".repeat(257), "new:1"),
        Bad.of("protocol/unknown-record", "live", "hello"),
        Bad.of("protocol/unknown-record", "live", ""),
        Bad.of("protocol/unknown-record", "live", "[1]"),
        Bad.of("protocol/json-broken", "x", "new:{\"a\":"),
        Bad.of("protocol/json-broken", "live", "{\"ref\":\"r\",\"value\":tru}"),
        Bad.of("protocol/json-limit", "x", "new:" + "[".repeat(2_000) + "]".repeat(2_000)),
        Bad.of("protocol/unknown-field", "live", "{\"ref\":\"r\",\"valeu\":1}"),
        Bad.of("protocol/duplicate-field", "live", "{\"ref\":\"r\",\"value\":1,\"value\":2}"),
        Bad.of("protocol/value-and-error", "live", "{\"ref\":\"r\",\"value\":1,\"error\":2}"),
        Bad.of("protocol/field-missing", "live", "{}"),
        Bad.of("protocol/ref-invalid", "live", "{\"ref\":7,\"value\":1}"),
        Bad.of("protocol/thread-exists", "live", "new:{\"ref\":\"other\"}"),
        Bad.of("protocol/thread-unknown", "nobody", "{\"ref\":\"r\",\"value\":1}"),
        Bad.of("protocol/thread-unknown", "nobody", "{\"cancel\":\"why\"}"),
        // waits in the mailbox until the thread ends, so its dead letter is the last
        Bad.of("protocol/mail-unread", "live", "{\"ref\":\"never heard of\",\"value\":1}"));
  }

  @Test
  void everyKindOfBadRecordIsADeadLetterWithItsReasonAndBytes() {
    kafka.send(IN, "live", "new:{\"ref\":\"r\"}");
    List<Bad> bad = everyKind();
    List<RecordMetadata> sent = new ArrayList<>();
    bad.forEach(b -> sent.add(kafka.sendBytes(IN, b.key(), b.value())));
    kafka.send(IN, "live", "{\"ref\":\"r\",\"value\":null}");

    // The thread in whose place all of it was aimed goes on as if nothing had come.
    assertThat(text(kafka.await("workflow-result", "live", PATIENCE).value())).isEqualTo("[{\"ref\":\"r\"}]");

    List<String> offsets = sent.stream().map(metadata -> Long.toString(metadata.offset())).toList();
    offsets.forEach(offset -> kafka.await("dead letter of offset " + offset, PATIENCE,
        letter -> letter.topic().equals(DEAD) && offset.equals(header(letter, "__streams.errors.offset"))));
    List<ConsumerRecord<byte[], byte[]>> letters =
        kafka.all(DEAD).stream().filter(letter -> offsets.contains(header(letter, "__streams.errors.offset"))).toList();
    assertThat(letters).hasSameSizeAs(bad);
    SoftAssertions all = new SoftAssertions();
    for (int i = 0; i < bad.size(); i++) {
      ConsumerRecord<byte[], byte[]> letter = letters.get(i);
      Bad original = bad.get(i);
      String which = "dead letter " + i + " (" + original.reason() + ")";
      all.assertThat(header(letter, "workflow-reason")).as(which).isEqualTo(original.reason());
      all.assertThat(letter.key()).as(which + " key").isEqualTo(original.key());
      all.assertThat(letter.value()).as(which + " value").isEqualTo(original.value());
      all.assertThat(header(letter, "__streams.errors.topic")).as(which + " topic").isEqualTo(IN);
      all.assertThat(header(letter, "__streams.errors.offset")).as(which + " offset").isEqualTo(offsets.get(i));
    }
    all.assertAll();
  }

  /**
   * The good records answer threads that wait; the bad ones are aimed at those same threads, between the good ones. Nothing may be lost,
   * and the stream thread that began is the one that ends.
   */
  @Test
  void tenThousandBadRecordsOfEveryKindStopNothing_1_D4() {
    List<Bad> kinds = everyKind().stream().filter(bad -> !bad.reason().equals("protocol/mail-unread")).toList(); // waits for the thread's end
    for (int thread = 0; thread < GOOD; thread++) {
      kafka.sendLater(IN, bytes("good-" + thread), bytes("new:{\"ref\":\"r\"}"));
    }
    kafka.sendLater(IN, bytes("live"), bytes("new:{\"ref\":\"r\"}"));
    kafka.flush();
    List<@Nullable Bad> order = new ArrayList<>();
    for (int n = 0; n < BAD; n++) {
      Bad bad = kinds.get(n % kinds.size());
      order.add(bad);
      kafka.sendLater(IN, bad.key(), bad.value(), "number", Integer.toString(n), "workflow-step-id", "sender-0-" + n);
      if (n % (BAD / GOOD) == 0) {
        order.add(null);
        kafka.sendLater(IN, bytes("good-" + n / (BAD / GOOD)), bytes("{\"ref\":\"r\",\"value\":null}"));
      }
    }
    List<RecordMetadata> places = kafka.flush();
    kafka.send(IN, "live", "{\"ref\":\"r\",\"value\":null}");
    Map<Long, Bad> sentBad = new HashMap<>();
    for (int i = 0; i < places.size(); i++) {
      Bad bad = order.get(i);
      if (bad != null) sentBad.put(places.get(i).offset(), bad);
    }

    kafka.await("workflow-result", "live", BULK_PATIENCE); // sent last to the only partition
    Set<String> ended = new HashSet<>();
    kafka.all("workflow-result").forEach(result -> ended.add(text(result.key())));
    assertThat(ended.stream().filter(id -> id.startsWith("good-"))).hasSize(GOOD);
    long offsetsLeft = BAD;
    Map<String, Integer> numbers = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> letter : kafka.awaitCount(DEAD, BAD, BULK_PATIENCE)) {
      Bad bad = sentBad.remove(Long.parseLong(String.valueOf(header(letter, "__streams.errors.offset"))));
      if (bad == null) continue; // of another test
      offsetsLeft--;
      assertThat(header(letter, "workflow-reason")).isEqualTo(bad.reason());
      assertThat(letter.key()).isEqualTo(bad.key());
      assertThat(letter.value()).isEqualTo(bad.value());
      assertThat(letter.headers().headers("workflow-step-id").iterator().next().value()).asString(UTF_8).startsWith("sender-0-");
      numbers.merge(String.valueOf(header(letter, "number")), 1, Integer::sum);
    }
    assertThat(offsetsLeft).as("bad records without a dead letter").isZero();
    assertThat(numbers).hasSize(BAD).allSatisfy((number, times) -> assertThat(times).isEqualTo(1));
    assertThat(engine.isAlive()).isTrue();
    assertThat(engine.output()).doesNotContain("REPLACE_THREAD", "SHUTDOWN_CLIENT", "task-corrupted", "Encountered the following exception");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void aStepThatIsUndoneLeavesNothingBehind() {
    kafka.send(IN, "undone", "new:{\"ref\":\"r\"}");
    for (String how : List.of("undeclared", "forever", "allocates", "too much")) {
      kafka.send(IN, "undone", "{\"ref\":\"r\",\"value\":\"" + how + "\"}");
    }
    kafka.send(IN, "undone", "{\"ref\":\"r\",\"value\":\"good\"}");
    kafka.send(IN, "undone", "{\"ref\":\"r\",\"value\":null}");

    assertThat(text(kafka.await("workflow-result", "undone", PATIENCE).value())).isEqualTo("[{\"ref\":\"r\"},\"good\"]");
    assertThat(kafka.all(DEAD).stream().filter(r -> "undone".equals(text(r.key()))).map(r -> header(r, "workflow-reason")))
        .containsExactly("step/undeclared-topic", "step/time-limit", "step/memory-limit", "step/output-limit");
    assertThat(kafka.values(OUT, "undone")).containsExactly("[{\"ref\":\"r\"}]", "[{\"ref\":\"r\"},\"good\"]");
    assertThat(kafka.all("not-in-the-manifest")).isEmpty();
  }

  @Test
  void everyPlaneOfUnicodeSurvivesInThreadIdsRefsAndJson() {
    StringBuilder planes = new StringBuilder("|{\"ref\":\"x\"}\u0000 ");
    for (int plane = 0; plane <= 16; plane++) planes.appendCodePoint(plane * 0x10000 + 0x0E9);
    String name = planes.toString();
    String json = "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\u0000", "\\u0000") + "\"";
    // Lone surrogates exist in JSON as escapes only.
    String odd = "[\"\\ud800 \\udc00\",\"\\u2028\",\"\\u0000\"]";

    kafka.send(IN, name, "new:{\"ref\":" + json + "}");
    assertThat(text(kafka.await(OUT, name, PATIENCE).value())).isEqualTo("[{\"ref\":" + json + "}]");
    kafka.send(IN, name, "{\"ref\":" + json + ",\"value\":" + odd + "}");
    kafka.send(IN, name, "{\"ref\":" + json + ",\"value\":null}");

    assertThat(text(kafka.await("workflow-result", name, PATIENCE).value()))
        .isEqualTo("[{\"ref\":" + json + "},[\"\\ud800 \\udc00\",\"\u2028\",\"\\u0000\"]]");
  }
}

package io.kafkaworkflow.it;

import static io.kafkaworkflow.it.kafka.KafkaTester.text;
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
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The trip booking saga with engine and scheduler as processes: every ending, and an engine that is killed in the middle. The
 * services are played by the test itself, so that it decides what is answered when.
 */
class TripSagaIT {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TRIP = "{\"city\":\"Lisbon\",\"from\":\"2027-03-01\",\"to\":\"2027-03-08\",\"timeoutMs\":%d}";
  private static final int NEVER_MS = 3_600_000;
  private static final String[] TOPICS = {
    "saga-reserve-car", "saga-reserve-hotel", "saga-reserve-flight", "saga-cancel-car", "saga-cancel-hotel", "saga-cancel-flight",
    "workflow-scheduler", "workflow-resume", "workflow-result", "workflow-error", "workflow-dead-letter", "workflow-events"};

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;
  private ChildProcess engine;
  private KafkaTester kafka;

  @BeforeAll
  static void createTopics() {
    BROKER.createTopics(2, TOPICS);
    BROKER.createCompactedTopic("workflow-bundles");
  }

  @BeforeEach
  void startEngineAndScheduler() {
    ChildProcess scheduler = processes.start(
        "scheduler", Installation.scheduler(Settings.file(directory.resolve("scheduler"), BROKER.bootstrapServers())));
    engine = startEngine("engine-1");
    scheduler.awaitLine("scheduler ready", START);
    engine.awaitLine("engine ready", START);
    kafka = new KafkaTester(BROKER.bootstrapServers(), TOPICS);
  }

  @AfterEach
  void closeClients() {
    if (kafka != null) kafka.close();
  }

  @Test
  void everyEndingLeavesItsRecordsOnceAndNothingElse() {
    book("success", NEVER_MS);
    book("refused", NEVER_MS);
    book("late", 3_000);
    book("changed-mind", NEVER_MS);

    confirm("success", "car", "hotel", "flight");
    confirm("refused", "car");
    refuse("refused", "hotel");
    confirm("late", "car", "hotel");
    kafka.send("workflow-resume", "changed-mind", "{\"ref\":\"cancel\",\"value\":\"too expensive\"}");

    assertThat(text(kafka.await("workflow-result", "success", PATIENCE).value()))
        .isEqualTo("{\"car\":\"CAR-success\",\"hotel\":\"HOTEL-success\",\"flight\":\"FLIGHT-success\"}");
    assertThat(text(kafka.await("workflow-error", "refused", PATIENCE).value())).isEqualTo("\"no room left\"");
    assertThat(text(kafka.await("workflow-error", "late", PATIENCE).value()))
        .isEqualTo("\"Error: not all reservations were confirmed within 3000 ms\"");
    assertThat(text(kafka.await("workflow-error", "changed-mind", PATIENCE).value())).isEqualTo("\"Error: the customer cancelled: too expensive\"");

    assertThat(cancelled("success")).isEmpty();
    assertThat(cancelled("refused")).containsExactlyInAnyOrder("car CAR-refused", "flight");
    assertThat(cancelled("late")).containsExactlyInAnyOrder("car CAR-late", "hotel HOTEL-late", "flight");
    assertThat(cancelled("changed-mind")).containsExactlyInAnyOrder("car", "hotel", "flight");
    assertThat(timerValues("success")).containsExactly("3600000", "0");
    assertThat(timerValues("late")).containsExactly("3000"); // it fired: nothing to take back
    assertThat(timerValues("changed-mind")).containsExactly("3600000", "0");
    assertThat(kafka.all("workflow-dead-letter")).isEmpty();
  }

  /** 1-02, 1-09, 1-10: nothing of a waiting booking is in the process that is killed. */
  @Test
  void bookingsOutliveTheEngineThatIsKilledWhileTheyWait() {
    book("confirmed-later", NEVER_MS);
    book("refused-later", NEVER_MS);
    book("timed-out-meanwhile", 4_000);
    for (String booking : List.of("confirmed-later", "refused-later", "timed-out-meanwhile")) {
      confirm(booking, "car");
    }
    // One more thread that needs no answer proves that all records before it were applied and committed.
    book("last", NEVER_MS);

    engine.kill();
    confirm("confirmed-later", "hotel", "flight"); // answers that come while nobody is there
    refuse("refused-later", "flight");
    kafka.await("the timer of timed-out-meanwhile", PATIENCE,
        r -> r.topic().equals("workflow-resume") && "timed-out-meanwhile".equals(text(r.key())) && isSentByScheduler(r));
    startEngine("engine-2").awaitLine("engine ready", START);

    assertThat(text(kafka.await("workflow-result", "confirmed-later", PATIENCE).value()))
        .isEqualTo("{\"car\":\"CAR-confirmed-later\",\"hotel\":\"HOTEL-confirmed-later\",\"flight\":\"FLIGHT-confirmed-later\"}");
    assertThat(text(kafka.await("workflow-error", "refused-later", PATIENCE).value())).isEqualTo("\"no room left\"");
    kafka.await("workflow-error", "timed-out-meanwhile", PATIENCE);

    assertThat(kafka.values("workflow-result", "confirmed-later")).hasSize(1);
    assertThat(kafka.values("workflow-error", "refused-later")).hasSize(1);
    assertThat(kafka.values("workflow-error", "timed-out-meanwhile")).hasSize(1);
    assertThat(cancelled("confirmed-later")).isEmpty();
    assertThat(cancelled("refused-later")).containsExactlyInAnyOrder("car CAR-refused-later", "hotel");
    assertThat(cancelled("timed-out-meanwhile")).containsExactlyInAnyOrder("car CAR-timed-out-meanwhile", "hotel", "flight");
    for (String booking : List.of("confirmed-later", "refused-later", "timed-out-meanwhile")) {
      assertThat(kafka.values("saga-reserve-flight", booking)).as("requests for the flight of %s", booking).hasSize(1);
    }
    assertThat(kafka.all("workflow-dead-letter")).isEmpty();
  }

  private ChildProcess startEngine(String name) {
    return processes.start(name, Installation.engine(
        Bundles.demo("trip-booking-saga").toString(), Settings.file(directory.resolve(name), BROKER.bootstrapServers())));
  }

  /** Starts a booking and returns when its three requests and its timer can be seen. */
  private void book(String booking, int timeoutMs) {
    kafka.send("workflow-resume", booking, "new:" + String.format(TRIP, timeoutMs));
    for (String kind : List.of("car", "hotel", "flight")) {
      kafka.await("saga-reserve-" + kind, booking, PATIENCE);
    }
  }

  private void confirm(String booking, String... kinds) {
    for (String kind : kinds) {
      kafka.send("workflow-resume", booking,
          "{\"ref\":" + refOf(booking, kind) + ",\"value\":\"" + kind.toUpperCase(Locale.ROOT) + "-" + booking + "\"}");
    }
  }

  private void refuse(String booking, String kind) {
    kafka.send("workflow-resume", booking, "{\"ref\":" + refOf(booking, kind) + ",\"error\":\"no room left\"}");
  }

  private String refOf(String booking, String kind) {
    return String.valueOf(text(kafka.await("saga-reserve-" + kind, booking, PATIENCE).value())).replaceAll(".*\"ref\":(\"[^\"]*\").*", "$1");
  }

  /** A timer's record settles its ref with nothing; the test's own records have a value, or start something. */
  private static boolean isSentByScheduler(ConsumerRecord<byte[], byte[]> record) {
    return String.valueOf(text(record.value())).matches("\\{\"ref\":\"[^\"]*\"}");
  }

  /** What was given back: the kind, and the reservation number when there was one. */
  private List<String> cancelled(String booking) {
    return List.of("car", "hotel", "flight").stream().flatMap(kind -> kafka.values("saga-cancel-" + kind, booking).stream()
        .map(value -> value.contains("reservation") ? kind + " " + value.replaceAll(".*\"reservation\":\"([^\"]*)\".*", "$1") : kind)).toList();
  }

  private List<String> timerValues(String booking) {
    return kafka.all("workflow-scheduler").stream().filter(r -> String.valueOf(text(r.key())).startsWith(booking + "|"))
        .map((ConsumerRecord<byte[], byte[]> r) -> String.valueOf(text(r.value()))).toList();
  }
}

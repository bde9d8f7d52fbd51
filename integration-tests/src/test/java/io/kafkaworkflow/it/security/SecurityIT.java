package io.kafkaworkflow.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.kafka.KafkaTester;
import io.kafkaworkflow.it.process.Bundles;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.it.process.Settings;
import io.kafkaworkflow.process.ChildProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Engine, scheduler and the commands that talk to a cluster, on a broker that asks for TLS, a password (SCRAM) and ACLs. What
 * every process wrote is searched for every password after every test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityIT {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration PLAY = Duration.ofSeconds(120);
  private static final String[] TOPICS = {
    "saga-reserve-car", "saga-reserve-hotel", "saga-reserve-flight", "saga-cancel-car", "saga-cancel-hotel", "saga-cancel-flight",
    "workflow-scheduler", "workflow-resume", "workflow-result", "workflow-error", "workflow-dead-letter", "workflow-events"};
  private static final String STORE_PASSWORD = "store-secret-4711";
  private static final String WRONG_PASSWORD = "wrong-secret-4712";
  private static final Map<String, String> PASSWORDS = Map.of("engine", "engine-secret-4713", "scheduler", "scheduler-secret-4714",
      "services", "services-secret-4715", "starter", "starter-secret-4716", "shop", "shop-secret-4717");

  @RegisterExtension final Processes processes = new Processes();
  @TempDir static Path directory;
  private SecureBroker broker;
  private Certificates certificates;

  @BeforeAll
  void startBroker() {
    certificates = Certificates.in(directory, STORE_PASSWORD);
    broker = new SecureBroker(directory.resolve("broker"), certificates);
    PASSWORDS.forEach(broker::addUser);
    broker.createTopics(TOPICS);
    broker.createCompactedTopic("workflow-bundles");
  }

  @BeforeEach
  void grantWhatTheDocumentSays() {
    broker.grant(DocumentedRights.all());
  }

  @AfterEach
  void noProcessWroteASecret() throws IOException {
    List<String> secrets = new ArrayList<>(PASSWORDS.values());
    secrets.addAll(List.of(STORE_PASSWORD, WRONG_PASSWORD, EventCaller.BEARER));
    try (Stream<Path> logs = Files.walk(Installation.LOGS.resolve("SecurityIT"))) {
      assertThat(logs.filter(Files::isRegularFile)).isNotEmpty()
          .allSatisfy(log -> assertThat(Files.readString(log)).isNotEmpty().doesNotContain(secrets));
    }
  }

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  /** The passwords of the engine come from another file, by Kafka's configuration provider; the scheduler's stand in its settings. */
  @Test
  void theSagaPassesWithTheDocumentedRightsAndNoOthers() throws IOException {
    Path vault = Files.writeString(directory.resolve("vault.properties"),
        "password=" + PASSWORDS.get("engine") + "\nstore=" + STORE_PASSWORD + "\n");
    List<String> lines = new ArrayList<>(List.of(security("engine", "${file:" + vault + ":password}", "${file:" + vault + ":store}")));
    lines.add("config.providers=file");
    lines.add("config.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider");
    String engineSettings = settings("engine", lines.toArray(String[]::new));
    ChildProcess engine = engine("engine", engineSettings);
    ChildProcess scheduler = scheduler("scheduler", settings("scheduler", security("scheduler")));
    engine.awaitLine("engine ready", START);
    scheduler.awaitLine("scheduler ready", START);
    processes.start("services", devServer("services", "services")).awaitLine("services ready", START);

    ChildProcess play = processes.start("play", devServer("play", "starter"));
    assertThat(play.awaitExit(PLAY)).as(play.output()).isZero();
    assertThat(play.output()).contains("All 3 outcomes are right.");
    noSecretIsInADeadLetter();
    theEnginesRightsAreEnoughForItsCommands(engineSettings);
    assertThat(engine.stop()).isZero();
    assertThat(scheduler.stop()).isZero();
  }

  /** Prune with nothing to remove asks for every right that it needs. */
  private void theEnginesRightsAreEnoughForItsCommands(String engineSettings) {
    for (String command : List.of("bundles list", "bundles prune", "bundles publish " + Bundles.demo("trip-booking-saga"), "threads list --parked")) {
      List<String> all = new ArrayList<>(List.of(command.split(" ")));
      all.addAll(List.of("-c", engineSettings));
      ChildProcess process = processes.start(String.join("-", all.subList(0, 2)), withDebugLog(Installation.engine(all.toArray(String[]::new))));
      assertThat(process.awaitExit(START)).as(process.output()).isZero();
    }
  }

  private void noSecretIsInADeadLetter() {
    try (KafkaTester kafka = new KafkaTester(broker.openAddress(), "workflow-dead-letter")) {
      kafka.send("workflow-resume", "nobody", "nonsense");
      kafka.send("workflow-scheduler", "nonsense", "10");
      kafka.await("workflow-dead-letter", "nobody", START);
      kafka.await("workflow-dead-letter", "nonsense", START);
      assertThat(kafka.all("workflow-dead-letter")).allSatisfy(letter -> {
        List<byte[]> parts = new ArrayList<>(List.of(letter.key(), letter.value()));
        letter.headers().forEach(header -> parts.add(header.value()));
        assertThat(parts).extracting(part -> new String(part, StandardCharsets.UTF_8))
            .noneMatch(text -> PASSWORDS.values().stream().anyMatch(text::contains) || text.contains(STORE_PASSWORD));
      });
    }
  }

  @Test
  void aRightOfTheEngineThatIsMissingIsNamed() throws IOException {
    String settings = settings("poor-engine", security("engine"));
    for (String resource : List.of("workflow-resume", "workflow-result", "saga-cancel-flight", "kafka-workflow")) {
      refused("User:engine", resource, AclOperation.ANY, () -> engine("without-" + resource, settings));
    }
    refused("User:engine", "kafka-workflow-", AclOperation.WRITE, () -> engine("without-transactions", settings));
  }

  @Test
  void aRightOfTheSchedulerThatIsMissingIsNamed() throws IOException {
    String settings = settings("poor-scheduler", security("scheduler"));
    for (String resource : List.of("workflow-scheduler", "workflow-resume", "kafka-workflow-scheduler")) {
      refused("User:scheduler", resource, AclOperation.ANY, () -> scheduler("without-" + resource, settings));
    }
    refused("User:scheduler", "kafka-workflow-scheduler-", AclOperation.WRITE, () -> scheduler("without-transactions", settings));
  }

  /** A client with some right on the topic, but not the one it needs, learns exactly which. */
  @Test
  void theOperationIsNamedToo() throws IOException {
    AclBinding write = documented("User:scheduler", "workflow-dead-letter", AclOperation.WRITE).get(0);
    AclBinding describe = new AclBinding(write.pattern(),
        new org.apache.kafka.common.acl.AccessControlEntry("User:scheduler", "*", AclOperation.DESCRIBE, write.entry().permissionType()));
    broker.withdraw(write);
    broker.grant(List.of(describe));
    try {
      ChildProcess refused = scheduler("may-only-look", settings("looking-scheduler", security("scheduler")));
      assertThat(refused.awaitExit(START)).isEqualTo(1);
      assertThat(refused.output()).contains("config/not-authorized", "WRITE on topic workflow-dead-letter").doesNotContain("\tat ");
    } finally {
      broker.withdraw(describe);
    }
  }

  @Test
  void wrongPasswordsAreRefusedAndNotShown() throws IOException {
    String right = PASSWORDS.get("engine");
    assertRefused(engine("wrong-password", settings("a", security("engine", WRONG_PASSWORD, STORE_PASSWORD))), "config/broker-unreachable", "Authentication failed");
    assertRefused(engine("wrong-store-password", settings("b", security("engine", right, WRONG_PASSWORD))), "config/broker-unreachable", "password");
    assertRefused(scheduler("wrong-scheduler-password", settings("c", security("scheduler", WRONG_PASSWORD, STORE_PASSWORD))),
        "config/broker-unreachable", "Authentication failed");
    String[] malformed = Arrays.stream(security("engine", right, STORE_PASSWORD)).map(line -> line.replace(" required ", " ").replace("\";", "\"")).toArray(String[]::new);
    assertRefused(engine("malformed-jaas", settings("d", malformed)), "config/");
    assertRefused(engine("prefixed", settings("e", Stream.concat(Arrays.stream(security("engine", right, STORE_PASSWORD)),
        Stream.of("main.consumer.sasl.jaas.config=" + WRONG_PASSWORD, "workflow.unknown.password=" + WRONG_PASSWORD)).toArray(String[]::new))), "main.consumer.sasl.jaas.config = [hidden]");
  }

  /**
   * The caller of demos/cloudevents-callback, a client in TypeScript: TLS with the broker's certificate as authority, SCRAM, and the rights that its README lists (0-07, 0-11).
   * What the workflow does is done here: it has its own tests.
   */
  @Test
  void theCallerOfTheEventsDemoStartsAnInstance_0_07() throws IOException {
    broker.createTopics("order.placed", "order.instances");
    broker.grant(EventCaller.rights("shop"));
    EventCaller caller = new EventCaller(processes, directory, broker.address(), certificates);
    try (KafkaTester kafka = new KafkaTester(broker.openAddress(), "order.placed")) {
      var answer = caller.start("caller", PASSWORDS.get("shop")).placeAnOrder();
      var placed = kafka.await("the event", START, record -> record.topic().equals("order.placed"));
      String reference = KafkaTester.text(placed.key());
      assertThat(KafkaTester.text(placed.value())).contains("\"orderref\":\"" + reference + "\"");
      kafka.send("order.instances", reference, "{\"id\":\"order-1\",\"variables\":{\"orderref\":\"" + reference + "\"}}");
      assertThat(answer.join()).isEqualTo("200 {\"id\":\"order-1\"}");
    }
    assertThat(caller.stop()).isZero();
    caller.startsNot("caller-with-a-wrong-password", WRONG_PASSWORD);
    caller.startsNotWithBrokenJson("caller-without-json");
  }

  private static void assertRefused(ChildProcess process, String... texts) {
    assertThat(process.awaitExit(START)).as(process.output()).isEqualTo(1);
    assertThat(process.output()).contains(texts);
  }

  private void refused(String principal, String resource, AclOperation operation, java.util.function.Supplier<ChildProcess> start) {
    List<AclBinding> rights = documented(principal, resource, operation);
    rights.forEach(broker::withdraw);
    ChildProcess process = start.get();
    assertThat(process.awaitExit(START)).as(process.output()).isEqualTo(1);
    assertThat(process.output().lines().filter(line -> line.contains("config/") || line.startsWith("  at    "))).as(process.output()).anyMatch(line -> line.contains(resource));
    broker.grant(rights);
  }

  private static List<AclBinding> documented(String principal, String resource, AclOperation operation) {
    List<AclBinding> found = DocumentedRights.all().stream().filter(right -> right.entry().principal().equals(principal)
        && right.pattern().name().equals(resource) && (operation == AclOperation.ANY || right.entry().operation() == operation)).toList();
    assertThat(found).as("%s in docs/security.md", resource).isNotEmpty();
    return found;
  }

  private ChildProcess engine(String name, String settings) {
    return processes.start(name, withDebugLog(Installation.engine(Bundles.demo("trip-booking-saga").toString(), settings)));
  }

  private ChildProcess scheduler(String name, String settings) {
    return processes.start(name, withDebugLog(Installation.scheduler(settings)));
  }

  private static List<String> withDebugLog(List<String> command) {
    List<String> all = new ArrayList<>(command);
    all.add(1, "-Dorg.slf4j.simpleLogger.log.io.kafkaworkflow=debug");
    all.add(2, "-Dorg.slf4j.simpleLogger.defaultLogLevel=info"); // Kafka prints its settings at this level
    return all;
  }

  private List<String> devServer(String command, String user) throws IOException {
    Path config = Files.write(directory.resolve(user + ".properties"), List.of(security(user)));
    return Installation.devServer(command, "trip-booking-saga", "-b", broker.address(), "--config", config.toString());
  }

  private String settings(String name, String... lines) {
    return Settings.file(directory.resolve(name), broker.address(), lines);
  }

  private String[] security(String user) {
    return security(user, PASSWORDS.get(user), STORE_PASSWORD);
  }

  private String[] security(String user, String password, String storePassword) {
    return new String[] {
      "security.protocol=SASL_SSL",
      "sasl.mechanism=SCRAM-SHA-512",
      "sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\"" + password + "\";",
      "ssl.truststore.location=" + certificates.trustStore(),
      "ssl.truststore.type=PKCS12",
      "ssl.truststore.password=" + storePassword};
  }
}

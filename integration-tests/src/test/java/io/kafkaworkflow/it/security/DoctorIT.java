package io.kafkaworkflow.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.command.EngineCommands;
import io.kafkaworkflow.it.process.Bundles;
import io.kafkaworkflow.it.process.EngineCommand;
import io.kafkaworkflow.it.process.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code doctor} on a real broker with TLS, a password and ACLs: one misconfiguration at a time is seeded, and must be found by its check, as an error that says where. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoctorIT {
  private static final String PASSWORD = "engine-secret-5713";
  private static final String STORE_PASSWORD = "store-secret-5711";
  /** What was changed a moment ago is known to the controller before the broker shows it. */
  private static final Duration KNOWN_MAX = Duration.ofSeconds(20);
  private static final String CHANGELOG = "kafka-workflow-workflow-threads-changelog";
  private static final String[] TOPICS = {"saga-reserve-car", "saga-reserve-hotel", "saga-reserve-flight", "saga-cancel-car", "saga-cancel-hotel", "saga-cancel-flight",
    "workflow-scheduler", "workflow-resume", "workflow-result", "workflow-error", "workflow-dead-letter", "workflow-events"};

  @TempDir static Path directory;
  private SecureBroker broker;
  private Certificates certificates;
  private final StringWriter out = new StringWriter();

  @BeforeAll
  void startBroker() {
    certificates = Certificates.in(directory, STORE_PASSWORD);
    broker = new SecureBroker(directory.resolve("broker"), certificates);
    broker.addUser("engine", PASSWORD);
    broker.createTopics(TOPICS);
    broker.createCompactedTopic("workflow-bundles");
  }

  @BeforeEach
  void grantWhatTheDocumentSaysAndTheRightToLook() {
    broker.grant(DocumentedRights.all());
    broker.grant(List.of(right(ResourceType.CLUSTER, "kafka-cluster", AclOperation.DESCRIBE_CONFIGS), right(ResourceType.TOPIC, "*", AclOperation.DESCRIBE_CONFIGS)));
  }

  @AfterEach
  void noSecretIsShown() {
    assertThat(out.toString()).doesNotContain(PASSWORD, STORE_PASSWORD);
    out.getBuffer().setLength(0);
  }

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  @Test
  void whereAllIsWellThereIsNoError() throws IOException {
    String settings = settings();
    Awaitility.await("the broker to know its topics and rights").atMost(KNOWN_MAX).untilAsserted(() -> {
      out.getBuffer().setLength(0);
      assertThat(doctor(settings)).as(out.toString()).isZero();
      assertThat(lines("error")).isEmpty();
      assertThat(lines("skipped")).isEmpty();
      assertThat(lines("fine")).hasSizeGreaterThan(15);
    });
  }

  /** Idempotent, dry first, with the settings of the engine for its own topics; then they are as they were asked for. */
  @Test
  void topicsAreCreatedAndChecked() throws IOException {
    String own = settings("bootstrap.servers=" + broker.openAddress(), "security.protocol=PLAINTEXT", "sasl.mechanism=GSSAPI", "workflow.topic.bundles=new-bundles",
        "workflow.topic.dead-letter=new-letters", "workflow.topic.resume=new-resume");
    String bundle = Bundles.demo("trip-booking-saga").toString();
    assertThat(command("topics", "check", bundle, "-c", own, "-o", "json")).isEqualTo(1);
    assertThat(lines("error")).singleElement().satisfies(line -> assertThat(line).contains("topics-exist", "new-bundles", "new-letters", "new-resume"));

    assertThat(command("topics", "create", bundle, "-c", own, "--partitions", "3", "--set", "retention.ms=86400001", "--dry-run")).isZero();
    assertThat(out.toString()).contains("would create  new-resume", "exists        workflow-result", "3 would be created (dry run), 10 there before");
    assertThat(command("topics", "create", bundle, "-c", own, "--partitions", "3", "--set", "no.such.setting=1", "--dry-run")).isEqualTo(1);
    assertThat(out.toString()).contains("config/topic-not-created", "no.such.setting");

    assertThat(command("topics", "create", bundle, "-c", own, "--partitions", "3", "--set", "retention.ms=86400001", "-o", "json")).isZero();
    assertThat(out.toString()).contains("{\"topic\":\"new-resume\",\"existed\":false,\"created\":true,\"settings\":{\"retention.ms\":\"86400001\"}}", "3 created");
    assertThat(command("topics", "create", bundle, "-c", own, "--partitions", "3")).isZero();
    assertThat(out.toString()).contains("exists        new-bundles", "0 created, 13 there before");

    assertThat(command("topics", "check", bundle, "-c", own, "-o", "json")).as(out.toString()).isZero();
    assertThat(command("topics", "check", bundle, "-c", own, "-o", "json", "--partitions", "3")).isEqualTo(1);
    assertThat(lines("error")).allSatisfy(line -> assertThat(line).contains("topics-as-given", "expected 3 partitions, but found 1")).noneMatch(line -> line.contains("new-"));
  }

  @Test
  void topicsThatAreMissing() throws IOException {
    found("topics-exist", "absent-errors", settings("workflow.topic.error=absent-errors"));
  }

  @Test
  void aTopicThatForgetsRecordsOfThreads() throws IOException {
    foundWith("workflow-resume", "cleanup.policy", "compact", "topics-cleanup");
  }

  @Test
  void aTopicThatForgetsBundles() throws IOException {
    broker.set("workflow-bundles", "cleanup.policy", "delete");
    try {
      found("topics-cleanup", "workflow-bundles", settings());
    } finally {
      broker.set("workflow-bundles", "cleanup.policy", "compact");
    }
  }

  @Test
  void partitionsThatAreNotThoseOfTheThreads() throws IOException {
    broker.createTopics(2, CHANGELOG);
    try {
      found("topics-partitions", "workflow-resume", settings());
    } finally {
      broker.deleteTopic(CHANGELOG);
    }
  }

  @Test
  void aTopicThatIsTooSmallForOutputs() throws IOException {
    foundWith("workflow-result", "max.message.bytes", "100000", "message-sizes");
  }

  @Test
  void aTopicThatNobodyCanWrite() throws IOException {
    foundWith("workflow-events", "min.insync.replicas", "2", "topics-replication");
  }

  @Test
  void timesThatTheBrokersRefuse() throws IOException {
    found("transaction-timeout", "transaction.timeout.ms", settings("transaction.timeout.ms=1000000", "max.poll.interval.ms=2000000"));
    found("session-timeout", "session.timeout.ms", settings("session.timeout.ms=500", "heartbeat.interval.ms=100"));
  }

  @Test
  void timesThatDoNotFitTogether() throws IOException {
    found("step-limits", "workflow.step.halt.after.ms", settings("workflow.step.halt.after.ms=4000"));
    found("poll-intervals", "max.poll.interval.ms", settings("max.poll.interval.ms=5000"));
  }

  @Test
  void rightsThatAreMissing() throws IOException {
    foundWithout("workflow-bundles", AclOperation.WRITE, "WRITE on topic workflow-bundles");
    foundWithout("kafka-workflow-", AclOperation.ANY, "transactional ids that begin with kafka-workflow-");
    foundWithout("kafka-workflow-workflow-", AclOperation.CREATE, CHANGELOG);
  }

  @Test
  void anHttpServerThatIsOpenToOthersAndMayNotDoWhatItsRoutesDo() throws IOException {
    Path tokens = Files.writeString(directory.resolve("tokens"), "write tooshort\n");
    Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-r--r--"));
    found("http-reach", "0.0.0.0:8080", settings("workflow.http.listen=0.0.0.0:8080"));
    assertThat(lines("warning")).anySatisfy(line -> assertThat(line).contains("\"http-rights\"", "WRITE on topic workflow-resume", "READ on topic workflow-events"));
    found("http-files", "workflow.http.tokens.file", settings("workflow.http.listen=8080", "workflow.http.tokens.file=" + tokens));
    assertThat(lines("warning")).anySatisfy(line -> assertThat(line).contains("\"secrets-private\"", "tokens"));
    assertThat(out.toString()).doesNotContain("tooshort");
  }

  @Test
  void brokersThatDoNotLetTheEngineIn() throws IOException {
    found("brokers-reachable", "no-such-host.invalid:9092", settings("bootstrap.servers=no-such-host.invalid:9092"));
    String wrong = security().map(line -> line.replace(PASSWORD, "wrong" + PASSWORD)).reduce((a, b) -> a + "\n" + b).orElseThrow();
    found("brokers-reachable", "bootstrap.servers", settings(wrong));
  }

  @Test
  void aSettingThatNobodyHasAndOneThatCannotBe() throws IOException {
    assertThat(doctor(settings("workflow.step.time.limt.ms=100"), "--strict")).isEqualTo(1);
    assertThat(lines("warning")).anySatisfy(line -> assertThat(line).contains("\"settings-known\"", "workflow.step.time.limt.ms"));
    out.getBuffer().setLength(0);
    found("settings-valid", "workflow.step.time.limit.ms", settings("workflow.step.time.limit.ms=4000"));
  }

  /** As people give it. */
  @Test
  void theJarSaysItInFourParts() throws IOException {
    EngineCommand answer = EngineCommand.run(directory, "doctor", "-c", settings("workflow.topic.error=absent-errors"));
    assertThat(answer.ended(1)).contains("fine     brokers-reachable").anyMatch(line -> line.startsWith("error    topics-exist: ") && line.contains("absent-errors"))
        .anyMatch(line -> line.startsWith("  help  create them with"));
    assertThat(answer.err()).contains("1 error(s)").doesNotContain("\tat ", PASSWORD, STORE_PASSWORD);
  }

  private void foundWith(String topic, String setting, String value, String check) throws IOException {
    broker.set(topic, setting, value);
    try {
      found(check, "topic " + topic, settings());
    } finally {
      broker.set(topic, setting, "");
    }
  }

  private void foundWithout(String resource, AclOperation operation, String named) throws IOException {
    List<AclBinding> rights = DocumentedRights.all().stream().filter(right -> right.entry().principal().equals("User:engine")
        && right.pattern().name().equals(resource) && (operation == AclOperation.ANY || right.entry().operation() == operation)).toList();
    assertThat(rights).isNotEmpty();
    rights.forEach(broker::withdraw);
    found("rights", named, settings());
    broker.grant(rights);
  }

  /** Exactly this check finds an error, and names what it is about. */
  private void found(String check, String named, String settings) {
    Awaitility.await(check + " to find it").atMost(KNOWN_MAX).untilAsserted(() -> {
      out.getBuffer().setLength(0);
      assertThat(doctor(settings)).as(out.toString()).isEqualTo(1);
      assertThat(lines("error")).as(out.toString()).isNotEmpty()
          .allSatisfy(line -> assertThat(line).startsWith("{\"check\":\"" + check + "\",").contains("\"then\":\"", "\"help\":\""))
          .anySatisfy(line -> assertThat(line).contains(named));
    });
  }

  private int doctor(String settings, String... more) {
    List<String> arguments = new ArrayList<>(List.of("doctor", Bundles.demo("trip-booking-saga").toString(), "-c", settings, "-o", "json"));
    arguments.addAll(Arrays.asList(more));
    return command(arguments.toArray(String[]::new));
  }

  private int command(String... arguments) {
    out.getBuffer().setLength(0);
    return EngineCommands.addTo(new CommandLine(CommandSpec.create())).setOut(new PrintWriter(out)).setErr(new PrintWriter(out, true))
        .setExecutionExceptionHandler(EngineCommands::refused).execute(arguments);
  }

  private List<String> lines(String level) {
    return out.toString().lines().filter(line -> line.contains("\"level\":\"" + level + "\"")).toList();
  }

  /** The last line of a name wins. */
  private String settings(String... lines) throws IOException {
    Path own = Files.createTempDirectory(directory, "engine");
    return Settings.file(own, broker.address(), Stream.concat(security(), Stream.of(lines)).toArray(String[]::new));
  }

  private Stream<String> security() {
    return Stream.of("security.protocol=SASL_SSL", "sasl.mechanism=SCRAM-SHA-512",
        "sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username=\"engine\" password=\"" + PASSWORD + "\";",
        "ssl.truststore.location=" + certificates.trustStore(), "ssl.truststore.type=PKCS12", "ssl.truststore.password=" + STORE_PASSWORD);
  }

  private static AclBinding right(ResourceType type, String name, AclOperation operation) {
    return new AclBinding(new ResourcePattern(type, name, PatternType.LITERAL), new AccessControlEntry("User:engine", "*", operation, AclPermissionType.ALLOW));
  }
}

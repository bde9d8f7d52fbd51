package io.kafkaworkflow.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.process.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/** The HTTP caller of demos/cloudevents-callback as a process, configured for a broker with TLS and passwords. */
final class EventCaller {
  static final String BEARER = "bearer-secret-4718";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern LISTENING = Pattern.compile("listening on (127\\.0\\.0\\.1:\\d+), starts by event are on");
  private static final Path DEMO = Installation.ROOT.resolve("demos/cloudevents-callback");

  private final Processes processes;
  private final Path directory;
  private final String broker;
  private final Certificates certificates;
  private @Nullable ChildProcess process;

  /** @param directory where its configuration is written */
  EventCaller(Processes processes, Path directory, String broker, Certificates certificates) {
    this.processes = processes;
    this.directory = directory;
    this.broker = broker;
    this.certificates = certificates;
  }

  /** What its README says that the caller needs; {@code user} is its client id, too. */
  static List<AclBinding> rights(String user) {
    return List.of(right(user, ResourceType.TOPIC, "order.placed", PatternType.LITERAL, AclOperation.WRITE),
        right(user, ResourceType.TOPIC, "order.instances", PatternType.LITERAL, AclOperation.READ),
        right(user, ResourceType.GROUP, user + "-", PatternType.PREFIXED, AclOperation.READ));
  }

  private static AclBinding right(String user, ResourceType type, String name, PatternType pattern, AclOperation operation) {
    return new AclBinding(new ResourcePattern(type, name, pattern), new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }

  /** Returns when it listens, and so reads the topic of instances. */
  EventCaller start(String name, String password) throws IOException {
    process = run(name, password).awaitText("starts by event are on", PATIENCE);
    return this;
  }

  /** It ends by itself, and says that Kafka did not let it in. */
  void startsNot(String name, String password) throws IOException {
    ChildProcess refused = run(name, password);
    assertThat(refused.awaitExit(PATIENCE)).as(refused.output()).isNotZero();
    assertThat(refused.output()).containsIgnoringCase("authentication");
  }

  /** Of a file that is no JSON nothing is shown: the place of the fault may be a password. */
  void startsNotWithBrokenJson(String name) throws IOException {
    Path config = Files.writeString(directory.resolve(name + ".json"), "{\"bearerTokens\": [\"" + BEARER + "\" \"port\"}");
    ChildProcess refused = processes.start(name, List.of("node", DEMO.resolve("bin/caller.mjs").toString(), config.toString()));
    assertThat(refused.awaitExit(PATIENCE)).isEqualTo(1);
    assertThat(refused.output()).isEqualToIgnoringNewLines(config + " is not JSON");
  }

  int stop() {
    return running().stop();
  }

  private ChildProcess run(String name, String password) throws IOException {
    String authority = Files.readString(certificates.authority()).lines().collect(Collectors.joining("\\n"));
    Path config = Files.writeString(directory.resolve(name + ".json"), """
        {"port": 0, "bearerTokens": ["%s"], "executeUrl": "http://127.0.0.1:9/workflows", "definitions": {"order": "%s"},
         "kafka": {"clientId": "shop", "brokers": ["%s"], "ssl": {"ca": "%s"}, "sasl": {"mechanism": "SCRAM-SHA-512", "username": "shop", "password": "%s"}}}
        """.formatted(BEARER, DEMO.resolve("definitions/order.yaml"), broker, authority, password));
    return processes.start(name, List.of("node", DEMO.resolve("bin/caller.mjs").toString(), config.toString()));
  }

  /** Status and body of the answer, which comes when the instance has told of itself. */
  CompletableFuture<String> placeAnOrder() {
    Matcher listening = LISTENING.matcher(running().output());
    assertThat(listening.find()).isTrue();
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + listening.group(1) + "/execute/order")).header("authorization", "Bearer " + BEARER).timeout(PATIENCE)
        .POST(HttpRequest.BodyPublishers.ofString("{\"inputData\":{\"isEvent\":true,\"item\":\"lamp\",\"total\":30}}")).build();
    return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(answer -> answer.statusCode() + " " + answer.body());
  }

  private ChildProcess running() {
    if (process == null) throw new IllegalStateException("start it first");
    return process;
  }
}

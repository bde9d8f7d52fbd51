package io.kafkaworkflow.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.start.StartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real server on a port of its own; the streams are there and not started, so that no broker is needed. */
@NullUnmarked
class HttpServerTest {
  private static final String READER = "reader-0123456789abcdef";
  private static final String WRITER = "writer-0123456789abcdef";

  private static final int REQUESTS_MAX = 30;

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private KafkaStreams streams;
  private HttpServer server;

  @BeforeEach
  void makeStreams() {
    Topology topology = new Topology();
    topology.addSource("source", "topic");
    Properties properties = new Properties();
    properties.setProperty("application.id", "test");
    properties.setProperty("bootstrap.servers", "127.0.0.1:1");
    properties.setProperty("state.dir", directory.resolve("state").toString());
    streams = new KafkaStreams(topology, properties);
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
    streams.close();
  }

  @Test
  void aProcessThatStartsIsAliveAndNotReady() throws Exception {
    start(Optional.empty());

    assertThat(get("/health/live", "").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready", "").statusCode()).isEqualTo(503);
    assertThat(get("/health/ready", "").body()).isEqualTo("{\"ok\":false,\"state\":\"CREATED\"}");
  }

  @Test
  void readyMeansRunningAndLiveMeansNotBeyondRepair() {
    assertThat(Health.reply(true, "RUNNING").status()).isEqualTo(200);
    assertThat(List.of("CREATED", "REBALANCING", "PENDING_SHUTDOWN", "ERROR")).allSatisfy(state ->
        assertThat(Health.reply(true, state).status()).isEqualTo(503));
    assertThat(List.of("CREATED", "REBALANCING", "RUNNING", "PENDING_SHUTDOWN")).allSatisfy(state ->
        assertThat(Health.reply(false, state).status()).isEqualTo(200));
    assertThat(List.of("PENDING_ERROR", "ERROR", "NOT_RUNNING")).allSatisfy(state -> assertThat(Health.reply(false, state).status()).isEqualTo(503));
  }

  @Test
  void metricsAreThoseOfTheStreamsAndTheJvm() throws Exception {
    start(Optional.empty());

    HttpResponse<String> metrics = get("/metrics", "");
    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.headers().firstValue("content-type")).hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    assertThat(metrics.body()).contains("kafka_stream_alive_stream_threads", "jvm_memory_used_bytes", "workflow_test{kind=\"x\"} 42.0");
    assertThat(get("/metrics", "").body()).contains("workflow_http_requests_seconds_count{route=\"GET /metrics\",status=\"200\"}");
  }

  @Test
  void withATokensFileMetricsNeedATokenAndHealthDoesNot() throws Exception {
    start(Optional.of(Files.writeString(directory.resolve("tokens"), "read " + READER + "\nwrite " + WRITER + "\n")));

    assertThat(get("/metrics", "").statusCode()).isEqualTo(401);
    assertThat(get("/metrics", "").headers().firstValue("www-authenticate")).contains("Bearer");
    assertThat(get("/metrics", "Bearer " + READER).statusCode()).isEqualTo(200);
    assertThat(get("/metrics", "bearer " + WRITER).statusCode()).isEqualTo(200);
    assertThat(get("/metrics", "Basic " + READER).statusCode()).isEqualTo(401);
    assertThat(get("/health/live", "").statusCode()).isEqualTo(200);
    assertThat(get("/write", "Bearer " + READER).statusCode()).isEqualTo(403);
    assertThat(get("/write", "Bearer " + WRITER).statusCode()).isEqualTo(200);
  }

  @Test
  void aWebPageThatPointsItsOwnNameHereIsNotServed() throws Exception {
    start(Optional.empty());

    assertThat(get("/write", "").statusCode()).isEqualTo(200);
    assertThat(raw("GET /write HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 403 ").contains("http/no-tokens");
    assertThat(raw("GET /write HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void everyRefusalIsAProblemDocument() throws Exception {
    start(Optional.empty());

    HttpResponse<String> unknown = get("/nothing/here", "");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(unknown.body()).contains("\"code\":\"http/no-such-route\"", "\"status\":404", "\"then\":", "\"help\":");
    assertThat(raw("DELETE /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 405 ").contains("http/method-not-allowed");
    assertThat(get("/health/live?x=1", "").statusCode()).isEqualTo(400);
    assertThat(get("/broken", "").statusCode()).isEqualTo(500);
    assertThat(get("/broken", "").body()).contains("http/internal-error").doesNotContain("secret");
    assertThat(raw("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ").contains("http/bad-request");
    assertThat(raw("GET /health/live HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n")).startsWith("HTTP/1.1 431 ").contains("http/bad-request");
  }

  @Test
  void headIsGetWithoutABody() throws Exception {
    start(Optional.empty());

    assertThat(raw("HEAD /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
  }

  @Test
  void anAddressThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HttpSettings settings = new HttpSettings(new ListenAddress("127.0.0.1", taken.getLocalPort()), Optional.empty(), Optional.empty(), 100, 50);
      assertThatThrownBy(() -> HttpServer.start(settings, () -> streams.state().name(), List.of(streams), Service.none())).isInstanceOf(StartException.class)
          .hasMessageContaining("config/invalid-setting").hasMessageContaining("`workflow.http.listen`").hasMessageContaining(":" + taken.getLocalPort());
    }
  }

  @Test
  void bodiesAreJsonAndBounded() throws Exception {
    start(Optional.empty());

    assertThat(post("application/json", "{\"a\":1}").body()).isEqualTo("{\"a\":1}");
    assertThat(post("application/json; charset=UTF-8", "1").statusCode()).isEqualTo(200);
    assertThat(post("text/plain", "1").statusCode()).isEqualTo(415);
    assertThat(post("application/json; charset=latin1", "1").statusCode()).isEqualTo(415);
    assertThat(post("application/json", " ".repeat(101)).statusCode()).isEqualTo(413);
    assertThat(raw("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        + "65\r\n" + " ".repeat(101) + "\r\n0\r\n\r\n")).startsWith("HTTP/1.1 413 ").contains("http/body-too-large");
  }

  @Test
  void whoAsksTooOftenIsToldWhenToComeBack() throws Exception {
    start(Optional.empty());

    List<HttpResponse<String>> refused = new ArrayList<>();
    for (int i = 0; i < 20 * REQUESTS_MAX && refused.isEmpty(); i++) {
      HttpResponse<String> answer = get("/write", "");
      if (answer.statusCode() != 200) {
        refused.add(answer);
      }
    }
    // on a machine that is too slow to exceed the limit, the unit test of RateLimits alone says what happens
    assertThat(refused).allSatisfy(answer -> {
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("retry-after")).contains("1");
    });
    assertThat(get("/health/live", "").statusCode()).isEqualTo(200);
  }

  @Test
  void eventsAreStreamedUntilTheirEnd() throws Exception {
    start(Optional.empty());

    HttpResponse<String> events = get("/events", "");
    assertThat(events.headers().firstValue("content-type")).contains("text/event-stream");
    assertThat(events.body()).isEqualTo("event: a\ndata: 1\n\n:\n\nevent: b\ndata: 2\n\n");
  }

  @Test
  void withAKeyStoreTheServerSpeaksTlsAndNothingElse() throws Exception {
    Path keyStore = directory.resolve("http.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process made = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", "http", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1",
        "-storetype", "PKCS12", "-keystore", keyStore.toString(), "-storepass", "changeit").redirectErrorStream(true).start();
    assertThat(made.getInputStream().readAllBytes()).isNotNull();
    assertThat(made.waitFor()).isZero();
    start(Optional.empty(), Optional.of(new HttpSettings.KeyStoreFile(keyStore, "changeit")));

    Certificate certificate = KeyStore.getInstance(keyStore.toFile(), "changeit".toCharArray()).getCertificate("http");
    Path pem = Files.writeString(directory.resolve("http.pem"),
        "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded()) + "\n-----END CERTIFICATE-----\n");
    HttpClient secure = HttpClient.newBuilder().sslContext(TrustedCertificates.context(pem)).build();
    assertThat(server.url()).startsWith("https://");
    assertThat(secure.send(HttpRequest.newBuilder(URI.create(server.url() + "/health/live")).build(), HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> client.send(HttpRequest.newBuilder(URI.create(server.url().replace("https:", "http:") + "/health/live")).build(),
        HttpResponse.BodyHandlers.ofString())).isInstanceOf(IOException.class);
  }

  @Test
  void aWrongPasswordOfTheKeyStoreIsNamedAndNotShown() throws Exception {
    Path noKeyStore = Files.writeString(directory.resolve("http.p12"), "no key store");
    assertThatThrownBy(() -> start(Optional.empty(), Optional.of(new HttpSettings.KeyStoreFile(noKeyStore, "verySecret")))).isInstanceOf(StartException.class)
        .hasMessageContaining("`workflow.http.tls.keystore.file`").message().doesNotContain("verySecret");
  }

  private void start(Optional<Path> tokens) {
    start(tokens, Optional.empty());
  }

  private void start(Optional<Path> tokens, Optional<HttpSettings.KeyStoreFile> keyStore) {
    HttpSettings settings = new HttpSettings(new ListenAddress("127.0.0.1", 0), tokens, keyStore, 100, REQUESTS_MAX);
    server = HttpServer.start(settings, () -> streams.state().name(), List.of(streams), new Service() {
      @Override
      public List<Route> routes() {
        return List.of(
            Route.get("/write", Access.WRITE, Set.of(), exchange -> exchange.reply(Reply.json(200, "{}"))),
            Route.post("/echo", Access.WRITE, Set.of(), exchange -> exchange.reply(Reply.json(200, exchange.body()))),
            Route.get("/events", Access.READ, Set.of(), HttpServerTest::twoEvents),
            Route.get("/broken", Access.READ, Set.of(), exchange -> {
              throw new IllegalStateException("secret");
            }));
      }

      @Override
      public List<Gauge> gauges() {
        return List.of(new Gauge("workflow.test", "a number", "kind", "x", () -> 42));
      }

      @Override
      public void close() {}
    });
  }

  private static void twoEvents(Exchange exchange) {
    EventStream stream = exchange.stream();
    stream.send("a", "1");
    stream.keepAlive();
    stream.send("b", "2");
    stream.end();
    stream.send("c", "3");
  }

  private HttpResponse<String> post(String type, String body) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(URI.create(server.url() + "/echo")).header("Content-Type", type)
        .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path, String authorization) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Sends bytes as they are and reads until the server closes the connection. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", URI.create(server.url()).getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

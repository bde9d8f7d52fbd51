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
    assertThat(metrics.body()).contains("kafka_stream_alive_stream_threads", "jvm_memory_used_bytes");
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
      HttpSettings settings = new HttpSettings(new ListenAddress("127.0.0.1", taken.getLocalPort()), Optional.empty(), Optional.empty());
      assertThatThrownBy(() -> HttpServer.start(settings, () -> streams.state().name(), List.of(streams), List.of())).isInstanceOf(StartException.class)
          .hasMessageContaining("config/invalid-setting").hasMessageContaining("`workflow.http.listen`").hasMessageContaining(":" + taken.getLocalPort());
    }
  }

  private void start(Optional<Path> tokens) {
    server = HttpServer.start(new HttpSettings(new ListenAddress("127.0.0.1", 0), tokens, Optional.empty()), () -> streams.state().name(), List.of(streams), List.of(
        Route.get("/write", Access.WRITE, Set.of(), exchange -> exchange.reply(Reply.json(200, "{}"))),
        Route.get("/broken", Access.READ, Set.of(), exchange -> {
          throw new IllegalStateException("secret");
        })));
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

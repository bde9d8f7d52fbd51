package io.kafkaworkflow.engine.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.query.EngineAddress;
import io.kafkaworkflow.engine.query.MemoryThreads;
import io.kafkaworkflow.http.HttpServer;
import io.kafkaworkflow.http.HttpSettings;
import io.kafkaworkflow.http.ListenAddress;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/** The API on a real server and a real port, with stores in memory and a producer that only remembers. No broker. */
final class ApiFixture implements AutoCloseable {
  static final String READER = "reader-0123456789abcdef";
  static final String WRITER = "writer-0123456789abcdef";
  static final String TOPIC = "workflow-resume";
  /** What {@link #send} gives when the server closed the connection in the middle of a large body. */
  static final Answer CUT_OFF = new Answer(0, "", "");
  private static final int BODY_READ_MIN = 50_000;
  private static final EngineAddress SELF = new EngineAddress("self", 1);
  static final int PARTITIONS = 2;

  final MemoryThreads.Group group = new MemoryThreads.Group(PARTITIONS).give(0, SELF).give(1, SELF);
  final EngineService service;
  private final MockProducer<byte[], byte[]> producer;
  private final KafkaStreams streams;
  private final HttpServer server;

  /** @param directory of this test alone */
  ApiFixture(Path directory, int requestsPerSecondMax) throws IOException {
    this(directory, requestsPerSecondMax, Optional.empty());
  }

  /** @param keyStore for HTTPS */
  ApiFixture(Path directory, int requestsPerSecondMax, Optional<HttpSettings.KeyStoreFile> keyStore) throws IOException {
    Node node = new Node(0, "localhost", 1);
    List<PartitionInfo> partitions = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new PartitionInfo(TOPIC, i, node, new Node[] {node}, new Node[] {node}));
    }
    producer = new MockProducer<>(new Cluster("c", List.of(node), partitions, Set.of(), Set.of()), true, null, new ByteArraySerializer(), new ByteArraySerializer());
    service = EngineService.of(new RecordSender(TOPIC, topic -> producer), new EventTail("workflow-events", ApiFixture::noBroker),
        new Results("workflow-result", "workflow-error", ApiFixture::noBroker), new MemoryThreads(group, SELF));
    Topology topology = new Topology();
    topology.addSource("source", "topic");
    Properties properties = new Properties();
    properties.setProperty("application.id", "test");
    properties.setProperty("bootstrap.servers", "127.0.0.1:1");
    properties.setProperty("state.dir", directory.resolve("state").toString());
    streams = new KafkaStreams(topology, properties);
    Path tokens = Files.writeString(directory.resolve("tokens"), "read " + READER + "\nwrite " + WRITER + "\n");
    server = HttpServer.start(new HttpSettings(new ListenAddress("127.0.0.1", 0), Optional.of(tokens), keyStore, 100_000, requestsPerSecondMax),
        () -> streams.state().name(), List.of(streams), service);
  }

  /** Where the server listens. */
  EngineAddress address() {
    return new EngineAddress("127.0.0.1", URI.create(server.url()).getPort());
  }

  /** What was sent to {@code workflow-resume}. */
  List<ProducerRecord<byte[], byte[]>> sent() {
    return producer.history();
  }

  ProducerRecord<byte[], byte[]> lastSent() {
    return producer.history().get(producer.history().size() - 1);
  }

  Answer get(String target, String token) throws IOException {
    return send("GET", target, token, new byte[0]);
  }

  Answer post(String target, String token, String body, String... headers) throws IOException {
    return send("POST", target, token, body.getBytes(UTF_8), headers);
  }

  /**
   * Sends bytes that no client of the JDK would.
   *
   * @param token empty: no header
   * @param headers whole lines; with a body, the content type is JSON unless they say otherwise
   */
  Answer send(String method, String target, String token, byte[] body, String... headers) throws IOException {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    if (!token.isEmpty()) {
      head.append("Authorization: Bearer ").append(token).append("\r\n");
    }
    boolean hasType = false;
    for (String header : headers) {
      head.append(header).append("\r\n");
      hasType |= header.startsWith("Content-Type:");
    }
    if (method.equals("POST")) {
      head.append(hasType ? "" : "Content-Type: application/json\r\n").append("Content-Length: ").append(body.length).append("\r\n");
    }
    try (Socket socket = new Socket("127.0.0.1", URI.create(server.url()).getPort())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write((head + "\r\n").getBytes(UTF_8));
      socket.getOutputStream().write(body);
      return Answer.of(new String(socket.getInputStream().readAllBytes(), UTF_8));
    } catch (SocketException e) {
      if (body.length < BODY_READ_MIN) {
        throw e;
      }
      return CUT_OFF; // the server answered before it had read the whole body, and the answer was lost with the connection
    }
  }

  /** @param head lowest level text, as it came */
  record Answer(int status, String head, String body) {
    static Answer of(String text) {
      int end = text.indexOf("\r\n\r\n");
      if (end < 0) {
        throw new AssertionError("expected an HTTP answer, found: " + text);
      }
      return new Answer(Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
    }
  }

  private static <T> T noBroker() {
    throw new TimeoutException("no broker in this test");
  }

  @Override
  public void close() {
    server.close();
    streams.close();
  }
}

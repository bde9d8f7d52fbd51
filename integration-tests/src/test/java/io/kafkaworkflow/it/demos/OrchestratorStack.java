package io.kafkaworkflow.it.demos;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.process.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The demo rest-orchestrator as its Makefile starts it, on ports of its own. */
final class OrchestratorStack {
  private static final Duration MAKE_MAX = Duration.ofMinutes(4);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path demo = Story.directory("rest-orchestrator");
  private final Path directory = Installation.LOGS.resolve("RestOrchestratorIT");
  private final int[] ports = freePorts(3);
  private final HttpClient client = HttpClient.newHttpClient();

  String bootstrapServers() {
    return "127.0.0.1:" + ports[0];
  }

  URI gateway(String path) {
    return URI.create("http://127.0.0.1:" + ports[1] + path);
  }

  URI engine(String path) {
    return URI.create("http://127.0.0.1:" + ports[2] + path);
  }

  /** {@code make <target>}, in the demo. */
  void make(String target) {
    try {
      Files.createDirectories(directory);
      ProcessBuilder make = new ProcessBuilder("make", "-C", demo.toString(), target).redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("make.log").toFile()));
      make.environment().putAll(Map.of("BROKER_PORT", "" + ports[0], "GATEWAY_PORT", "" + ports[1], "ENGINE_PORT", "" + ports[2], "STACK_DIR", directory.resolve("stack").toString(),
          "JAVA_HOME", System.getProperty("java.home"), "PYTHON", Python.COMMAND, "WORKER_SESSION_MS", "2000"));
      make.environment().remove("KAFKA_BROKERS");
      Process process = make.start();
      if (!process.waitFor(MAKE_MAX.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("make " + target + " did not end within " + MAKE_MAX);
      }
      assertThat(process.exitValue()).as(() -> "make " + target + ":\n" + read(directory.resolve("make.log"))).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run make " + target, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** SIGKILL to one process of the stack. */
  void kill(String name) {
    long pid = pid(name);
    ProcessHandle.of(pid).orElseThrow(() -> new AssertionError(name + " does not run")).destroyForcibly();
    Awaitility.await(name + " to be gone").atMost(PATIENCE).until(() -> !isAlive(pid));
  }

  /** Waits for text in the log of one process, which begins anew with each start. */
  void awaitLog(String name, String text) {
    Awaitility.await(name + " to say " + text).atMost(PATIENCE).until(() -> log(name).contains(text));
  }

  private String log(String name) {
    return read(directory.resolve("stack").resolve(name + ".log"));
  }

  /** Processes of the stack that are alive. */
  List<String> running() {
    try (Stream<Path> files = Files.list(directory.resolve("stack"))) {
      return files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".pid")).map(file -> file.replace(".pid", ""))
          .filter(name -> isAlive(pid(name))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isDeleted() {
    return !Files.exists(directory.resolve("stack"));
  }

  private long pid(String name) {
    return Long.parseLong(read(directory.resolve("stack").resolve(name + ".pid")).split(" ")[0]);
  }

  /** Whoever has ended and is not waited for by its parent does not count. */
  private static boolean isAlive(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return !stat.substring(stat.lastIndexOf(')') + 2).startsWith("Z");
    } catch (IOException e) {
      return false;
    }
  }

  HttpResponse<String> get(URI uri) {
    return send(HttpRequest.newBuilder(uri).build()).join();
  }

  CompletableFuture<HttpResponse<String>> post(String path, String body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(gateway(path)).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) request.headers(headers);
    return send(request.build());
  }

  private CompletableFuture<HttpResponse<String>> send(HttpRequest request) {
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int[] freePorts(int count) {
    ServerSocket[] sockets = new ServerSocket[count];
    int[] ports = new int[count];
    try {
      for (int i = 0; i < count; i++) {
        sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ports[i] = sockets[i].getLocalPort();
      }
      for (ServerSocket socket : sockets) socket.close();
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException("no free ports", e);
    }
  }
}

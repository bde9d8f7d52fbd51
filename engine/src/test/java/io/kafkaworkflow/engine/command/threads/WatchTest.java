package io.kafkaworkflow.engine.command.threads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kafkaworkflow.engine.command.EngineCommands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code threads watch}: what it makes of the events that an engine sends, and of connections that break. */
class WatchTest {
  private static final String WAITING = event("snapshot", "{\"thread\":\"t 1\",\"status\":\"waiting\",\"updatedAt\":\"2026-11-21T08:00:04Z\",\"step\":\"3\"}");
  private static final String COMPLETED = event("completed", "{\"kind\":\"completed\",\"thread\":\"t 1\",\"step\":\"workflow-resume-0-9\",\"atEpochMs\":1795248004567}");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  /** What each connection answers, in turn; none left: the connection stays open, and silent. */
  private final Deque<String> answers = new ArrayDeque<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/threads/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aLifeIsShownUntilItsEnd() {
    answers.add(": comment\n\n" + WAITING + COMPLETED);
    assertThat(watch()).isZero();
    assertThat(out.toString().lines()).containsExactly("2026-11-21T08:00:04Z      waiting     3", "2026-11-21T08:00:04.567Z  completed   workflow-resume-0-9");
  }

  @Test
  void anEndedThreadIsOverAtOnceAndAnEndThatIsNoCompletionHasACode() {
    answers.add(event("snapshot", "{\"thread\":\"t 1\",\"status\":\"failed\"}"));
    assertThat(watch("-o", "json")).isEqualTo(ThreadsWatchCommand.EXIT_NOT_COMPLETED);
    assertThat(out.toString()).isEqualToIgnoringNewLines("{\"event\":\"snapshot\",\"data\":{\"thread\":\"t 1\",\"status\":\"failed\"}}");
  }

  @Test
  void aConnectionThatBreaksIsMadeAgainAndNothingIsShownTwice() {
    answers.addAll(Arrays.asList(WAITING, WAITING + event("problem", "{\"code\":\"query/unreachable\"}"), WAITING + COMPLETED));
    assertThat(watch()).isZero();
    assertThat(out.toString().lines()).hasSize(2).last().asString().contains("completed");
  }

  @Test
  void whoeverHasNoTimeIsTold() {
    assertThat(watch("--timeout", "0")).isEqualTo(ThreadsWatchCommand.EXIT_TIMEOUT);
    assertThat(err.toString()).contains("it has not ended within 0 s");
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    String answer = answers.poll();
    exchange.getResponseBody().write((answer == null ? ":\n\n" : answer).getBytes(UTF_8));
    exchange.getResponseBody().flush();
    if (answer != null) {
      exchange.close();
    }
  }

  private int watch(String... more) {
    String[] arguments = Arrays.copyOf(new String[] {"threads", "watch", "t 1", "--engine", "http://127.0.0.1:" + server.getAddress().getPort()}, 5 + more.length);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return EngineCommands.addTo(new CommandLine(CommandSpec.create())).setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(EngineCommands::refused).execute(arguments);
  }

  private static String event(String name, String json) {
    return "event: " + name + "\ndata: " + json + "\n\n";
  }
}

package io.kafkaworkflow.it.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkaworkflow.it.kafka.KafkaTester;
import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.it.process.Bundles;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.it.process.Settings;
import io.kafkaworkflow.process.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two engines of one group, over HTTPS with an authority of their own and tokens, answer the same, before, while and after one of them is stopped, comes back, and is killed. */
class TwoEnginesIT {
  private static final Duration START = Duration.ofSeconds(120);
  /** {@code -Dit.http.threads=1000} for the figures of docs/http.md. */
  private static final int THREADS = Integer.getInteger("it.http.threads", 200);
  private static final int PARTITIONS = 4;
  private static final String TOKEN = "token-secret-4721-0123456789";
  private static final int CUSTOMERS = 10;
  /** Threads that are ended before answers are compared: one in four completes, one fails, one is cancelled, one terminated. */
  private static final int ENDED = 40;
  private static final Pattern STARTED_AT = Pattern.compile("\"startedAt\":\"([^\"]+)\"");

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;
  private PrivateAuthority authority;
  private Path tokens;
  private Path token;

  @BeforeEach
  void lockUp() throws IOException {
    authority = PrivateAuthority.in(directory);
    tokens = Files.writeString(directory.resolve("tokens"), "write " + TOKEN + "\n");
    token = Files.writeString(directory.resolve("token"), TOKEN);
  }

  @Test
  void eitherEngineAnswersForAllWhateverHappensToTheOther() throws Exception {
    List<Integer> ports = freePorts();
    ChildProcess first = engine("first", "first", ports.get(0)).awaitText("listening on https", START); // the topics are there
    ChildProcess second = engine("second", "second", ports.get(1)).awaitLine("engine ready", START);
    first.awaitLine("engine ready", START);
    Web a = web(first, TOKEN);
    Web b = web(second, TOKEN);
    startThreads(a, b);
    awaitPartitions(a, b);
    anEndIsSeenByThoseWhoWaitForIt(a, b);
    endSome(a, b);

    ReadCalls calls = calls(a, "");
    Map<String, String> expected = calls.answers(a);
    assertThat(calls.answers(b)).isEqualTo(expected);
    theAnswersAreWhole(expected);
    nobodyIsAnsweredWithoutAToken(first, a, b);

    Commands commands = new Commands(processes, authority.certificate(), token);
    Map<String, List<String>> printed = commands.answers("first", a);
    assertThat(commands.answers("second", b)).isEqualTo(printed);
    assertThat("200 " + String.join(",", printed.get(Commands.LIST))).isEqualTo(expected.get("/v1/threads?limit=70"));

    Asking asking = new Asking(calls, expected);
    List<String> report = new ArrayList<>();
    report.add(asking.during("an engine stops", () -> {
      CompletableFuture<Integer> stopping = CompletableFuture.supplyAsync(second::stop);
      assertThat(commands.answers("meanwhile", a)).isEqualTo(printed);
      assertThat(stopping.join()).isZero();
    }, a, Optional.of(b)));
    assertThat(calls.answers(a)).isEqualTo(expected);

    ChildProcess back = engine("second-again", "second", ports.get(1)).awaitText("listening on https", START);
    Web c = web(back, TOKEN);
    report.add(asking.during("it comes back", () -> awaitPartitions(a, c), a, Optional.of(c)));
    assertThat(calls.answers(c)).isEqualTo(expected);
    assertThat(commands.answers("again", c)).isEqualTo(printed);

    ReadCalls copies = calls(a, "stale=true");
    awaitCopies(a, expected);
    back.kill();
    long killedNs = System.nanoTime();
    for (String call : copies.all()) {
      assertThat(copies.answer(a, call)).as(call).contains(expected.get(call));
    }
    report.add("it is killed: " + copies.all().size() + " calls with stale=true answered right within " + Duration.ofNanos(System.nanoTime() - killedNs).toMillis() + " ms of it");
    report.add(asking.during("until it is missed", () -> awaitPartitions(a), a, Optional.empty()));
    assertThat(calls.answers(a)).isEqualTo(expected);

    theOneThatIsLeftMovesAllThreads(a);
    assertThat(first.stop()).isZero();
    try (KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), "workflow-dead-letter")) {
      assertThat(kafka.all("workflow-dead-letter")).isEmpty();
    }
    System.out.println("TwoEnginesIT, " + THREADS + " threads\n  " + String.join("\n  ", report));
  }

  /** Half of them at either engine; one label is given with the start, two by the code. */
  private static void startThreads(Web a, Web b) {
    for (int i = 0; i < THREADS; i++) {
      String path = "/v1/threads/t-" + i + "?label=parity=" + (i % 2 == 0 ? "even" : "odd");
      Web either = i % 2 == 0 ? a : b;
      assertThat(either.post(path, "{\"customer\":\"c-" + i % CUSTOMERS + "\"}", "Idempotency-Key", "k-" + i).statusCode()).isEqualTo(202);
    }
    await("all threads to wait").atMost(START).untilAsserted(() -> assertThat(count(b, "status=waiting&label=stage=asked")).isEqualTo(THREADS));
  }

  private static void anEndIsSeenByThoseWhoWaitForIt(Web a, Web b) throws Exception {
    CompletableFuture<HttpResponse<String>> waiting = b.later("/v1/threads/t-0/result?waitMs=25000");
    CompletableFuture<HttpResponse<String>> watching = a.later("/v1/threads/t-0/events");
    resume(a, "t-0", "yes");
    HttpResponse<String> waited = waiting.get(60, TimeUnit.SECONDS);
    String end = waited.statusCode() == 200 ? waited.body() : end(b, "t-0"); // 202 on a machine that stalls for longer than the wait
    assertThat(end).startsWith("{\"thread\":\"t-0\",\"status\":\"completed\"").endsWith("\"result\":\"c-0 said yes\"}");
    assertThat(watching.get(60, TimeUnit.SECONDS).body()).startsWith(":").contains("event: snapshot", "\"status\":\"");
  }

  private static void endSome(Web a, Web b) {
    for (int i = 1; i < ENDED; i++) {
      Web either = i % 8 < 4 ? a : b;
      String thread = "t-" + i;
      switch (i % 4) {
        case 0 -> resume(either, thread, "yes");
        case 1 -> resume(either, thread, "no");
        case 2 -> assertThat(either.post("/v1/threads/" + thread + "/cancel", "\"enough\"").statusCode()).isEqualTo(202);
        default -> assertThat(either.post("/v1/threads/" + thread + "/terminate", "\"enough\"").statusCode()).isEqualTo(202);
      }
    }
    await("the others to wait").atMost(START).untilAsserted(() -> assertThat(count(b, "status=waiting")).isEqualTo(THREADS - ENDED));
  }

  /** All kinds of read calls; times in the middle of those at which the threads were started. */
  private static ReadCalls calls(Web web, String more) {
    Matcher startedAt = STARTED_AT.matcher(web.getPatiently("/v1/threads/t-" + THREADS / 2).body());
    assertThat(startedAt.find()).isTrue();
    String middle = startedAt.group(1);
    List<String> filters = List.of("", "status=waiting", "status=completed,failed", "status=cancelled,terminated", "bundle=index.js", "bundle=other.js", "label=customer=c-3",
        "label=customer=c-3&label=stage=asked", "label=customer=c-1&status=failed", "label=parity=odd", "label=customer=nobody", "parkedReason=step/unknown-bundle", "startedFrom=" + middle,
        "startedTo=" + middle, "updatedFrom=" + middle + "&label=parity=even");
    return new ReadCalls(IntStream.range(0, THREADS).mapToObj(i -> "t-" + i).toList(), IntStream.range(0, 4).mapToObj(i -> "t-" + i).toList(), filters, more);
  }

  /** What both engines say is also true. */
  private static void theAnswersAreWhole(Map<String, String> answers) {
    assertThat(threads(answers.get("/v1/threads?limit=70"))).isEqualTo(THREADS);
    assertThat(threads(answers.get("/v1/threads?limit=70&status=waiting"))).isEqualTo(THREADS - ENDED);
    assertThat(threads(answers.get("/v1/threads?limit=70&status=completed,failed"))).isEqualTo(ENDED / 2);
    assertThat(threads(answers.get("/v1/threads?limit=70&label=customer=c-3"))).isEqualTo(THREADS / CUSTOMERS);
    assertThat(threads(answers.get("/v1/threads?limit=70&label=customer=c-1&status=failed"))).isEqualTo((int) IntStream.range(0, ENDED).filter(i -> i % 4 == 1 && i % CUSTOMERS == 1).count());
    assertThat(answers.get("/v1/threads/t-1")).contains("\"status\":\"failed\"", "\"name\":\"index.js\"", "\"labels\":{\"customer\":\"c-1\",\"parity\":\"odd\",\"stage\":\"answered\"}");
    assertThat(answers.get("/v1/threads/t-3/result")).contains("\"status\":\"terminated\"", "\"text\":\"enough\"");
    assertThat(answers.get("/v1/threads/t-2/events")).contains("event: snapshot", "\"status\":\"cancelled\"");
    assertThat(answers.get("/v1/threads/nobody")).startsWith("404 ");
  }

  /** Neither by the engine that is asked nor, through it, by the other. */
  private void nobodyIsAnsweredWithoutAToken(ChildProcess first, Web a, Web b) {
    Web stranger = web(first, "unknown-0123456789abcdef");
    for (String path : List.of("/v1/threads", "/v1/threads/t-1", "/v1/threads/t-1?here=true", "/v1/threads/t-1/result", "/v1/threads/t-1/events")) {
      HttpResponse<String> answer = stranger.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(401);
      assertThat(answer.body()).doesNotContain("c-1", "index.js");
    }
    assertThat(List.of(a, b)).allSatisfy(web -> assertThat(web.url()).startsWith("https://"));
    assertThat(first.output()).doesNotContain(TOKEN, authority.password());
  }

  private static void theOneThatIsLeftMovesAllThreads(Web a) {
    for (int i = ENDED; i < ENDED + PARTITIONS; i++) {
      resume(a, "t-" + i, "ok");
      assertThat(end(a, "t-" + i)).contains("\"result\":\"c-" + i % CUSTOMERS + " said ok\"");
    }
  }

  private ChildProcess engine(String name, String folder, int port) {
    List<String> settings = new ArrayList<>(authority.settings());
    settings.addAll(List.of("workflow.http.listen=127.0.0.1:" + port, "workflow.http.requests.per.second.max=100000", "workflow.http.tokens.file=" + tokens));
    return processes.start(name, Installation.engine("--create-topics", "--partitions=" + PARTITIONS, Bundles.ofTest("labelled").toString(),
        Settings.file(directory.resolve(folder), BROKER.bootstrapServers(), settings.toArray(String[]::new))));
  }

  private Web web(ChildProcess engine, String token) {
    return Web.of(engine, authority.trust(), token);
  }

  /** Waits until each engine moves threads of some partitions, and all together those of every one. */
  private static void awaitPartitions(Web... engines) {
    await("partitions of each engine").atMost(START).untilAsserted(() -> {
      List<List<Integer>> here = Stream.of(engines).map(web -> partitionsHere(web, "")).toList();
      assertThat(here).allSatisfy(partitions -> assertThat(partitions).isNotEmpty());
      assertThat(here.stream().mapToInt(List::size).sum()).isEqualTo(PARTITIONS);
    });
  }

  /** Waits until an engine has a copy of every thread, as it stands. */
  private static void awaitCopies(Web web, Map<String, String> expected) {
    await("copies of all threads").atMost(START).untilAsserted(() -> {
      assertThat(partitionsHere(web, "&stale=true")).hasSize(PARTITIONS);
      for (int i = 0; i < THREADS; i++) {
        String path = "/v1/threads/t-" + i;
        assertThat("200 " + web.get(path + "?here=true&stale=true").body()).isEqualTo(expected.get(path));
      }
    });
  }

  /** What the engine answers for from its own stores. */
  private static List<Integer> partitionsHere(Web web, String more) {
    return IntStream.range(0, PARTITIONS).boxed().filter(partition -> web.get("/v1/threads?here=true&limit=1&cursor="
        + Base64.getUrlEncoder().withoutPadding().encodeToString(Integer.toString(partition).getBytes(US_ASCII)) + more).statusCode() == 200).toList();
  }

  private static int count(Web web, String filter) {
    ReadCalls one = new ReadCalls(List.of(), List.of(), List.of(filter), "");
    return threads(one.answers(web).get(one.all().get(0)));
  }

  private static int threads(String answer) {
    return answer.split("\\{\"thread\":", -1).length - 1;
  }

  private static void resume(Web web, String thread, String answer) {
    assertThat(web.post("/v1/threads/" + thread + "/resume", "{\"ref\":\"answer\",\"value\":\"" + answer + "\"}").statusCode()).isEqualTo(202);
  }

  /** Waits for the end of a thread, as often as it takes. */
  private static String end(Web web, String thread) {
    long limit = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < limit) {
      HttpResponse<String> answer = web.getPatiently("/v1/threads/" + thread + "/result?waitMs=25000");
      if (answer.statusCode() != 202) {
        return answer.body();
      }
    }
    throw new AssertionError(thread + " does not end");
  }

  private static List<Integer> freePorts() throws IOException {
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return List.of(one.getLocalPort(), other.getLocalPort());
    }
  }
}

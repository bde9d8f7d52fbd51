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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two engines of one group answer the same, before, while and after one of them is stopped. */
class TwoEnginesIT {
  private static final Duration START = Duration.ofSeconds(120);
  private static final int THREADS = Integer.getInteger("it.http.threads", 300);
  private static final Pattern ID = Pattern.compile("\\{\"thread\":\"([^\"]+)\"");
  private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"}$");
  private static final Pattern REF = Pattern.compile("\"openRefs\":\\[\"([^\"]+)\"");

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;

  @Test
  void eitherEngineAnswersForAllWhoeverIsStopped() throws Exception {
    List<Integer> ports = freePorts();
    ChildProcess first = engine("first", ports.get(0));
    Web a = Web.of(first);
    ChildProcess second = engine("second", ports.get(1));
    Web b = Web.of(second);

    for (int i = 0; i < THREADS; i++) {
      Web either = i % 2 == 0 ? a : b;
      assertThat(either.post("/v1/threads/t-" + i, "\"Ada\"", "Idempotency-Key", "k-" + i).statusCode()).isEqualTo(202);
    }
    await("all threads to wait").atMost(START).untilAsserted(() -> assertThat(list(b, "status=waiting")).hasSize(THREADS));
    await("each to have partitions").atMost(START).untilAsserted(() ->
        assertThat(Stream.of(a, b).map(web -> partitionsHere(web).size())).allSatisfy(partitions -> assertThat(partitions).isBetween(1, 3)));
    TreeSet<String> all = list(a, "");
    assertThat(list(b, "")).isEqualTo(all).hasSize(THREADS);
    List<String> descriptions = describe(a);
    assertThat(describe(b)).isEqualTo(descriptions).allSatisfy(json -> assertThat(json).contains("\"name\":\"index.js\""));
    assertThat(list(b, "bundle=index.js")).isEqualTo(all);
    assertThat(list(b, "bundle=other.js")).isEmpty();

    // an end is seen by those who wait for it at either engine
    CompletableFuture<HttpResponse<String>> waiting = b.later("/v1/threads/t-0/result?waitMs=25000");
    CompletableFuture<HttpResponse<String>> watching = a.later("/v1/threads/t-0/events");
    assertThat(a.post("/v1/threads/t-0/resume", "{\"ref\":\"" + ref(a, "t-0") + "\",\"value\":\"fine\"}").statusCode()).isEqualTo(202);
    HttpResponse<String> waited = waiting.get(60, TimeUnit.SECONDS);
    String end = waited.statusCode() == 200 ? waited.body() : end(b, "t-0"); // 202 on a machine that stalls for longer than the wait
    assertThat(end).startsWith("{\"thread\":\"t-0\",\"status\":\"completed\"").endsWith("\"result\":\"Ada is fine\"}");
    assertThat(watching.get(60, TimeUnit.SECONDS).body()).startsWith(":").contains("event: snapshot", "\"status\":\"");
    assertThat(a.getPatiently("/v1/threads/t-0/result").body()).isEqualTo(b.getPatiently("/v1/threads/t-0/result").body());
    assertThat(a.post("/v1/threads/t-1/terminate", "\"enough\"").statusCode()).isEqualTo(202);
    await("the end of t-1").atMost(START).untilAsserted(() -> assertThat(b.getPatiently("/v1/threads/t-1/result").body()).contains("\"status\":\"terminated\"", "\"text\":\"enough\""));
    assertThat(b.get("/v1/threads/nobody").statusCode()).isEqualTo(404);

    // while the second engine stops, and afterwards
    CompletableFuture<Integer> stopping = CompletableFuture.supplyAsync(second::stop);
    while (!stopping.isDone()) {
      assertThat(list(a, "")).isEqualTo(all);
      assertThat(a.getPatiently("/v1/threads/t-2").statusCode()).isEqualTo(200);
    }
    assertThat(stopping.get()).isZero();
    assertThat(list(a, "")).isEqualTo(all);
    assertThat(list(a, "status=waiting")).hasSize(THREADS - 2);
    assertThat(describe(a).subList(2, THREADS)).isEqualTo(descriptions.subList(2, THREADS));

    // the one that is left moves threads that were the other's
    for (int i = 2; i < 12; i++) {
      assertThat(a.post("/v1/threads/t-" + i + "/resume", "{\"ref\":\"" + ref(a, "t-" + i) + "\",\"value\":\"ok\"}").statusCode()).isEqualTo(202);
      assertThat(end(a, "t-" + i)).contains("\"result\":\"Ada is ok\"");
    }
    assertThat(first.stop()).isZero();
    try (KafkaTester kafka = new KafkaTester(BROKER.bootstrapServers(), "workflow-dead-letter")) {
      assertThat(kafka.all("workflow-dead-letter")).isEmpty();
    }
  }

  private ChildProcess engine(String name, int port) {
    return processes.start(name, Installation.engine("--create-topics", "--partitions=4", Bundles.demo("workflow-minimal").toString(),
        Settings.file(directory.resolve(name), BROKER.bootstrapServers(), "workflow.http.listen=127.0.0.1:" + port))).awaitLine("engine ready", START);
  }

  /** Ids of all pages. */
  private static TreeSet<String> list(Web web, String filter) {
    TreeSet<String> ids = new TreeSet<>();
    String cursor = "";
    do {
      HttpResponse<String> page = web.getPatiently("/v1/threads?limit=70" + (filter.isEmpty() ? "" : "&" + filter) + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
      Matcher found = ID.matcher(page.body());
      while (found.find()) {
        assertThat(ids.add(found.group(1))).as("%s comes once", found.group(1)).isTrue();
      }
      Matcher next = NEXT.matcher(page.body());
      cursor = next.find() ? next.group(1) : "";
    } while (!cursor.isEmpty());
    return ids;
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

  private static List<String> describe(Web web) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      all.add(web.getPatiently("/v1/threads/t-" + i).body());
    }
    return all;
  }

  private static String ref(Web web, String thread) {
    Matcher found = REF.matcher(web.getPatiently("/v1/threads/" + thread).body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  /** What the engine answers for from its own stores. */
  private static List<Integer> partitionsHere(Web web) {
    return Stream.of(0, 1, 2, 3).filter(partition -> web.get("/v1/threads?here=true&limit=1&cursor="
        + Base64.getUrlEncoder().withoutPadding().encodeToString(Integer.toString(partition).getBytes(US_ASCII))).statusCode() == 200).toList();
  }

  private static List<Integer> freePorts() throws IOException {
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return List.of(one.getLocalPort(), other.getLocalPort());
    }
  }
}

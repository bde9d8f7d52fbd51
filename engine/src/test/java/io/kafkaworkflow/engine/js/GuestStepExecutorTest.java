package io.kafkaworkflow.engine.js;

import static io.kafkaworkflow.engine.js.StepDriver.continuation;
import static io.kafkaworkflow.engine.js.StepDriver.failed;
import static io.kafkaworkflow.engine.js.StepDriver.refused;
import static io.kafkaworkflow.engine.js.StepDriver.resultJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleCatalog;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.ExecutorLimits;
import io.kafkaworkflow.engine.step.LogLine;
import io.kafkaworkflow.engine.step.OpenRef;
import io.kafkaworkflow.engine.step.Output;
import io.kafkaworkflow.engine.step.StepResult;
import io.kafkaworkflow.engine.step.ThreadStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestStepExecutorTest {

  private static GuestHost host;
  private static Bundle bundle;

  private StepDriver driver;

  @BeforeAll
  static void compile() {
    host = new GuestHost();
    bundle = TestBundles.compiled(host, "steps");
  }

  @AfterAll
  static void closeHost() {
    host.close();
  }

  @BeforeEach
  void open() {
    driver = new StepDriver(host, BundleCatalog.of(bundle), ExecutorLimits.DEFAULTS);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void theManifestIsRead() {
    assertThat(bundle.outputTopics()).containsExactly("out");
  }

  @Test
  void aThreadWaitsAndGoesOnFromItsBytesAlone() {
    StepResult.Suspended first = (StepResult.Suspended) driver.startKind("echo");

    assertThat(first.outputs()).containsExactly(new Output("out", "t-1", "{\"asks\":\"echo\"}"));
    ContinuationHeader header = ContinuationHeader.read(first.continuation());
    assertThat(header.status()).isEqualTo(ThreadStatus.WAITING);
    assertThat(header.bundleId()).isEqualTo(bundle.id());
    assertThat(header.incarnation()).isEqualTo(100);
    assertThat(header.step()).isEqualTo(1);
    assertThat(header.startedAtEpochMs()).isEqualTo(StepDriver.STARTED_AT_EPOCH_MS + 100);
    assertThat(header.idempotencyKey()).isEqualTo("key-1");
    assertThat(header.openRefs()).hasSize(1);
    OpenRef ref = header.openRefs().get(0);
    assertThat(ref.id()).isEqualTo("answer");
    assertThat(ref.layoutId()).isGreaterThanOrEqualTo(48);

    try (StepDriver elsewhere = new StepDriver(host, BundleCatalog.of(bundle), ExecutorLimits.DEFAULTS)) {
      StepResult end = elsewhere.settle(first.continuation(), "answer", "{\"n\":[1,\"ä😀\\ud800\"]}");
      assertThat(resultJson(end)).isEqualTo("{\"got\":{\"n\":[1,\"ä😀\\ud800\"]}}");
      ContinuationHeader completed = ContinuationHeader.read(((StepResult.Completed) end).completionRecord());
      assertThat(completed.status()).isEqualTo(ThreadStatus.COMPLETED);
      assertThat(completed.step()).isEqualTo(2);
      assertThat(completed.openRefs()).isEmpty();
    }
  }

  @Test
  void equalArgumentsGiveEqualBytes() {
    try (StepDriver other = new StepDriver(host, BundleCatalog.of(bundle), ExecutorLimits.DEFAULTS)) {
      assertThat(continuation(driver.startKind("compensations"))).isEqualTo(continuation(other.startKind("compensations")));
    }
  }

  @Test
  void theWorldIsThereAndItsObjectsAreSaved() {
    StepResult end = driver.settle(continuation(driver.startKind("world")), "go", "null");

    assertThat(resultJson(end)).isEqualTo(
        "{\"ids\":[3,true],\"entries\":[[\"b\",2],[\"c\",3]],\"weak\":\"kept\",\"told\":[\"enough\"],\"text\":\"ä😀\"}");
  }

  @Test
  void urlsAreParsedAndSaved() {
    StepResult end = driver.settle(continuation(driver.startKind("urls")), "go", "null");

    assertThat(resultJson(end)).isEqualTo(
        "[\"https://user@xn--mnchen-3ya.example:8443/%C3%A4?x=1&n%C3%A9=a+b#h\",\"x\",true,false,\"xn--11b2ezcw70k.example\"]");
  }

  /** The values are those of Node, see js-runtime/test/world/intl.test.ts. */
  @Test
  void intlAndDateAreAsInNode() {
    StepResult end = driver.settle(continuation(driver.startKind("intl")), "go", "null");

    assertThat(resultJson(end)).isEqualTo(
        "[\"1.234,50\u00a0€\",\"lv-LV\",\"03 02 2026 06 05\",\"azä\",\"one\",\"a, b, and c\",\"1,000,000\",\"ı\",\"3.2.2026\",0,"
            + "\"2026-02-03T02:05:06.000Z\",1770076800000,\"Invalid Date\",\"Tue, 03 Feb 2026 04:05:06 GMT\",\"2026-01-01T00:00:00.000Z\"]");
    assertThat(refused(driver.startKind("heldFormatter"), "codec/unserializable-value").message())
        .contains("`order.formatter` (a native Intl.NumberFormat)").contains("local `order`");
  }

  @Test
  void closuresInAnArraySurviveAndRun() { // 1-12
    byte[] continuation = continuation(driver.startKind("compensations"));
    continuation = continuation(driver.settle(continuation, "r0", "10"));
    continuation = continuation(driver.settle(continuation, "r1", "20"));

    StepResult.Completed end = (StepResult.Completed) driver.settle(continuation, "r2", "30");

    assertThat(end.outputs()).extracting(Output::value).containsExactly("undo 2: 30", "undo 1: 20", "undo 0: 10");
  }

  @Test
  void moduleStateBelongsToTheThread() { // 1-D6
    byte[] one = continuation(driver.startKind("moduleState"));
    byte[] two = continuation(driver.startKind("moduleState"));

    assertThat(resultJson(driver.settle(one, "go", "1"))).isEqualTo("{\"total\":11,\"seen\":[\"t-1\"],\"max\":4}");
    assertThat(resultJson(driver.settle(two, "go", "1"))).isEqualTo("{\"total\":11,\"seen\":[\"t-1\"],\"max\":4}");
  }

  @ParameterizedTest
  @CsvSource({
    "moduleStateThenRefused, step/undeclared-topic",
    "endless, step/time-limit",
    "endlessFinally, step/time-limit",
    "unsaveable, codec/unserializable-value",
    "frozenModuleState, codec/unrestorable-module-object",
    "changedBuiltIn, step/changed-built-in",
    "frozenBuiltIn, step/changed-built-in"
  })
  void aRefusedStepLeavesNothingBehind(String kind, String code) { // 1-D1, 1-D2
    try (StepDriver strict = new StepDriver(host, BundleCatalog.of(bundle), new ExecutorLimits(50, 256L << 20, 100_000, 50_000, 10, 10_000))) {
      for (int i = 0; i < 2; i++) {
        refused(strict.startKind(kind), code);
        StepResult.Suspended next = (StepResult.Suspended) strict.startKind("moduleState");
        assertThat(next.outputs()).isEmpty();
        assertThat(resultJson(strict.settle(next.continuation(), "go", "1"))).isEqualTo("{\"total\":11,\"seen\":[\"t-1\"],\"max\":4}");
      }
    }
  }

  @Test
  void aBuiltInThatTheLastStepChangedIsPutBack() { // 1-D2
    for (int i = 0; i < 2; i++) {
      assertThat(resultJson(driver.startKind("changedAtTheEnd"))).isEqualTo("\"undefined\"");
    }
  }

  @Test
  void aStepThatRunsTooLongIsStoppedInTime() {
    try (StepDriver strict = new StepDriver(host, BundleCatalog.of(bundle), new ExecutorLimits(50, 256L << 20, 100_000, 50_000, 10, 10_000))) {
      continuation(strict.startKind("echo")); // the context is made outside the measured step
      long begin = System.nanoTime();
      StepResult.Refused refused = refused(strict.startKind("endless"), "step/time-limit");
      assertThat((System.nanoTime() - begin) / 1_000_000).isLessThan(5_000);
      assertThat(refused.message()).contains("50 ms").contains("workflow-resume-0-101");
    }
  }

  @Test
  void whatCannotBeSavedIsNamedWithItsPlace() {
    StepResult.Refused refused = refused(driver.startKind("unsaveable"), "codec/unserializable-value");

    assertThat(refused.message()).contains("`order.client.socket` (a Proxy)").contains("steps.ts:").contains("local `order`");
  }

  @Test
  void limitsOfSizeAreKept() {
    try (StepDriver strict = new StepDriver(host, BundleCatalog.of(bundle), new ExecutorLimits(1_000, 256L << 20, 2_000, 1_000, 10, 5_000))) {
      continuation(strict.start("{\"kind\":\"large\",\"count\":10}"));
      refused(strict.start("{\"kind\":\"large\",\"count\":1000}"), "step/continuation-too-large");
      assertThat(refused(strict.start("{\"kind\":\"outputs\",\"count\":11}"), "step/output-limit").message()).contains("11 records");
      assertThat(refused(strict.start("{\"kind\":\"outputs\",\"count\":6}"), "step/output-limit").message()).contains("bytes");
      assertThat(((StepResult.Completed) strict.start("{\"kind\":\"outputs\",\"count\":4}")).outputs()).hasSize(4);
    }
  }

  @Test
  void whatIsLargestIsNamed() {
    StepResult.Refused refused;
    try (StepDriver strict = new StepDriver(host, BundleCatalog.of(bundle), new ExecutorLimits(1_000, 256L << 20, 2_000, 1_000, 10, 5_000))) {
      refused = refused(strict.start("{\"kind\":\"large\",\"count\":1000}"), "step/continuation-too-large");
    }
    assertThat(refused.message()).contains("2000 bytes. The largest: `data` with ", "steps.ts:", "local `data` of `large`");
  }

  @Test
  void endlessRecursionIsARangeErrorOfTheWorkflow() {
    assertThat(failed(driver.startKind("recursion")).failure().name()).isEqualTo("RangeError");
    assertThat(resultJson(driver.startKind("recursionCaught"))).isEqualTo("\"RangeError\"");
  }

  @Test
  void aFailureTellsNameMessageAndTheLineInTypeScript() { // 1-13, 1-D12
    byte[] waiting = continuation(driver.startKind("throws"));

    StepResult.Failed failed = failed(driver.settle(waiting, "go", "1"));

    assertThat(failed.isCancelled()).isFalse();
    assertThat(failed.failure().name()).isEqualTo("TypeError");
    assertThat(failed.failure().message()).isEqualTo("no such order");
    assertThat(failed.failure().text()).isEqualTo("TypeError: no such order");
    assertThat(failed.failure().stack()).startsWith("TypeError: no such order\n    at ").contains("steps.ts:" + lineOf("no such order"));
    assertThat(failed.failure().stack()).doesNotContain("js-steps.js");
    assertThat(ContinuationHeader.read(failed.completionRecord()).status()).isEqualTo(ThreadStatus.FAILED);
  }

  private static int lineOf(String text) {
    try {
      List<String> lines = java.nio.file.Files.readAllLines(java.nio.file.Path.of("src", "test", "workflows", "steps.ts"));
      return 1 + lines.indexOf(lines.stream().filter(line -> line.contains(text)).findFirst().orElseThrow());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void cancellingRunsTheCleanUpCode() {
    byte[] waiting = continuation(driver.startKind("cancelled"));

    StepResult.Failed failed = failed(driver.cancel(waiting, "\"customer left\""));

    assertThat(failed.isCancelled()).isTrue();
    assertThat(failed.outputs()).extracting(Output::value).containsExactly("cancelled: customer left");
    assertThat(ContinuationHeader.read(failed.completionRecord()).status()).isEqualTo(ThreadStatus.CANCELLED);
  }

  @Test
  void logLinesComeWithTheStep() {
    assertThat(driver.startKind("logs").log()).containsExactly(
        new LogLine(LogLine.Level.INFO, "hello { n: 1 }"), new LogLine(LogLine.Level.WARN, "careful"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "polyglot", "load", "graal", "packages", "network", "makesCode", "throughConstructor", "sharedMemory"})
  void theSandboxIsClosed(String kind) { // 1-D7
    StepResult.Failed failed = failed(driver.startKind(kind));

    assertThat(failed.failure().name()).isIn("ReferenceError", "TypeError", "EvalError");
    assertThat(failed.failure().message()).isNotBlank();
  }

  @Test
  void aThreadOfAnUnknownBundleIsRefused() { // 1-D9
    byte[] waiting = continuation(driver.startKind("echo"));
    BundleCatalog empty = new BundleCatalog() {
      @Override
      public Bundle current() {
        return bundle;
      }

      @Override
      public Optional<Bundle> byId(io.kafkaworkflow.engine.step.BundleId id) {
        return Optional.empty();
      }
    };
    try (StepDriver other = new StepDriver(host, empty, ExecutorLimits.DEFAULTS)) {
      assertThat(refused(other.settle(waiting, "answer", "1"), "step/unknown-bundle").message()).contains(bundle.id().toString());
    }
  }

  @Test
  void damagedBytesHarmNoOtherThread() {
    byte[] waiting = continuation(driver.startKind("compensations"));
    for (int i = 34; i < waiting.length; i++) { // after format, status and bundle id
      byte[] damaged = waiting.clone();
      damaged[i] ^= (byte) (1 << i % 8);
      driver.settle(damaged, "r0", "1"); // whatever it gives: a graph that makes no sense to the runtime is no thread's fault but this one's
      refused(driver.settle(Arrays.copyOf(waiting, i), "r0", "1"), "codec/malformed-continuation");
    }
    StepResult whole = driver.settle(waiting, "r0", "1");
    try (StepDriver fresh = new StepDriver(host, BundleCatalog.of(bundle), ExecutorLimits.DEFAULTS)) {
      assertThat(body(continuation(whole))).isEqualTo(body(continuation(fresh.settle(waiting, "r0", "1"))));
    }
  }

  private static byte[] body(byte[] continuation) {
    return Arrays.copyOfRange(continuation, ContinuationHeader.read(continuation).toBytes().length, continuation.length);
  }

  @Test
  void aCommandThatDoesNotFitTheThreadIsAMistakeOfTheCaller() {
    StepResult.Completed end = (StepResult.Completed) driver.settle(continuation(driver.startKind("echo")), "answer", "1");

    assertThatThrownBy(() -> driver.settle(end.completionRecord(), "answer", "1")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> driver.apply(new io.kafkaworkflow.engine.step.Command.Cancel("1"), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void severalBundlesRunSideBySide() {
    Bundle other = TestBundles.demo(host, "workflow-minimal");
    BundleCatalog both = new BundleCatalog() {
      @Override
      public Bundle current() {
        return other;
      }

      @Override
      public Optional<Bundle> byId(io.kafkaworkflow.engine.step.BundleId id) {
        return id.equals(other.id()) ? Optional.of(other) : id.equals(bundle.id()) ? Optional.of(bundle) : Optional.empty();
      }
    };
    byte[] old = continuation(driver.startKind("echo"));
    try (StepDriver rolling = new StepDriver(host, both, ExecutorLimits.DEFAULTS)) {
      assertThat(resultJson(rolling.settle(old, "answer", "7"))).isEqualTo("{\"got\":7}");
      assertThat(rolling.start("{}")).isNotInstanceOf(StepResult.Refused.class);
    }
  }

  @Test
  void executorsOfSeveralStreamThreadsDoNotDisturbEachOther() throws Exception {
    String expected = runCompensations(0);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<String>> results = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        results.add(threads.submit(() -> runCompensations(100)));
      }
      for (Future<String> result : results) {
        assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Runs some workflows to their end on an executor of this thread; returns what the last one sent. */
  private static String runCompensations(int before) {
    try (StepDriver mine = new StepDriver(host, BundleCatalog.of(bundle), ExecutorLimits.DEFAULTS)) {
      String outputs = "";
      for (int i = 0; i <= before; i++) {
        byte[] continuation = continuation(mine.startKind("compensations"));
        continuation = continuation(mine.settle(continuation, "r0", "1.5"));
        continuation = continuation(mine.settle(continuation, "r1", "{\"a\":[1]}"));
        outputs = String.valueOf(((StepResult.Completed) mine.settle(continuation, "r2", "\"x\"")).outputs());
      }
      return outputs;
    }
  }
}

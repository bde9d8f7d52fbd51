package io.kafkaworkflow.engine.js;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleCatalog;
import io.kafkaworkflow.engine.step.ExecutorLimits;
import io.kafkaworkflow.engine.step.StepResult;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workflow code attacks the sandbox and the limits (1-D1, 1-D2, 1-D6, 1-D7). Whatever it does ends, and the next thread is not touched. */
@Timeout(120) // against an attack that never ends; nothing here depends on how long one takes
class AttackTest {
  private static final ExecutorLimits LIMITS = new ExecutorLimits(200, 64L << 20, 900_000, 450_000, 1_000, 4_000_000);

  private static GuestHost host;
  private static StepDriver driver;

  @BeforeAll
  static void open() {
    host = new GuestHost();
    Bundle bundle = TestBundles.compiled(host, "attacks");
    driver = new StepDriver(host, BundleCatalog.of(bundle), LIMITS);
  }

  @AfterAll
  static void close() {
    driver.close();
    host.close();
  }

  @AfterEach
  void theNextThreadIsNotTouched() {
    StepResult end = driver.settle(StepDriver.continuation(driver.startKind("victim")), "go", "2");
    assertThat(StepDriver.resultJson(end)).isEqualTo("{\"victims\":1,\"made\":[2,4,6],\"text\":\"{\\\"a\\\":[1]}\",\"own\":0,\"match\":\"none\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "endlessLoop, step/time-limit", "endlessGetter, step/time-limit", "endlessToJson, step/time-limit", "endlessToString, step/time-limit",
    "endlessOutput, step/time-limit", "endlessThenable, step/time-limit", "endlessProxy, step/time-limit",
    "finallyLoops, step/time-limit", "regexBacktracks, step/time-limit", "sortsForEver, step/time-limit",
    "growsBuffers, step/memory-limit",
    "pollutesPrototype, step/changed-built-in", "replacesSort, step/changed-built-in"
  })
  void whatTakesTooMuchOrBreaksTheWorldIsUndone(String kind, String code) {
    StepDriver.refused(driver.startKind(kind), code);
  }

  /** Which of the limits it meets first is the machine's affair. */
  @ParameterizedTest
  @ValueSource(strings = {"endlessMicrotasks", "endlessThens", "catchesAll", "finallyContinues", "endlessGenerator", "endlessAsyncGenerator", "catchesAllAsync", "searchesHoles", "fillsHoles", "growsArray", "growsMap", "growsClosures",
      "growsPromises", "growsOutputs", "growsLog", "growsStrings"})
  void whatGrowsWithoutEndIsUndone(String kind) {
    StepResult result = driver.startKind(kind);
    assertThat(result).isInstanceOf(StepResult.Refused.class);
    assertThat(((StepResult.Refused) result).code()).isIn("step/memory-limit", "step/time-limit", "step/too-many-outputs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"longString", "doubledString", "paddedString", "largeBuffer", "largeTypedArray", "manyArguments", "appliedArguments"})
  void whatOneOperationWouldMakeTooLargeIsARangeError(String kind) {
    assertThat(StepDriver.failed(driver.startKind(kind)).failure().name()).isEqualTo("RangeError");
  }

  @ParameterizedTest
  @CsvSource({"deepThread, 20000", "deepErrors, 2001"})
  void noDepthOfDataIsTooDeepForTheCodec(String kind, String resultJson) {
    try (StepDriver patient = new StepDriver(host, BundleCatalog.of(TestBundles.compiled(host, "attacks")), new ExecutorLimits(20_000, 1L << 30, 8_000_000, 8_000_000, 1, 1))) {
      assertThat(StepDriver.resultJson(patient.settle(StepDriver.continuation(patient.startKind(kind)), "go", "1"))).isEqualTo(resultJson);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"functionConstructor", "functionOfFunction", "asyncFunction", "generatorFunction", "functionOfBuiltIn", "functionOfConsole", "functionOfOutput",
      "functionByReflect", "indirectEval", "java", "packages", "polyglot", "graal", "load", "require", "worker", "sharedMemory", "webAssembly", "hostGlobal",
      "hostClass", "hostClassOfContext"})
  void thereIsNoWayOut(String kind) {
    assertThat(StepDriver.failed(driver.startKind(kind)).failure().name()).isIn("ReferenceError", "TypeError", "EvalError", "SyntaxError");
  }

  /** The compiler refuses it ({@code compile/dynamic-import}); a bundle that it did not make finds nothing to import. */
  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "file:///etc/passwd", "./index.js", "kafka-workflow", "node:fs", "http://127.0.0.1:1/x.js"})
  void importFindsNothing(String module) {
    try (Engine engine = TestBundles.newEngine(); Context context = TestBundles.newContext(engine)) {
      context.eval("js", "var outcome = 'pending'; import('" + module + "').then(() => { outcome = 'imported'; }, (e) => { outcome = e.name; })");
      assertThat(context.eval("js", "outcome").asString()).isIn("TypeError", "Error");
    }
  }

  /** GraalJS has no option against it. It is code in the same sandbox, that sees no more than the bundle that asked for it. */
  @Test
  void importOfTextReachesNothingOfTheHost() {
    String code = "seen=typeof(Java)+typeof(Polyglot)+typeof(Graal)+typeof(load)+typeof(require)+typeof(Worker)"; // a URL: no blanks
    try (Engine engine = TestBundles.newEngine(); Context context = TestBundles.newContext(engine)) {
      context.eval("js", "var seen = 'pending'; import('data:text/javascript," + code + "').catch((e) => { seen = e.message; })");
      assertThat(context.eval("js", "seen").asString()).isEqualTo("undefined".repeat(6));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"leaksMatch", "throwsThrowing", "stackOfErrors", "setsGlobal", "pollutesToJson", "replacesJson", "pollutesArray", "replacesPromise"})
  void whatIsLeftBehindIsGone(String kind) {
    assertThat(driver.startKind(kind)).isNotNull(); // what it gives itself is its own affair; the next thread is looked at
  }
}

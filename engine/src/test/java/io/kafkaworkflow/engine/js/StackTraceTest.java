package io.kafkaworkflow.engine.js;

import static io.kafkaworkflow.engine.js.StepDriver.continuation;
import static io.kafkaworkflow.engine.js.StepDriver.failed;
import static io.kafkaworkflow.engine.js.StepDriver.resultJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleCatalog;
import io.kafkaworkflow.engine.step.ExecutorLimits;
import io.kafkaworkflow.engine.step.LogLine;
import io.kafkaworkflow.engine.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The testing kit's stacks.test.ts expects the same of the same workflow: every step here starts from bytes. */
class StackTraceTest {

  private static final Path SOURCE = Path.of("..", "js-runtime", "test", "testing", "workflows", "stacks.ts");
  private static final Pattern POSITION = Pattern.compile("\\(?test/testing/workflows/stacks\\.ts:(\\d+):\\d+\\)?");

  private static GuestHost host;
  private static Bundle bundle;
  private static List<String> source;

  private StepDriver driver;

  @BeforeAll
  static void compile() throws IOException {
    host = new GuestHost();
    bundle = TestBundles.ofTestingKit(host, "stacks");
    source = Files.readAllLines(SOURCE);
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
  void afterThreeRestartsTheAsyncCallChainIsThere() { // 1-13
    assertThat(shown(stack("chain", "Riga-0", "Riga-1", "Riga-2"))).containsExactly("RangeError: no car in Riga", "at reserve <reserve throws>",
        "at async bookTrip <bookTrip waits>", "at async <arrow waits>", "at async chain <chain waits>", "at async main <main waits>");
  }

  @Test
  void nestedCombinatorsAreInTheChain() {
    assertThat(shown(stack("nested", "Riga-0", "Riga-1", "Riga-2"))).containsExactly("RangeError: no car in Riga", "at reserve <reserve throws>",
        "at async bookTrip <bookTrip waits>", "at async Promise.all (index 1)", "at async Promise.race (index 0)", "at async main <main waits>");
    assertThat(shown(stack("any", "Riga-0", "Riga-1", "Riga-2"))).containsExactly("AggregateError: All promises were rejected", "at async main <main waits>");
  }

  @Test
  void callsOfTheStepAreNamedOnce() {
    assertThat(shown(stack("called", "go"))).containsExactly("Error: at once", "at failAtOnce <failAtOnce throws>", "at called <called waits>", "at async main <main waits>");
    assertThat(shown(stack("then", "go"))).containsExactly("TypeError: in a handler", "at <handler throws>", "at async main <main waits>");
    assertThat(shown(stack("cleanup", "Riga-0", "Riga-1", "Riga-2", "cleaned"))).containsExactly("RangeError: no car in Riga",
        "at reserve <reserve throws>", "at async cleanup <cleanup waits>", "at async main <main waits>");
  }

  @Test
  void generatorsHaveTheirNames() {
    assertThat(shown(stack("generators", "go"))).containsExactly("Error: no leg", "at legs <legs throws>", "at async <generators waits>", "at async main <main waits>");
    assertThat(shown(stack("stops", "go"))).containsExactly("Error: no stop", "at stops <stops throws>", "at <stops is walked>", "at async main <main waits>");
  }

  @Test
  void theLogHasThemAsWell() {
    StepResult.Completed completed = (StepResult.Completed) run("logged", "Riga-0", "Riga-1", "Riga-2");

    assertThat(resultJson(completed)).isEqualTo("null");
    assertThat(completed.log()).extracting(LogLine::text).singleElement().satisfies(text -> assertThat(shown(text)).containsExactly(
        "RangeError: no car in Riga", "at reserve <reserve throws>", "at async bookTrip <bookTrip waits>", "at async logged <logged waits>", "at async main <main waits>"));
  }

  private String stack(String kind, String... refs) {
    return failed(run(kind, refs)).failure().stack();
  }

  private StepResult run(String kind, String... refs) {
    StepResult result = driver.start("\"" + kind + "\"");
    for (String ref : refs) {
      result = driver.settle(continuation(result), ref, "1");
    }
    return result;
  }

  /** Positions as the comments on their lines, after the message. */
  private static List<String> shown(String stack) {
    List<String> lines = new ArrayList<>();
    for (String line : stack.split("\n")) {
      lines.add(POSITION.matcher(line.strip()).replaceAll(found -> "<" + Matcher.quoteReplacement(comment(Integer.parseInt(found.group(1)))) + ">"));
    }
    return lines;
  }

  private static String comment(int line) {
    String[] parts = source.get(line - 1).split("// ");
    return parts[parts.length - 1].strip();
  }
}

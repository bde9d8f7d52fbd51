package io.kafkaworkflow.engine.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.command.EngineCommands;
import io.kafkaworkflow.engine.step.ThreadStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code threads list|describe|cancel|terminate} against the API that engines have. */
@NullUnmarked
class ThreadsCommandTest {
  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private ApiFixture api;
  private Path reader;
  private Path writer;

  @BeforeEach
  void start() throws IOException {
    api = new ApiFixture(directory, 10_000);
    reader = Files.writeString(directory.resolve("reader"), ApiFixture.READER + "\n");
    writer = Files.writeString(directory.resolve("writer"), ApiFixture.WRITER);
    api.group.put("waits", ThreadStatus.WAITING, 1_000, 2_000).put("a/b ü", ThreadStatus.WAITING, 1_000, 2_000).put("failed", ThreadStatus.FAILED, 5_000, 6_000);
  }

  @AfterEach
  void stop() {
    assertThat(out + err.toString()).doesNotContain(ApiFixture.READER, ApiFixture.WRITER);
    api.close();
  }

  @Test
  void threadsAreListedWithTheirTimesAndBundles() {
    assertThat(run(reader, "list")).isZero();
    assertThat(out.toString().lines()).hasSize(4).first().satisfies(line -> assertThat(line).startsWith("THREAD").contains("STATUS", "REFS", "BUNDLE"));
    assertThat(out.toString()).contains("a/b ü", "failed      ", "1970-01-01T00:00:05Z", "ab010000000");
    assertThat(err.toString()).contains("3 thread(s)").doesNotContain("more");
  }

  @Test
  void filtersAreTheEngines() {
    assertThat(run(reader, "list", "--status", "failed,parked", "-o", "json")).isZero();
    assertThat(out.toString().lines()).singleElement().satisfies(line -> assertThat(line).startsWith("{\"thread\":\"failed\",\"status\":\"failed\""));
    assertThat(run(reader, "list", "--started-before", "1970-01-01T00:00:03Z", "--workflow", "ab0100", "-o", "json")).isZero();
    assertThat(out.toString().lines()).hasSize(3);
    assertThat(run(reader, "list", "--status", "nonsense")).isEqualTo(1);
    assertThat(err.toString()).contains("command/engine-refused: http/bad-request", "status", "  help  ");
  }

  @Test
  void labelsAreAFilterToo() {
    api.group.put("theirs", ThreadStatus.WAITING, 1_000, 2_000, Map.of("customer", "c 1&2", "stage", "asked")).put("others", ThreadStatus.WAITING, 1_000, 2_000, Map.of("stage", "asked"));
    assertThat(run(reader, "list", "--label", "customer=c 1&2", "--label", "stage=asked", "-o", "json")).isZero();
    assertThat(out.toString().lines()).singleElement().satisfies(line -> assertThat(line).startsWith("{\"thread\":\"theirs\""));
  }

  @Test
  void manyPagesAreOneListAndTheLimitIsSaid() {
    for (int i = 0; i < 450; i++) {
      api.group.put("t-" + i, ThreadStatus.WAITING, 1_000, 2_000);
    }
    assertThat(run(reader, "list", "-o", "json", "-n", "1000")).isZero();
    assertThat(out.toString().lines()).hasSize(453).doesNotHaveDuplicates();
    out.getBuffer().setLength(0);
    assertThat(run(reader, "list", "-o", "json", "-n", "7")).isZero();
    assertThat(out.toString().lines()).hasSize(7);
    assertThat(err.toString()).contains("7 thread(s), there are more: raise --limit");
  }

  @Test
  void oneThreadIsDescribed() {
    assertThat(run(reader, "describe", "a/b ü")).isZero();
    assertThat(out.toString()).contains("thread        a/b ü", "status        waiting", "openRefs      answer", "bundle\n  id");
    assertThat(run(reader, "describe", "a/b ü", "-o", "json")).isZero();
    assertThat(out.toString()).contains("{\"thread\":\"a/b ü\",\"status\":\"waiting\"");
    assertThat(run(reader, "describe", "nobody")).isEqualTo(1);
    assertThat(err.toString()).contains("query/thread-unknown", "thread nobody");
  }

  @Test
  void aDryRunEndsNothing() {
    assertThat(run(reader, "cancel", "--status", "waiting", "--dry-run")).isZero();
    assertThat(out.toString().lines()).containsExactlyInAnyOrder("waits", "a/b ü");
    assertThat(err.toString()).contains("2 would be asked to end (dry run)");
    assertThat(api.sent()).isEmpty();
  }

  @Test
  void aFilterEndsThoseThatItFitsAndNoEndedOnes() {
    api.group.put("broken", ThreadStatus.WAITING, 1_000, 2_000).park("broken", "step/unknown-bundle");
    assertThat(run(writer, "cancel", "--all", "--rate", "1000/s", "--reason", "say \"why\"", "-o", "json")).isZero();
    assertThat(api.sent()).hasSize(2).allSatisfy(record -> assertThat(new String(record.value(), UTF_8)).isEqualTo("{\"cancel\":\"say \\\"why\\\"\"}"))
        .extracting(record -> new String(record.key(), UTF_8)).containsExactlyInAnyOrder("waits", "a/b ü");
    assertThat(out.toString().lines()).hasSize(2).allSatisfy(line -> assertThat(line).contains("\"step\":\"workflow-resume-"));
    assertThat(run(writer, "terminate", "--parked-reason", "step/unknown-bundle")).isZero();
    assertThat(new String(api.lastSent().key(), UTF_8)).isEqualTo("broken");
    assertThat(new String(api.lastSent().value(), UTF_8)).isEqualTo("{\"terminate\":\"terminate from the command line\"}");
  }

  @Test
  void whoMayNotIsToldWhy() throws IOException {
    assertThat(run(reader, "cancel", "--all")).isEqualTo(1);
    assertThat(err.toString()).contains("command/engine-refused: http/forbidden", "scope write");
    Path wrong = Files.writeString(directory.resolve("wrong"), "wrong-token-0123456789");
    assertThat(run(wrong, "list")).isEqualTo(1);
    assertThat(err.toString()).contains("http/unauthorized").doesNotContain("wrong-token-0123456789");
    assertThat(run(directory.resolve("none"), "list")).isEqualTo(1);
    assertThat(err.toString()).contains("command/unreadable-input", "none");
    assertThat(api.sent()).isEmpty();
  }

  private int run(Path token, String... arguments) {
    List<String> all = new ArrayList<>(List.of("threads"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--engine", "http://" + api.address(), "--token-file", token.toString()));
    return EngineCommands.addTo(new CommandLine(CommandSpec.create())).setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(EngineCommands::refused).execute(all.toArray(String[]::new));
  }
}

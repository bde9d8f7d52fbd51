package io.kafkaworkflow.engine.command.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.engine.command.EngineCommands;
import io.kafkaworkflow.protocol.Label;
import io.kafkaworkflow.start.StartException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The records that move threads, as the command line makes them (1-03, 1-04); no broker is asked. */
class SendCommandsTest {
  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void recordsAreThoseOfTheProtocol() {
    assertThat(ThreadRecord.start("t", "{\"a\": 1}", null).value()).isEqualTo("new:{\"a\": 1}");
    assertThat(ThreadRecord.startIfAbsent("t", "[]").value()).isEqualTo("init:[]");
    assertThat(ThreadRecord.value("t", "r\"1", "2").value()).isEqualTo("{\"ref\":\"r\\\"1\",\"value\":2}");
    assertThat(ThreadRecord.value("t", "r", null).value()).isEqualTo("{\"ref\":\"r\"}");
    assertThat(ThreadRecord.error("t", "r", "\"no\"").value()).isEqualTo("{\"ref\":\"r\",\"error\":\"no\"}");
    assertThat(ThreadRecord.cancel("t", "say \"why\"").value()).isEqualTo("{\"cancel\":\"say \\\"why\\\"\"}");
    assertThat(ThreadRecord.terminate("t", "x").value()).isEqualTo("{\"terminate\":\"x\"}");
  }

  @Test
  void keyAndIdempotencyKeyAreUtf8() {
    ProducerRecord<byte[], byte[]> record = ThreadRecord.start("größe", "null", "k-é").to("workflow-resume");
    assertThat(record.key()).isEqualTo("größe".getBytes(UTF_8));
    assertThat(record.headers().lastHeader("idempotency-key").value()).isEqualTo("k-é".getBytes(UTF_8));
    assertThat(ThreadRecord.start("t", "null", null).to("workflow-resume").headers()).isEmpty();
  }

  @Test
  void labelsAreHeadersOfAStart() {
    ProducerRecord<byte[], byte[]> record = ThreadRecord.start("t", "null", null).with(List.of(new Label("customer", "c-é"))).to("workflow-resume");
    assertThat(record.headers()).singleElement().satisfies(header -> {
      assertThat(header.key()).isEqualTo("workflow-label-customer");
      assertThat(header.value()).isEqualTo("c-é".getBytes(UTF_8));
    });
    assertThat(run("start", "t", "--label", "customer=c-17", "--label", "region=", "--dry-run")).isZero();
    for (List<String> labels : List.of(List.of("customer"), List.of("a b=x"), List.of("a=1", "a=2"))) {
      List<String> arguments = new ArrayList<>(List.of("start", "t", "--dry-run"));
      labels.forEach(label -> arguments.addAll(List.of("--label", label)));
      assertThat(run(arguments.toArray(String[]::new))).as("%s", labels).isEqualTo(2);
    }
    assertThat(err.toString()).contains("--label: expected KEY=VALUE", "a is given twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "1,\"error\":2", "1,\"ref\":\"other\"", "1,\"value\":2", "1} ", "nonsense", "1,\"x\":0"})
  void whatIsNotOneJsonValueIsRefused(String json) {
    assertThatThrownBy(() -> ThreadRecord.value("t", "r", json)).isInstanceOf(StartException.class)
        .hasMessageStartingWith("command/record-refused: protocol/").hasMessageContainingAll("thread t", "was not sent");
    if (!json.startsWith("1")) {
      assertThatThrownBy(() -> ThreadRecord.start("t", json, null)).isInstanceOf(StartException.class).hasMessageContaining("protocol/json-");
    }
  }

  @Test
  void idsAndKeysThatAreTooLongAreRefused() {
    assertThatThrownBy(() -> ThreadRecord.cancel("", "x")).hasMessageContaining("protocol/key-missing");
    assertThatThrownBy(() -> ThreadRecord.cancel("x".repeat(257), "x")).hasMessageContaining("protocol/key-too-long");
    assertThatThrownBy(() -> ThreadRecord.start("t", "1", "k".repeat(257))).hasMessageContaining("protocol/idempotency-key-invalid");
  }

  @Test
  void aDryRunSaysWhereTheRecordsWouldGo() throws Exception {
    Path file = Files.writeString(directory.resolve("argument.json"), "{\"long\":true}\n");
    assertThat(run("start", "trip-7", "--file", file.toString(), "--dry-run")).isZero();
    assertThat(out.toString().lines()).containsExactly("trip-7 -> workflow-resume");
    assertThat(err.toString()).contains("1 would be sent (dry run)");

    out.getBuffer().setLength(0);
    assertThat(run("cancel", "a", "b\n", "--dry-run", "-o", "json")).isZero();
    assertThat(out.toString().lines()).containsExactly("{\"thread\":\"a\",\"topic\":\"workflow-resume\",\"sentTo\":null}",
        "{\"thread\":\"b\\n\",\"topic\":\"workflow-resume\",\"sentTo\":null}");
  }

  @Test
  void theTopicIsThatOfTheInstallation() throws Exception {
    Path settings = Files.writeString(directory.resolve("streams.properties"), "workflow.topic.resume=mine\n");
    assertThat(run("resume", "t", "r", "1", "--dry-run", "-c", settings.toString())).isZero();
    assertThat(out.toString().lines()).containsExactly("t -> mine");
  }

  @Test
  void manyThreadsComeOnStandardInput() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream("a\nü\n\nc".getBytes(UTF_8)));
      assertThat(run("terminate", "-", "--dry-run")).isZero();
    } finally {
      System.setIn(before);
    }
    assertThat(out.toString().lines()).containsExactly("a -> workflow-resume", "ü -> workflow-resume", "c -> workflow-resume");
  }

  @Test
  void wrongCommandLinesSendNothing() {
    assertThat(run("start")).isEqualTo(2);
    assertThat(run("start", "t", "1", "--file", "x")).isEqualTo(2);
    assertThat(run("start", "t", "1", "--if-absent", "-k", "k", "--dry-run")).isEqualTo(2);
    assertThat(run("cancel")).isEqualTo(2);
    assertThat(run("cancel", "t", "--rate", "0", "--dry-run")).isEqualTo(2);
    assertThat(run("start", "t", "--file", directory.resolve("none").toString(), "--dry-run")).isEqualTo(1);
    assertThat(err.toString()).contains("command/unreadable-input");
    assertThat(out.toString()).isEmpty();
  }

  private int run(String... arguments) {
    return EngineCommands.addTo(new CommandLine(CommandSpec.create()))
        .setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler((error, commandLine, parsed) -> {
          commandLine.getErr().println(error.getMessage());
          return 1;
        })
        .execute(arguments);
  }
}

package io.kafkaworkflow.it;

import static io.kafkaworkflow.it.kafka.KafkaTester.header;
import static io.kafkaworkflow.it.kafka.KafkaTester.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.command.EngineCommands;
import io.kafkaworkflow.it.kafka.KafkaTester;
import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.it.process.Bundles;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.it.process.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dead-letters list|show|redrive} against a real broker and engine: nothing is sent twice, and nothing half. */
class DeadLettersIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String IN = "workflow-resume";
  private static final String DEAD = "workflow-dead-letter";

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;
  private KafkaTester kafka;
  private String settings = "";

  private record Answer(int exitCode, List<String> out, String err) {}

  @BeforeEach
  void startEngine(TestInfo test) {
    BROKER.deleteTopics();
    BROKER.createTopics(2, IN, "workflow-result", "workflow-error", DEAD, "workflow-events", "workflow-scheduler", "attacked-out", "not-in-the-manifest");
    // Kafka remembers the offsets of a group longer than its topics
    settings = Settings.file(directory, BROKER.bootstrapServers(), "application.id=" + test.getTestMethod().orElseThrow().getName());
    processes.start("engine", Installation.engine(Bundles.ofTest("attacked").toString(), settings, "--create-topics")).awaitLine("engine ready", Duration.ofMinutes(3));
    kafka = new KafkaTester(BROKER.bootstrapServers(), IN, DEAD, "workflow-result");
  }

  @AfterEach
  void closeClients() {
    if (kafka != null) kafka.close();
  }

  @Test
  void aReplyThatCameTooEarlyIsSentAgainOnce() {
    kafka.sendLater(IN, "early".getBytes(UTF_8), "{\"ref\":\"r\",\"value\":null}".getBytes(UTF_8), "mine", "\u00e9", "workflow-step-id", "sender-0-7");
    kafka.sendLater(IN, new byte[] {(byte) 0xff}, new byte[] {1, 2, (byte) 0xfe});
    kafka.flush();
    List<String> listed = awaitListed("--thread", "early");
    assertThat(listed).hasSize(1);
    String position = listed.get(0).substring(0, listed.get(0).indexOf(' '));
    assertThat(listed.get(0)).contains("protocol/thread-unknown", "early", "from workflow-resume-");
    awaitListed("--reason", "protocol/key-not-utf8");
    assertThat(run("list", "-r", "protocol/", "-T", IN, "-s", "1h", "-o", "json").out()).hasSize(2).allSatisfy(line -> assertThat(line).startsWith("{\"position\":\"" + DEAD));
    assertThat(run("list", "-n", "1")).satisfies(answer -> {
      assertThat(answer.out()).hasSize(1);
      assertThat(answer.err()).contains("there are more");
    });
    assertThat(run("list", "--thread", "nobody").out()).isEmpty();

    assertThat(String.join("\n", run("show", position).out())).contains("protocol/thread-unknown: ", "  help  ", "mine: \u00e9",
        "workflow-step-id: sender-0-7", "__streams.errors.topic: " + IN, "{\"ref\":\"r\",\"value\":null}", "redriven   no");
    assertThat(run("show", position.replace(DEAD + "-", ""), "--value", "hex").out()).anySatisfy(line -> assertThat(line).startsWith("00000000  7b 22 72 65"));
    assertThat(run("show", DEAD + "-0@999").exitCode()).isEqualTo(1);

    // Now the thread is there, and the reply that came too early ends it.
    kafka.send(IN, "early", "new:{\"ref\":\"r\"}");
    kafka.await("attacked thread", PATIENCE, r -> r.topic().equals(IN) && "new:{\"ref\":\"r\"}".equals(text(r.value())));
    Answer dry = run("redrive", "--thread", "early", "--dry-run");
    assertThat(dry.out()).containsExactly(position + " -> " + IN);
    assertThat(run("redrive", position).out()).singleElement().asString().startsWith(position + " -> " + IN + "-");
    assertThat(text(kafka.await("workflow-result", "early", PATIENCE).value())).isEqualTo("[{\"ref\":\"r\"}]");

    // The same commands again send nothing.
    assertThat(run("redrive", position)).satisfies(again -> {
      assertThat(again.exitCode()).isZero();
      assertThat(again.out()).isEmpty();
      assertThat(again.err()).contains("was sent again before", "0 sent again, 1 sent before");
    });
    assertThat(run("redrive", "--thread", "early").out()).isEmpty();
    assertThat(run("list", "--thread", "early").out()).isEmpty();
    assertThat(run("list", "--thread", "early", "--all").out()).singleElement().asString().endsWith("(sent again)");
    assertThat(kafka.all(IN).stream().filter(r -> "{\"ref\":\"r\",\"value\":null}".equals(text(r.value())))).hasSize(2).allSatisfy(r -> {
      assertThat(header(r, "mine")).isEqualTo("\u00e9");
      assertThat(header(r, "workflow-step-id")).isEqualTo("sender-0-7");
    }).extracting(r -> r.headers().toArray().length).as("the second names the step that is tried again").containsExactly(2, 3);
  }

  @Test
  void whatFailsAgainIsANewDeadLetterAndTheCommandEnds() {
    for (int n = 0; n < 700; n++) {
      kafka.sendLater(IN, ("gone-" + n).getBytes(UTF_8), "{\"cancel\":\"why\"}".getBytes(UTF_8), "n", Integer.toString(n));
    }
    kafka.flush();
    kafka.awaitCount(DEAD, 700, PATIENCE);
    // in a process of its own, as a person gives it
    processes.start("redrive", Installation.engine("dead-letters", "redrive", "-b", BROKER.bootstrapServers(), "--reason", "protocol/thread-unknown", "--rate", "2000"))
        .awaitText("700 sent again, 0 sent before, 0 cannot be sent", PATIENCE);
    kafka.awaitCount(DEAD, 700 + 700 + 700, PATIENCE); // letters, notes, letters of those that failed again
    assertThat(run("list", "--reason", "protocol/thread-unknown", "-n", "5000").out()).hasSize(700);
    assertThat(run("list", "--reason", "protocol/thread-unknown", "-n", "5000", "--all").out()).hasSize(1_400);
  }

  @Test
  void aRecordThatIsNoDeadLetterIsNotSentAndTheOthersAre() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of("bootstrap.servers", BROKER.bootstrapServers()), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(DEAD, 0, "foreign".getBytes(UTF_8), "x".getBytes(UTF_8))).get();
    }
    kafka.send(IN, "foreign", "nonsense");
    awaitListed("--thread", "foreign", "--reason", "protocol/unknown-record");
    Answer answer = run("redrive", "--thread", "foreign");
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.out()).hasSize(1);
    assertThat(answer.err()).contains("do not tell the topic", "1 sent again, 0 sent before, 1 cannot be sent");
  }

  private List<String> awaitListed(String... filter) {
    return org.awaitility.Awaitility.await("a dead letter of " + List.of(filter)).atMost(PATIENCE).until(() -> {
      String[] arguments = new String[filter.length + 1];
      arguments[0] = "list";
      System.arraycopy(filter, 0, arguments, 1, filter.length);
      return run(arguments).out();
    }, lines -> !lines.isEmpty());
  }

  private Answer run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all = new String[arguments.length + 3];
    all[0] = "dead-letters";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "-c";
    all[all.length - 1] = settings;
    int exitCode = EngineCommands.addTo(new CommandLine(CommandSpec.create()))
        .setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true)).execute(all);
    return new Answer(exitCode, out.toString().lines().toList(), err.toString());
  }
}

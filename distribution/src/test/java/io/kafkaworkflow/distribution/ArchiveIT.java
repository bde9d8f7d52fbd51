package io.kafkaworkflow.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkaworkflow.dev.broker.BrokerSettings;
import io.kafkaworkflow.dev.broker.DevBroker;
import io.kafkaworkflow.dev.bundle.Compilation;
import io.kafkaworkflow.dev.bundle.WorkflowCompiler;
import io.kafkaworkflow.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive, unpacked where nothing else of the project is: its launchers start engine and scheduler. */
class ArchiveIT {
  private static final Path ROOT = Path.of(System.getProperty("it.root")).toAbsolutePath().normalize();
  private static final String ARCHIVE = System.getProperty("it.archive");
  /** By SPDX's ids; the last is ICU's, by the name that its jar gives. */
  private static final List<String> PERMISSIVE = List.of("Apache-2.0", "UPL-1.0", "MIT", "BSD-2-Clause", "Unicode/ICU License");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir static Path unpacking;
  @TempDir Path directory;
  private final List<ChildProcess> started = new ArrayList<>();

  @AfterEach
  void killWhatIsLeft() {
    started.stream().filter(ChildProcess::isAlive).forEach(ChildProcess::kill);
  }

  @Test
  void engineAndSchedulerRunFromIt() throws IOException {
    Path home = unpacked();
    assertThat(files(home)).contains("LICENSE", "README.md", "bin/kafka-workflow", "bin/kafka-workflow-engine", "completion/kafka-workflow.bash", "lib/engine.jar",
        "lib/scheduler.jar", "sbom/engine.cdx.json", "sbom/scheduler.cdx.json", "licenses/standard/UPL-1.0.txt", "monitoring/alerts.yml");
    ChildProcess version = ChildProcess.start(List.of(home.resolve("bin/kafka-workflow").toString(), "--version"), directory, directory.resolve("version.log"));
    started.add(version);
    assertThat(version.awaitExit(PATIENCE)).as(version.output()).isZero();
    assertThat(version.output()).containsPattern("(?m)^kafka-workflow \\d+\\.\\d+\\.\\d+");

    Path bundle = directory.resolve("bundle/index.js");
    assertThat(new WorkflowCompiler(ROOT).compile(ROOT.resolve("demos/workflow-minimal/src/index.ts"), bundle)).isEqualTo(new Compilation.Succeeded());
    try (DevBroker broker = DevBroker.start(BrokerSettings.in(directory.resolve("broker")))) {
      ChildProcess engine = start(home, "engine", broker, "--create-topics", bundle.toString());
      ChildProcess scheduler = start(home, "scheduler", broker, "--create-topics");
      engine.awaitLine("engine ready", PATIENCE);
      scheduler.awaitLine("scheduler ready", PATIENCE);
      assertThat(engine.stop()).isZero();
      assertThat(scheduler.stop()).isZero();
    }
  }

  /** What is bundled is named, and each of it is under a licence that lets it be. */
  @Test
  void everythingThatIsBundledIsPermissive() throws IOException {
    Path home = unpacked();
    assertThat(licences(home, "engine")).containsKeys("js-language", "kafka-streams", "rocksdbjni", "jetty-server").doesNotContainKeys("junit-jupiter", "kafka_2.13");
    assertThat(licences(home, "scheduler")).containsKeys("kafka-streams", "rocksdbjni").doesNotContainKeys("js-language");
    for (String program : List.of("engine", "scheduler")) {
      assertThat(licences(home, program)).allSatisfy((name, licences) -> assertThat(licences).as(name).containsAnyElementsOf(PERMISSIVE));
    }
  }

  private static Map<String, List<String>> licences(Path home, String program) throws IOException {
    Map<String, List<String>> licences = new TreeMap<>();
    for (JsonNode component : new ObjectMapper().readTree(home.resolve("sbom/" + program + ".cdx.json").toFile()).get("components")) {
      if (!component.get("group").asText().equals("io.kafkaworkflow")) {
        licences.put(component.get("name").asText(), Stream.concat(component.findValuesAsText("id").stream(), component.at("/licenses").findValuesAsText("name").stream()).toList());
      }
    }
    return licences;
  }

  /** Archives for two kinds of machines, one content. */
  @Test
  void theZipHoldsTheSame() throws IOException {
    try (ZipFile zip = new ZipFile(ARCHIVE + ".zip")) {
      String top = zip.entries().nextElement().getName().replaceFirst("/.*", "/");
      TreeSet<String> names = new TreeSet<>();
      zip.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> names.add(entry.getName().substring(top.length())));
      assertThat(names).isEqualTo(files(unpacked()));
    }
  }

  /** Once: 230 MB. */
  @BeforeAll
  static void unpack() throws IOException {
    Path target = Files.createDirectories(unpacking.resolve("unpacked"));
    ChildProcess tar = ChildProcess.start(List.of("tar", "-xzf", ARCHIVE + ".tar.gz", "-C", target.toString()), unpacking, unpacking.resolve("tar.log"));
    assertThat(tar.awaitExit(PATIENCE)).as(tar.output()).isZero();
  }

  /** The one folder of the archive. */
  private static Path unpacked() throws IOException {
    try (var found = Files.list(unpacking.resolve("unpacked"))) {
      List<Path> tops = found.toList();
      assertThat(tops).hasSize(1);
      return tops.get(0);
    }
  }

  private static TreeSet<String> files(Path home) throws IOException {
    try (var all = Files.walk(home)) {
      return all.filter(Files::isRegularFile).map(file -> home.relativize(file).toString()).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private ChildProcess start(Path home, String program, DevBroker broker, String... arguments) throws IOException {
    Path settings = Files.write(directory.resolve(program + ".properties"),
        List.of("bootstrap.servers=" + broker.bootstrapServers(), "state.dir=" + directory.resolve(program + "-state")));
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/kafka-workflow-" + program).toString()));
    command.addAll(List.of(arguments));
    command.add(settings.toString());
    ChildProcess process = ChildProcess.start(command, directory, directory.resolve(program + ".log"));
    started.add(process);
    return process;
  }
}

package io.kafkaworkflow.chaos.process;

import io.kafkaworkflow.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Settings and command lines of the brokers: each is broker and controller, so that any one of the three may be away. */
final class BrokerFiles {
  static final String READY = "Kafka Server started";
  private static final String CLUSTER_ID = "Y2hhb3MtdGVzdHMta3dmdw";
  private static final int HEAP_MB = 512;

  private final Network network;
  private final String classpath;
  private final Path directory;
  private final List<Integer> ports;

  /**
   * @param ports two for each broker: for clients, and for controllers
   * @param directory for settings and data
   */
  BrokerFiles(Network network, String classpath, Path directory, List<Integer> ports) {
    this.network = network;
    this.classpath = classpath;
    this.directory = directory;
    this.ports = List.copyOf(ports);
  }

  private int count() {
    return ports.size() / 2;
  }

  String bootstrapServers() {
    return IntStream.rangeClosed(1, count()).mapToObj(number -> network.brokerHost(number) + ":" + clientPort(number)).collect(Collectors.joining(","));
  }

  /** Writes a broker's settings and formats its data directory. */
  void prepare(int number) {
    try {
      Files.createDirectories(directory);
      Files.write(file(number), settings(number));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the settings of broker " + number, e);
    }
    Shell.run(JavaCommand.of(HEAP_MB, List.of("-cp", classpath, "kafka.tools.StorageTool"), "format", "--cluster-id", CLUSTER_ID, "--config", file(number).toString()));
  }

  List<String> command(int number) {
    return JavaCommand.of(HEAP_MB, List.of("-Dorg.slf4j.simpleLogger.showDateTime=true", "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
        "-cp", classpath, "kafka.Kafka"), file(number).toString());
  }

  private Path file(int number) {
    return directory.resolve("broker-" + number + ".properties");
  }

  private List<String> settings(int number) {
    String host = network.brokerHost(number);
    String voters = IntStream.rangeClosed(1, count())
        .mapToObj(voter -> voter + "@" + network.brokerHost(voter) + ":" + controllerPort(voter)).collect(Collectors.joining(","));
    List<String> settings = new ArrayList<>(List.of(
        "process.roles=broker,controller",
        "node.id=" + number,
        "controller.quorum.voters=" + voters,
        "listeners=PLAINTEXT://" + host + ":" + clientPort(number) + ",CONTROLLER://" + host + ":" + controllerPort(number),
        "controller.listener.names=CONTROLLER",
        "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "log.dirs=" + directory.resolve("broker-" + number),
        "auto.create.topics.enable=false",
        // two for each of two engines
        "num.partitions=4",
        "default.replication.factor=3",
        "min.insync.replicas=2",
        "unclean.leader.election.enable=false",
        "group.initial.rebalance.delay.ms=0",
        // transactions of the dead end when they time out, not up to 10 s later; docs/settings.md recommends it
        "transaction.abort.timed.out.transaction.cleanup.interval.ms=1000",
        // three of them share this machine
        "log.cleaner.dedupe.buffer.size=4194304",
        "num.network.threads=2",
        "num.io.threads=4",
        "background.threads=2"));
    for (String topics : List.of("offsets.topic", "transaction.state.log")) {
      settings.add(topics + ".replication.factor=3");
      settings.add(topics + ".num.partitions=6");
    }
    settings.add("transaction.state.log.min.isr=2");
    return settings;
  }

  private int clientPort(int number) {
    return ports.get(2 * (number - 1));
  }

  private int controllerPort(int number) {
    return ports.get(2 * (number - 1) + 1);
  }
}

package io.kafkaworkflow.engine.command.doctor;

import io.kafkaworkflow.engine.command.ClientOptions;
import io.kafkaworkflow.engine.command.OutputFormat;
import io.kafkaworkflow.start.TopicSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code topics check [bundle.js]}: what {@code doctor} has to say about topics, and whether they are as {@code topics create} would make them. */
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Says which topics are missing, or are not as the engine needs them. Changes nothing.",
    footer = {
      "",
      "example: ${ROOT-COMMAND-NAME} topics check -c streams.properties --partitions 12 dist/index.js",
      "Exit codes: 0 all is well; 1 a topic is missing or wrong; 2 wrong command line."
    })
public final class TopicsCheckCommand implements Callable<Integer> {
  @Mixin private ClientOptions client = new ClientOptions();

  @Parameters(index = "0", arity = "0..1", paramLabel = "bundle.js", description = "whose topics are looked at, too")
  private @Nullable Path bundleFile;

  @Option(names = "--partitions", paramLabel = "N", description = "that each is expected to have")
  private @Nullable Integer partitions;

  @Option(names = "--replication-factor", paramLabel = "N", description = "that each is expected to have")
  private @Nullable Integer replicationFactor;

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text, or json: one object per line. Default: ${DEFAULT-VALUE}")
  private OutputFormat format = OutputFormat.text;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli's
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Report report = new Report(format, out);
    try {
      Installation facts = Survey.of(client.userSettings(), Optional.empty(), Optional.ofNullable(bundleFile));
      add(report, "bundle-readable", facts.bundleFailure());
      add(report, "brokers-reachable", facts.clusterFailure());
      if (facts.cluster().isPresent()) {
        Stream.concat(TopicChecks.ALL.stream(), SizeChecks.ALL.stream()).forEach(check -> report.add(check.name(), check.judge().apply(facts)));
        report.add("topics-as-given", asGiven(facts, facts.cluster().get()));
      }
    } catch (Survey.InvalidSettingsException e) {
      report.add(MachineChecks.SETTINGS_VALID, List.of(e.finding()));
    }
    out.flush();
    spec.commandLine().getErr().println(report.summary());
    return report.isFine(false) ? 0 : 1;
  }

  private static void add(Report report, String check, Optional<Finding> failure) {
    failure.ifPresent(finding -> report.add(check, List.of(finding)));
  }

  private List<Finding> asGiven(Installation facts, Cluster cluster) {
    List<Finding> findings = new ArrayList<>();
    for (String name : facts.topics().stream().map(TopicSpec::name).distinct().toList()) {
      Cluster.Topic topic = cluster.topics().get(name);
      if (topic != null && partitions != null && topic.partitions() != partitions) {
        findings.add(Finding.error("expected " + partitions + " partitions, but found " + topic.partitions(), "topic " + name, "it works with those that it has",
            "more can be added to domain topics (kafka-topics.sh --alter); those of workflow-resume cannot be changed once threads exist"));
      }
      if (topic != null && replicationFactor != null && topic.replicationFactor() != replicationFactor) {
        findings.add(Finding.error("expected " + replicationFactor + " replicas, but found " + topic.replicationFactor(), "topic " + name,
            "it outlives the loss of fewer brokers, or costs more disk, than was meant", "kafka-reassign-partitions.sh changes it"));
      }
    }
    return findings;
  }
}

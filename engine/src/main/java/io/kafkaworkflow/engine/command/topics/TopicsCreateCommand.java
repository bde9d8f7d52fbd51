package io.kafkaworkflow.engine.command.topics;

import io.kafkaworkflow.engine.WorkflowEngine;
import io.kafkaworkflow.engine.command.ClientOptions;
import io.kafkaworkflow.engine.command.JsonLine;
import io.kafkaworkflow.engine.command.OutputFormat;
import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.engine.js.BundleException;
import io.kafkaworkflow.engine.topology.EngineStreams;
import io.kafkaworkflow.start.TopicCreation;
import io.kafkaworkflow.start.TopicSpec;
import io.kafkaworkflow.start.Topics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code topics create [bundle.js]}: what the engine itself does with {@code --create-topics}, by somebody who may, before it starts. */
@Command(name = "create", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Creates the topics that do not exist; those that do are left as they are. Given again, it does nothing.",
    footer = {
      "",
      "example: ${ROOT-COMMAND-NAME} topics create -c streams.properties --partitions 12 --replication-factor 3 --set min.insync.replicas=2 dist/index.js",
      "The number of partitions of workflow-resume cannot be changed later.",
      "Exit codes: 0 all are there now; 1 one could not be created; 2 wrong command line."
    })
final class TopicsCreateCommand implements Callable<Integer> {
  @Mixin private final ClientOptions client = new ClientOptions();

  @Parameters(index = "0", arity = "0..1", paramLabel = "bundle.js", description = "whose topics are created, too; without it, the engine's own")
  private @Nullable Path bundleFile;

  @Option(names = "--partitions", paramLabel = "N", description = "of each. Default: the brokers'")
  private @Nullable Integer partitions;

  @Option(names = "--replication-factor", paramLabel = "N", description = "of each. Default: the brokers'")
  private @Nullable Short replicationFactor;

  @Option(names = "--set", paramLabel = "NAME=VALUE",
      description = "topic setting of each, such as retention.ms=1209600000; can be given several times. workflow-bundles stays compacted, and what the engine sets for dead letters wins")
  private Map<String, String> settings = Map.of();

  @Option(names = "--dry-run", description = "ask the brokers whether they would, create nothing")
  private boolean isDryRun;

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text, or json: one object per line. Default: ${DEFAULT-VALUE}")
  private OutputFormat format = OutputFormat.text;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli's
  private CommandSpec spec;

  @Override
  public Integer call() {
    if (partitions != null && partitions < 1 || replicationFactor != null && replicationFactor < 1) {
      throw new ParameterException(spec.commandLine(), "--partitions, --replication-factor: expected 1 or more");
    }
    PrintWriter err = spec.commandLine().getErr();
    Properties engine = EngineStreams.settings(client.userSettings());
    List<TopicSpec> wanted;
    try {
      wanted = distinct(needed(engine));
    } catch (BundleException e) {
      err.println(e.getMessage());
      return 1;
    }
    List<TopicSpec> missing = Topics.missing(engine, wanted);
    TopicCreation creation = new TopicCreation(true, Optional.ofNullable(partitions), Optional.ofNullable(replicationFactor));
    if (isDryRun) {
      Topics.validate(engine, missing, creation);
    } else {
      Topics.require(engine, wanted, creation);
    }
    PrintWriter out = spec.commandLine().getOut();
    wanted.forEach(topic -> out.println(format == OutputFormat.json ? json(topic, missing.contains(topic)) : text(topic, missing.contains(topic))));
    out.flush();
    err.println(missing.size() + (isDryRun ? " would be created (dry run)" : " created") + ", " + (wanted.size() - missing.size()) + " there before");
    return 0;
  }

  private List<TopicSpec> needed(Properties engine) {
    EngineConfig config = EngineConfig.of(engine);
    if (bundleFile == null) {
      return EngineStreams.topics(config, Set.of(), Set.of());
    }
    try (WorkflowEngine opened = WorkflowEngine.open(bundleFile, engine)) {
      return EngineStreams.topics(config, opened.bundle());
    }
  }

  /** A workflow may send to a topic of the engine's; the engine's own settings for it win. */
  private List<TopicSpec> distinct(List<TopicSpec> topics) {
    Map<String, TopicSpec> byName = new LinkedHashMap<>();
    for (TopicSpec topic : topics) {
      Map<String, String> config = new HashMap<>(settings);
      config.putAll(topic.config());
      byName.putIfAbsent(topic.name(), new TopicSpec(topic.name(), config));
    }
    return List.copyOf(byName.values());
  }

  private String text(TopicSpec topic, boolean isNew) {
    return (isNew ? isDryRun ? "would create  " : "created       " : "exists        ") + topic.name();
  }

  private String json(TopicSpec topic, boolean isNew) {
    return JsonLine.of(json -> {
      json.writeStringField("topic", topic.name());
      json.writeBooleanField("existed", !isNew);
      json.writeBooleanField("created", isNew && !isDryRun);
      json.writeObjectFieldStart("settings");
      for (var setting : new TreeMap<>(topic.config()).entrySet()) {
        json.writeStringField(setting.getKey(), setting.getValue());
      }
      json.writeEndObject();
    });
  }
}

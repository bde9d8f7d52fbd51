package io.kafkaworkflow.engine.command.doctor;

import io.kafkaworkflow.engine.WorkflowEngine;
import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.engine.js.BundleException;
import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.topology.EngineStreams;
import io.kafkaworkflow.http.HttpSettings;
import io.kafkaworkflow.start.Settings;
import io.kafkaworkflow.start.StartException;
import io.kafkaworkflow.start.TopicSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/** Collects what checks look at, from the same places as the engine at its start. */
final class Survey {

  /** Nothing else can be looked at: which topics and times are meant is not known. */
  static final class InvalidSettingsException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Finding finding;

    InvalidSettingsException(StartException cause) {
      super(cause);
      finding = Finding.of(cause);
    }

    Finding finding() {
      return finding;
    }
  }

  /** What a bundle adds; nothing when there is none, or when it cannot be read. */
  private record Needs(List<TopicSpec> topics, Map<String, Set<AclOperation>> rights, List<String> inputGroups, Optional<Finding> failure) {

    static Needs of(EngineConfig config, Properties settings, Set<String> outputs, Set<String> inputs, Optional<Finding> failure) {
      return new Needs(EngineStreams.topics(config, outputs, inputs), EngineStreams.operations(config, outputs, inputs),
          EngineStreams.inputGroups(config, inputs, settings), failure);
    }
  }

  /** @throws InvalidSettingsException a setting has a value that it cannot have */
  static Installation of(Properties user, Optional<Path> file, Optional<Path> bundleFile) throws InvalidSettingsException {
    Properties settings;
    Optional<HttpSettings> http;
    try {
      settings = EngineStreams.settings(user);
      http = HttpSettings.of(settings);
    } catch (StartException e) {
      throw new InvalidSettingsException(e);
    }
    EngineConfig config = EngineConfig.of(settings);
    Needs needs = needs(config, settings, bundleFile);
    List<String> changelogs = EngineStreams.changelogs(settings);
    Machine machine = Machine.ask(file, hasPlainSecrets(user), settings, http);
    Optional<Cluster> cluster = Optional.empty();
    Optional<Finding> failure = Optional.empty();
    try {
      cluster = Optional.of(ClusterQuestions.ask(settings, new ClusterQuestions.Wanted(needs.topics.stream().map(TopicSpec::name).toList(), changelogs, needs.rights,
          http.map(server -> EngineStreams.httpOperations(config)).orElseGet(HashMap::new), needs.inputGroups)));
    } catch (StartException e) {
      failure = Optional.of(Finding.of(e));
    }
    return new Installation(user, settings, config, needs.topics, changelogs, needs.failure, machine, cluster, failure);
  }

  private static Needs needs(EngineConfig config, Properties settings, Optional<Path> bundleFile) {
    if (bundleFile.isEmpty()) {
      return Needs.of(config, settings, Set.of(), Set.of(), Optional.empty());
    }
    try (WorkflowEngine engine = WorkflowEngine.open(bundleFile.get(), settings)) {
      Bundle bundle = engine.bundle();
      return Needs.of(config, settings, bundle.outputTopics(), bundle.inputTopics(), Optional.empty());
    } catch (StartException e) {
      return Needs.of(config, settings, Set.of(), Set.of(), Optional.of(Finding.of(e)));
    } catch (BundleException e) {
      return Needs.of(config, settings, Set.of(), Set.of(), Optional.of(Finding.error(String.valueOf(e.getMessage()).lines().findFirst().orElse("it cannot be evaluated"),
          bundleFile.get().toString(), "the engine does not start", "build it again with `kafka-workflow build`, for this version of the engine")));
    }
  }

  /** Values such as {@code ${file:...}} come from elsewhere. */
  private static boolean hasPlainSecrets(Properties user) {
    return user.stringPropertyNames().stream()
        .anyMatch(name -> Settings.isSecret(name) && !user.getProperty(name).isBlank() && !user.getProperty(name).contains("${"));
  }

  private Survey() {}
}

package io.kafkaworkflow.engine.http;

import io.kafkaworkflow.engine.command.KafkaClients;
import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.engine.config.PeerSettings;
import io.kafkaworkflow.engine.query.OtherEngines;
import io.kafkaworkflow.engine.query.Partitions;
import io.kafkaworkflow.engine.query.StoredThreads;
import io.kafkaworkflow.engine.query.ThreadSearch;
import io.kafkaworkflow.engine.query.UnreachableException;
import io.kafkaworkflow.http.Gauge;
import io.kafkaworkflow.http.HttpSettings;
import io.kafkaworkflow.http.Route;
import io.kafkaworkflow.http.Service;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;

/** The API of one engine: its parts, put together. Connects to the brokers when something needs them. */
public final class EngineService implements Service {
  private final RecordSender sender;
  private final EventTail tail;
  private final Results results;
  private final Waiting waiting = new Waiting();
  private final ThreadCensus census;
  private final List<Route> routes = new ArrayList<>();

  private EngineService(RecordSender sender, EventTail tail, Results results, StoredThreads stores, OtherEngines others, Function<String, Optional<String>> bundleNames) {
    this.sender = sender;
    this.tail = tail;
    this.results = results;
    Partitions partitions = new Partitions(() -> count(sender));
    ThreadSearch search = new ThreadSearch(stores, others, partitions, bundleNames);
    census = new ThreadCensus(stores, partitions);
    routes.addAll(new SearchRoutes(search).routes());
    routes.addAll(new WriteRoutes(sender).routes());
    routes.add(new ResultRoute(search, tail, results, waiting).route());
    routes.add(new EventsRoute(search, tail, waiting).route());
    routes.add(OpenApi.route());
  }

  /**
   * @param settings the engine's; with {@code workflow.http.listen}
   * @param bundleNames name of a bundle by its id
   */
  public static EngineService start(Properties settings, StoredThreads stores, Function<String, Optional<String>> bundleNames) {
    EngineConfig config = EngineConfig.of(settings);
    Function<WorkflowTopic, String> topics = topic -> config.topics().getOrDefault(topic, topic.defaultName());
    KafkaClients clients = new KafkaClients(settings);
    boolean isTls = HttpSettings.of(settings).flatMap(HttpSettings::keyStore).isPresent();
    EngineService service = new EngineService(RecordSender.of(settings, topics.apply(WorkflowTopic.RESUME)),
        new EventTail(topics.apply(WorkflowTopic.EVENTS), clients::consumer),
        new Results(topics.apply(WorkflowTopic.RESULT), topics.apply(WorkflowTopic.ERROR), clients::consumer), stores, new HttpEngines(isTls, PeerSettings.of(settings).trust()), bundleNames);
    service.census.start();
    return service;
  }

  /** With parts that a test makes; nothing is counted. */
  static EngineService of(RecordSender sender, EventTail tail, Results results, StoredThreads stores) {
    return new EngineService(sender, tail, results, stores, new HttpEngines(false, Optional.empty()), id -> Optional.empty());
  }

  private static int count(RecordSender sender) {
    try {
      return sender.partitions();
    } catch (KafkaException e) {
      throw new UnreachableException("the brokers do not say how many partitions there are: " + e.getClass().getSimpleName());
    }
  }

  @Override
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  @Override
  public List<Gauge> gauges() {
    return census.gauges();
  }

  @Override
  public void close() {
    census.close();
    waiting.close();
    tail.close();
    results.close();
    sender.close();
  }
}

package io.kafkaworkflow.chaos.client;

import io.kafkaworkflow.chaos.checker.History;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/** Everything outside of the system: the player of stories, the services, and the observer that feeds both. */
public final class World implements AutoCloseable {
  /** What the workflows of {@code workflows/} send to, the scheduler apart. */
  public static final List<String> OWN_TOPICS = List.of(Services.REQUESTS, "chaos-outputs");

  /** All topics that are read. */
  public static final List<String> TOPICS = Stream.concat(OWN_TOPICS.stream(), Stream.of(WorkflowTopic.RESUME, WorkflowTopic.RESULT,
      WorkflowTopic.ERROR, WorkflowTopic.EVENTS, WorkflowTopic.DEAD_LETTER, WorkflowTopic.SCHEDULER).map(WorkflowTopic::defaultName)).toList();

  private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
  private final History history = new History();
  private final Tally tally = new Tally();
  private final Inputs inputs;
  private final Player player;
  private final Observer observer;

  /** The topics exist. */
  public World(String bootstrapServers) {
    inputs = new Inputs(bootstrapServers);
    player = new Player(inputs);
    Services services = new Services(inputs, later);
    observer = new Observer(bootstrapServers, TOPICS, history, record -> {
      tally.on(record);
      services.on(record);
      player.on(record);
    });
  }

  public History history() {
    return history;
  }

  public Tally tally() {
    return tally;
  }

  public Inputs inputs() {
    return inputs;
  }

  public Player player() {
    return player;
  }

  public Observer observer() {
    return observer;
  }

  @Override
  public void close() {
    observer.close();
    later.shutdownNow();
    inputs.close();
  }
}

package io.kafkaworkflow.engine.command.state;

import io.kafkaworkflow.protocol.ParkedThread;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.List;
import java.util.Set;

/** Whose state: the names that never change, because they are names of topics. */
enum StateOf {
  engine("kafka-workflow", WorkflowTopic.RESUME, Set.of(WorkflowTopic.BUNDLES), List.of("workflow-threads", "workflow-ended-threads", ParkedThread.STORE)),
  scheduler("kafka-workflow-scheduler", WorkflowTopic.SCHEDULER, Set.of(), List.of("timer-due-times", "timers-by-due-time"));

  /** The {@code application.id} where the settings have none. */
  final String applicationId;

  /** Whose records move the state. */
  final WorkflowTopic source;

  /** Without which the state is worth nothing on another cluster. */
  final Set<WorkflowTopic> alongside;

  private final List<String> stores;

  StateOf(String applicationId, WorkflowTopic source, Set<WorkflowTopic> alongside, List<String> stores) {
    this.applicationId = applicationId;
    this.source = source;
    this.alongside = alongside;
    this.stores = stores;
  }

  /** The first is that without which there is no state. */
  List<String> changelogs(String application) {
    return stores.stream().map(store -> application + "-" + store + "-changelog").toList();
  }
}

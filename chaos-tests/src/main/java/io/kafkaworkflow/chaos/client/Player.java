package io.kafkaworkflow.chaos.client;

import io.kafkaworkflow.chaos.checker.Observed;
import io.kafkaworkflow.chaos.generator.Command;
import io.kafkaworkflow.chaos.generator.Command.Trigger;
import io.kafkaworkflow.chaos.generator.Script;
import io.kafkaworkflow.chaos.generator.Story;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Plays stories: sends each command when what triggers it has been seen. Safe for several threads. */
public final class Player {
  private final Inputs inputs;
  private final Map<String, List<Command>> waiting = new ConcurrentHashMap<>();

  public Player(Inputs inputs) {
    this.inputs = inputs;
  }

  /** Sends the story's first records; the others follow as it goes on. */
  public void begin(Story story) {
    List<Command> later = new ArrayList<>();
    List<Command> now = new ArrayList<>();
    for (Command command : Script.of(story)) {
      (command.trigger() instanceof Trigger.Beginning ? now : later).add(command);
    }
    if (!later.isEmpty()) waiting.put(story.threadId(), later);
    now.forEach(this::send);
  }

  /** Sends what waited for this record. */
  void on(Observed record) {
    if (record.topic().equals("chaos-outputs")) {
      fire(record.threadId(), new Trigger.AfterOutput(record.outputName().substring("chaos-outputs ".length())));
    } else if (record.topic().equals(WorkflowTopic.RESULT.defaultName()) || record.topic().equals(WorkflowTopic.ERROR.defaultName())) {
      fire(record.key(), new Trigger.AfterEnd());
    }
  }

  /** Sends what waited for the end of the run. */
  public void last() {
    waiting.keySet().forEach(threadId -> fire(threadId, new Trigger.AtLast()));
  }

  /** Commands that still wait for something, those of the end of the run apart. */
  public long pending() {
    return waiting.values().stream().mapToLong(Player::pending).sum();
  }

  private static long pending(List<Command> commands) {
    synchronized (commands) {
      return commands.stream().filter(command -> !(command.trigger() instanceof Trigger.AtLast)).count();
    }
  }

  private void fire(String threadId, Trigger trigger) {
    List<Command> commands = waiting.get(threadId);
    if (commands == null) return;
    synchronized (commands) {
      for (Iterator<Command> all = commands.iterator(); all.hasNext();) {
        Command command = all.next();
        if (command.trigger().equals(trigger)) {
          all.remove();
          send(command);
        }
      }
      if (commands.isEmpty()) waiting.remove(threadId);
    }
  }

  private void send(Command command) {
    inputs.send(command.threadId(), command.value(), command.idempotencyKey());
  }
}

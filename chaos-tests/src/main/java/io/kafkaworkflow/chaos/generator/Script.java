package io.kafkaworkflow.chaos.generator;

import io.kafkaworkflow.chaos.generator.Command.Trigger;
import java.util.ArrayList;
import java.util.List;

/** The records that a story takes, answers of the service apart: those are in the requests. */
public final class Script {
  private static final Trigger BEGINNING = new Trigger.Beginning();

  private final List<Command> commands = new ArrayList<>();
  private final String threadId;

  private Script(String threadId) {
    this.threadId = threadId;
  }

  /** In the order in which those of one trigger are sent. */
  public static List<Command> of(Story story) {
    Script script = new Script(story.threadId());
    if (story instanceof Story.Started started) {
      script.start(started);
    }
    if (story instanceof Story.Loop loop) {
      script.loop(loop);
    } else if (story instanceof Story.Waiter waiter) {
      script.end(waiter);
    } else if (story instanceof Story.Sleeper sleeper && sleeper.isWoken()) {
      script.add(new Trigger.AtLast(), message(sleeper.threadId(), "wake", "wake up", ""));
    } else if (story instanceof Story.Stumbler stumbler) {
      script.stumble(stumbler);
    } else if (story instanceof Story.Stray stray) {
      script.add(BEGINNING, message(stray.threadId(), "next", "nobody is here", ""));
    } else if (story instanceof Story.Junk junk) {
      script.add(BEGINNING, junk.value());
    }
    return script.commands;
  }

  /** The value of the record that starts the story's thread. */
  public static String startValue(Story.Started story) {
    return "new:" + Plans.json(story);
  }

  /** The record that settles {@code ref} with a message for {@code threadId}, as the workflows check it. */
  static String message(String threadId, String ref, String what, String more) {
    return "{\"ref\":\"" + ref + "\",\"value\":{\"for\":\"" + threadId + "\",\"what\":\"" + what + "\"" + more + "}}";
  }

  /** The message of one round of a loop. */
  public static String roundMessage(Story.Loop loop, int round) {
    int value = round < loop.values().size() ? loop.values().get(round) : -1;
    return message(loop.threadId(), "next", "message " + round, ",\"value\":" + value);
  }

  /** The record that ends a waiter. */
  public static String ending(Story.Waiter waiter) {
    return waiter.isTerminated() ? "{\"terminate\":\"enough\"}" : "{\"cancel\":\"enough\"}";
  }

  /** The record at which a stumbler crosses its limit. */
  public static String stumble(Story.Stumbler stumbler, int number) {
    return message(stumbler.threadId(), "next", "stumble " + number, "");
  }

  private void start(Story.Started story) {
    String value = startValue(story);
    String key = story.start() == StartMode.TWICE_WITH_KEY ? "start of " + threadId : "";
    int times = story.start() == StartMode.ONCE ? 1 : 2;
    for (int n = 0; n < times; n++) {
      commands.add(new Command(BEGINNING, threadId, value, key));
    }
  }

  private void loop(Story.Loop loop) {
    for (int round = 0; round < loop.values().size(); round++) {
      String after = round == 0 ? "listening" : "heard " + (round - 1);
      add(loop.isBurst() ? BEGINNING : new Trigger.AfterOutput(after), roundMessage(loop, round));
    }
    if (loop.isOneTooMany()) {
      add(loop.isBurst() ? BEGINNING : new Trigger.AfterEnd(), roundMessage(loop, loop.values().size()));
    }
  }

  private void end(Story.Waiter waiter) {
    add(new Trigger.AfterOutput("waiting"), ending(waiter));
    if (waiter.isTwice()) {
      add(new Trigger.AfterEnd(), ending(waiter));
    }
  }

  private void stumble(Story.Stumbler stumbler) {
    for (int n = 0; n < stumbler.stumbles(); n++) {
      add(new Trigger.AfterOutput("listening"), stumble(stumbler, n));
    }
    add(new Trigger.AfterOutput("listening"), message(threadId, "next", "go on", ""));
  }

  private void add(Trigger trigger, String value) {
    commands.add(new Command(trigger, threadId, value, ""));
  }
}

package io.kafkaworkflow.chaos.model;

import static com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance;

import io.kafkaworkflow.chaos.generator.Script;
import io.kafkaworkflow.chaos.generator.StartMode;
import io.kafkaworkflow.chaos.generator.Story;
import io.kafkaworkflow.chaos.generator.Story.Saga.Order;
import io.kafkaworkflow.protocol.ReasonCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a correct system makes of stories, whatever faults come in between. */
public final class Model {
  private static final String REQUEST = "chaos-requests ";
  private static final String TOLD = "chaos-outputs ";
  private static final String TIMER = "workflow-scheduler ";
  private static final String TIMER_CANCELLED = TIMER + "0";
  private static final Set<String> ENDED = Set.of(ReasonCode.THREAD_ENDED.code(), ReasonCode.THREAD_UNKNOWN.code());
  /** In the mailbox when the thread ended, or sent so late that the end came first. */
  private static final Set<String> UNREAD = Set.of(ReasonCode.MAIL_UNREAD.code(), ReasonCode.THREAD_ENDED.code(), ReasonCode.THREAD_UNKNOWN.code());

  private final Expectations expectations = new Expectations();

  private Model() {}

  public static Expectations of(Collection<Story> stories) {
    Model model = new Model();
    stories.forEach(model::add);
    return model.expectations;
  }

  private void add(Story story) {
    if (story instanceof Story.Started started && started.start() == StartMode.TWICE_WITHOUT_KEY) {
      refused(story, Script.startValue(started), ReasonCode.THREAD_EXISTS);
    }
    if (story instanceof Story.Saga saga) {
      saga(saga);
    } else if (story instanceof Story.Loop loop) {
      loop(loop);
    } else if (story instanceof Story.Family family) {
      family(family);
    } else if (story instanceof Story.Clock clock) {
      List<Integer> naps = clock.napsMs();
      ends(clock, End.COMPLETED, String.valueOf(naps.size()), Stream.concat(naps.stream().map(ms -> TIMER + ms), numbered(TOLD + "woke ", naps.size())));
    } else if (story instanceof Story.Waiter waiter) {
      waiter(waiter);
    } else if (story instanceof Story.Sleeper sleeper) {
      ends(sleeper, sleeper.isWoken() ? End.COMPLETED : End.WAITING, sleeper.isWoken() ? quoted(sleeper.memory()) : "", Stream.of(TOLD + "asleep"));
    } else if (story instanceof Story.Thrower thrower) {
      ends(thrower, End.FAILED, quoted("Error: " + thrower.message()), Stream.of(REQUEST + "work"));
    } else if (story instanceof Story.Stumbler stumbler) {
      stumbler(stumbler);
    } else if (story instanceof Story.Stray stray) {
      Script.of(stray).forEach(command -> refused(stray, command.value(), ReasonCode.THREAD_UNKNOWN));
    } else if (story instanceof Story.Junk junk) {
      expectations.add(new ExpectedDeadLetter(junk.threadId(), junk.value(), Set.of(junk.reason())));
    }
  }

  private void saga(Story.Saga saga) {
    int stops = saga.stops().size();
    int failing = saga.failing();
    boolean isRefused = failing >= 0 && !saga.isTimedOut();
    // one after the other, a saga does not get behind the stop that fails
    int asked = saga.order() == Order.SEQUENTIAL && failing >= 0 ? failing + 1 : stops;
    List<String> outputs = new ArrayList<>(numbered(REQUEST + "reserve ", asked).toList());
    outputs.add(TIMER + saga.timeoutMs());
    if (!saga.isTimedOut()) {
      outputs.add(TIMER_CANCELLED);
    }
    if (failing >= 0) {
      // a stop that refused has nothing to undo; one that is silent may have done its work
      numbered(TOLD + "undo ", asked).filter(undo -> !(isRefused && undo.equals(TOLD + "undo " + failing))).forEach(outputs::add);
    }
    if (failing < 0) {
      ends(saga, End.COMPLETED, list(IntStream.range(0, stops).boxed()), outputs.stream());
    } else {
      ends(saga, End.FAILED, quoted(isRefused ? "refused: reserve " + failing : "Error: out of time"), outputs.stream());
    }
  }

  private void loop(Story.Loop loop) {
    int rounds = loop.values().size();
    Stream<String> thoughts = loop.isBurst() ? numbered(REQUEST + "think ", rounds) : Stream.empty();
    ends(loop, End.COMPLETED, list(loop.values().stream()),
        Stream.concat(thoughts, Stream.concat(Stream.of(TOLD + "listening"), numbered(TOLD + "heard ", rounds))));
    if (loop.isOneTooMany()) {
      expectations.add(new ExpectedDeadLetter(loop.threadId(), Script.roundMessage(loop, rounds), loop.isBurst() ? UNREAD : ENDED));
    }
  }

  private void family(Story.Family family) {
    int children = family.children().size();
    ends(family, End.COMPLETED, list(IntStream.range(0, children).boxed()), Stream.empty());
    for (int number = 0; number < children; number++) {
      expectations.add(new Expectation(
          family.childId(number), End.COMPLETED, String.valueOf(number), List.of(REQUEST + "work", REQUEST + "report " + number)));
    }
  }

  private void waiter(Story.Waiter waiter) {
    Stream<String> waiting = Stream.of(TOLD + "waiting");
    if (waiter.isTerminated()) {
      ends(waiter, End.TERMINATED, quoted("enough"), waiting);
    } else {
      ends(waiter, End.CANCELLED, quoted("CancelToken: enough"), Stream.concat(waiting, Stream.of(TOLD + "cleaned up")));
    }
    if (waiter.isTwice()) {
      expectations.add(new ExpectedDeadLetter(waiter.threadId(), Script.ending(waiter), ENDED));
    }
  }

  private void stumbler(Story.Stumbler stumbler) {
    ends(stumbler, End.COMPLETED, quoted("0 of " + stumbler.stumbles() + " left a trace"), Stream.of(TOLD + "listening"));
    for (int number = 0; number < stumbler.stumbles(); number++) {
      expectations.add(new ExpectedDeadLetter(stumbler.threadId(), Script.stumble(stumbler, number), Set.of("step/output-limit")));
    }
  }

  private void ends(Story story, End end, String text, Stream<String> outputs) {
    expectations.add(new Expectation(story.threadId(), end, text, outputs.toList()));
  }

  private void refused(Story story, String value, ReasonCode reason) {
    expectations.add(new ExpectedDeadLetter(story.threadId(), value, Set.of(reason.code())));
  }

  private static Stream<String> numbered(String name, int count) {
    return IntStream.range(0, count).mapToObj(number -> name + number);
  }

  private static String list(Stream<Integer> values) {
    return values.map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }

  private static String quoted(String text) {
    return "\"" + String.valueOf(getInstance().quoteAsString(text)) + "\"";
  }
}

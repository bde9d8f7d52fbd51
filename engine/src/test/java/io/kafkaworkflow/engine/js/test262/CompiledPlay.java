package io.kafkaworkflow.engine.js.test262;

import io.kafkaworkflow.engine.js.GuestHost;
import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleCatalog;
import io.kafkaworkflow.engine.step.BundleId;
import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.ExecutorLimits;
import io.kafkaworkflow.engine.step.LogLine;
import io.kafkaworkflow.engine.step.StepExecutor;
import io.kafkaworkflow.engine.step.StepInput;
import io.kafkaworkflow.engine.step.StepResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Plays bundles by the engine's executor of steps, as threads. For one thread. */
final class CompiledPlay implements AutoCloseable {

  /** After which a case counts as endless. */
  private static final int MICROTASKS_MAX = 20_000;
  /**
   * A bundle that can make each microtask a step of its own: a settling record, whatever it says, lets the next one run. A thread that waits for
   * nothing but a record never settles, as there is none.
   */
  private static final String PAUSING = """
      (() => {
        const host = %s;
        const { start, proceed } = host;
        const paused = (outcome) => {
          if (outcome.status !== 0 || outcome.paused) return outcome;
          throw Object.assign(new Error("case/never-settles: no microtask is left"), { code: "case/never-settles" });
        };
        host.start = (context, json) => {
          host.jobsPerTurn = json === '"pausing"' ? 1 : Infinity;
          return paused(start.call(host, context, json));
        };
        host.resume = (context, thread) => {
          host.jobsPerTurn = 1;
          return paused(proceed.call(host, context, thread));
        };
        return host;
      })()
      """;
  private static final Pattern SOURCE_MAP = Pattern.compile("//# sourceMappingURL=.*\\s*$");
  private static final Pattern UNSAVEABLE_KIND = Pattern.compile("\\(([^()]*)\\) in a continuation");
  private static final Pattern UNRESTORABLE_KIND = Pattern.compile("cannot be taken back: (.*)");

  private final GuestHost host = new GuestHost();
  private final ExecutorLimits limits;
  private long offset;

  CompiledPlay(long limitMs) {
    limits = new ExecutorLimits(limitMs, Long.MAX_VALUE, Integer.MAX_VALUE - 8, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  /** Gives {@code played} to executors that nothing else has run on; close it before the next. */
  Threads threads(WrittenCase played, String bundle) {
    String pausing = PAUSING.formatted(SOURCE_MAP.matcher(bundle).replaceFirst("").strip());
    byte[] code = pausing.getBytes(StandardCharsets.UTF_8);
    return new Threads(BundleCatalog.of(new Bundle(BundleId.ofCode(code), played.path(), code, null, Set.of())));
  }

  @Override
  public void close() {
    host.close();
  }

  /** Threads of one bundle, in two realms. */
  final class Threads implements AutoCloseable {

    private final StepExecutor first;
    private final StepExecutor second;

    private Threads(BundleCatalog catalog) {
      first = host.newExecutor(catalog, limits);
      second = host.newExecutor(catalog, limits);
    }

    /** The whole case is one step. */
    Ending play() {
      StepResult result = apply(first, new Command.Start("null"), null);
      return endingOf(result, texts(result));
    }

    /** Each microtask is a step. Between two the thread is only bytes, and it is read in the realm where it was not saved. */
    Ending playReloaded() {
      List<String> lines = new ArrayList<>();
      StepResult result = apply(first, new Command.Start("\"pausing\""), null);
      for (int turns = 1; turns <= MICROTASKS_MAX; turns++) {
        lines.addAll(texts(result));
        if (!(result instanceof StepResult.Suspended suspended)) {
          return endingOf(result, lines);
        }
        result = apply(turns % 2 == 1 ? second : first, new Command.Settle("any", "{}"), suspended.continuation());
      }
      return new Ending.Stopped("more than " + MICROTASKS_MAX + " microtasks", "");
    }

    @Override
    public void close() {
      first.close();
      second.close();
    }
  }

  private StepResult apply(StepExecutor executor, Command command, byte @Nullable [] previous) {
    offset++;
    return executor.apply(new StepInput("case", "workflow-resume-0-" + offset, offset, offset, "", command), previous);
  }

  private static List<String> texts(StepResult result) {
    return result.log().stream().map(LogLine::text).toList();
  }

  private static Ending endingOf(StepResult result, List<String> lines) {
    if (result instanceof StepResult.Completed) {
      return new Ending.Fulfilled(lines);
    } else if (result instanceof StepResult.Failed failed) {
      return new Ending.Rejected(failed.failure().name(), failed.failure().message(), lines);
    } else if (result instanceof StepResult.Refused refused) {
      return new Ending.Stopped(causeOf(refused), refused.message());
    }
    return new Ending.Stopped("never settles", "");
  }

  /** What kind of value could not be saved, not which variable held it. */
  private static String causeOf(StepResult.Refused refused) {
    Matcher kind = (refused.code().equals("codec/unserializable-value") ? UNSAVEABLE_KIND : UNRESTORABLE_KIND).matcher(refused.message());
    return kind.find() ? refused.code() + ": " + kind.group(1) : refused.message();
  }
}

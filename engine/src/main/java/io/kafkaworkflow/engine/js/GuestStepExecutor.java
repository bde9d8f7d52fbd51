package io.kafkaworkflow.engine.js;

import io.kafkaworkflow.engine.js.WatchedStep.Excess;
import io.kafkaworkflow.engine.js.codec.BodyCodec;
import io.kafkaworkflow.engine.js.codec.ContinuationTooLargeException;
import io.kafkaworkflow.engine.js.codec.SaveException;
import io.kafkaworkflow.engine.js.guest.GuestException;
import io.kafkaworkflow.engine.js.guest.GuestInterruptedException;
import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleCatalog;
import io.kafkaworkflow.engine.step.BundleId;
import io.kafkaworkflow.engine.step.ByteReader;
import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.ExecutorLimits;
import io.kafkaworkflow.engine.step.InputResult;
import io.kafkaworkflow.engine.step.MalformedContinuationException;
import io.kafkaworkflow.engine.step.Refusals;
import io.kafkaworkflow.engine.step.StepExecutor;
import io.kafkaworkflow.engine.step.StepInput;
import io.kafkaworkflow.engine.step.StepResult;
import io.kafkaworkflow.engine.step.ThreadStatus;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs steps in GraalJS: decode the thread, run the bundle's code until nothing moves, encode the thread.
 *
 * <p>Nothing of a step is visible in the next one (1-D2): the thread's graph is dropped, the bundle's module state is put back,
 * and a context in which that might have failed is thrown away and made again.
 */
final class GuestStepExecutor implements StepExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(GuestStepExecutor.class);

  private final Function<Bundle, GuestContext> newContext;
  private final BundleCatalog catalog;
  private final ExecutorLimits limits;
  private final int contextsMax;
  private final StepWatchdog watchdog;
  private final WatchedStep watched;
  private final Map<BundleId, GuestContext> contexts = new LinkedHashMap<>(16, 0.75f, true);

  /** @param contextsMax bundles whose contexts are kept: the current one and those of older threads, least recently used out first */
  GuestStepExecutor(Function<Bundle, GuestContext> newContext, BundleCatalog catalog, ExecutorLimits limits, int contextsMax,
      StepWatchdog watchdog) {
    this.newContext = newContext;
    this.catalog = catalog;
    this.limits = limits;
    this.contextsMax = contextsMax;
    this.watchdog = watchdog;
    this.watched = watchdog.watch(limits.stepTimeMsMax(), limits.allocatedBytesMax());
  }

  @Override
  public StepResult apply(StepInput input, byte @Nullable [] previous) {
    if (watchdog.runaways().contains(input)) {
      return Refusals.runaway(input, watchdog.graceMs());
    }
    try {
      if (input.command() instanceof Command.Start) {
        Bundle bundle = catalog.current();
        return step(input, bundle.id(), contextOf(bundle), Step.Stored.nothing());
      }
      if (previous == null) {
        throw new IllegalArgumentException("Expected a continuation for " + input.command().getClass().getSimpleName() + ", but got none");
      }
      ByteReader in = new ByteReader(previous);
      ContinuationHeader header = ContinuationHeader.read(in);
      if (header.status() != ThreadStatus.WAITING) {
        throw new IllegalArgumentException("Expected a waiting thread, but it has " + header.status());
      }
      Optional<GuestContext> context = contextOf(header.bundleId());
      return context.isPresent()
          ? step(input, header.bundleId(), context.get(), new Step.Stored(header, previous.length, in)) : Refusals.unknownBundle(header.bundleId());
    } catch (BundleException e) {
      return new StepResult.Refused(e.code(), String.valueOf(e.getMessage()), List.of());
    } catch (MalformedContinuationException e) {
      return new StepResult.Refused(e.code(), String.valueOf(e.getMessage()), List.of());
    }
  }

  @Override
  public InputResult translate(StepInput input) {
    if (!(input.command() instanceof Command.Translate translate)) {
      throw new IllegalArgumentException("Expected an input record, but got " + input.command().getClass().getSimpleName());
    }
    if (watchdog.runaways().contains(input)) {
      return Refusals.runaway(input, watchdog.graceMs());
    }
    try {
      Bundle bundle = catalog.current();
      GuestContext context = contextOf(bundle);
      return run(input, bundle.id(), context, new InputCall(input, translate, limits, context));
    } catch (BundleException e) {
      return new StepResult.Refused(e.code(), String.valueOf(e.getMessage()), List.of());
    }
  }

  private StepResult step(StepInput input, BundleId bundleId, GuestContext context, Step.Stored stored) {
    return run(input, bundleId, context, new Step(input, bundleId, stored, limits, context));
  }

  private <R> R run(StepInput input, BundleId bundleId, GuestContext context, GuestCall<R> work) {
    boolean isClean = false;
    boolean isInterrupted = false;
    context.enter();
    try {
      Object prepared = work.prepare();
      Object outcome = null;
      watched.begin(context.polyglot()::interrupt, input);
      try {
        outcome = work.call(prepared);
      } finally {
        isInterrupted = !watched.end();
      }
      R result = watched.excess(isInterrupted) == Excess.NOTHING ? work.result(outcome) : work.refused(excess(input));
      isClean = !isInterrupted && context.codec().restoreModules();
      return result;
    } catch (GuestException | SaveException | ContinuationTooLargeException | MalformedContinuationException e) {
      isClean = !isInterrupted && context.codec().restoreModules();
      return work.refused(isInterrupted ? excess(input) : refusalOf(e, context));
    } catch (GuestInterruptedException e) {
      return work.refused(isInterrupted ? excess(input) : internalError(input, e));
    } catch (OutOfMemoryError e) {
      // one request that the heap cannot meet, larger than what the watchdog could see coming; what it belonged to is dropped with the context
      LOG.error("Step {} of thread {} ran out of heap; lower workflow.step.allocation.bytes.max or raise -Xmx", input.stepId(), input.threadId());
      return work.refused(Refusals.memoryLimit(limits.allocatedBytesMax(), input));
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      return work.refused(internalError(input, e));
    } finally {
      context.leave();
      if (isInterrupted) {
        watched.awaitInterrupt();
      }
      if (!isClean) {
        discard(bundleId);
      }
      if (isInterrupted) {
        Thread.interrupted(); // an interrupt of the context is one of this thread, too: the next context could not be made
      }
    }
  }

  private StepResult.Refused excess(StepInput input) {
    if (watchdog.runaways().contains(input)) {
      return Refusals.runaway(input, watchdog.graceMs());
    }
    return watched.excess(true) == Excess.MEMORY
        ? Refusals.memoryLimit(limits.allocatedBytesMax(), input)
        : Refusals.timeLimit(limits.stepTimeMsMax(), input);
  }

  private static StepResult.Refused refusalOf(RuntimeException e, GuestContext context) {
    if (e instanceof SaveException unsaved) {
      return new StepResult.Refused(unsaved.code(), String.valueOf(e.getMessage()), List.of());
    } else if (e instanceof ContinuationTooLargeException) {
      return Refusals.continuationTooLarge(String.valueOf(e.getMessage()), List.of());
    } else if (e instanceof MalformedContinuationException malformed) {
      return new StepResult.Refused(malformed.code(), String.valueOf(malformed.getMessage()), List.of());
    }
    return new GuestFailure(context.realm(), context.stacks(), (GuestException) e).refusal();
  }

  private static StepResult.Refused internalError(StepInput input, Throwable e) {
    LOG.error("Step {} of thread {} failed in the engine", input.stepId(), input.threadId(), e);
    return Refusals.internalError(e);
  }

  /** Empty when the catalog does not have the bundle. */
  private Optional<GuestContext> contextOf(BundleId id) {
    GuestContext known = contexts.get(id);
    return known != null ? Optional.of(known) : catalog.byId(id).map(this::contextOf);
  }

  /** @throws BundleException the bundle cannot be evaluated here, for instance because it is of another ABI */
  private GuestContext contextOf(Bundle bundle) {
    GuestContext known = contexts.get(bundle.id());
    if (known != null) {
      return known;
    }
    GuestContext made = newContext.apply(bundle);
    if (contexts.size() == contextsMax) {
      Iterator<GuestContext> eldest = contexts.values().iterator();
      eldest.next().close();
      eldest.remove();
    }
    contexts.put(bundle.id(), made);
    return made;
  }

  private void discard(BundleId id) {
    GuestContext doubtful = contexts.remove(id);
    if (doubtful != null) {
      doubtful.close();
    }
  }

  @Override
  public void close() {
    watchdog.release(watched);
    contexts.values().forEach(GuestContext::close);
    contexts.clear();
  }
}

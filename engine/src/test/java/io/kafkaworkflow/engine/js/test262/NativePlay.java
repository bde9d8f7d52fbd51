package io.kafkaworkflow.engine.js.test262;

import io.kafkaworkflow.engine.js.TestBundles;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/** Plays cases as they are, each in a context of its own that has the engine's sandbox around it. For one thread. */
final class NativePlay implements AutoCloseable {

  private static final String MODULE = "application/javascript+module";
  /** What a native case leaves behind: it takes the object off the global one before its own code runs. */
  private static final String BEGIN =
      "globalThis.$play = { __proto__: null, lines: '', isFulfilled: undefined, name: undefined, message: undefined }";

  private final Engine engine = TestBundles.newEngine();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
    Thread thread = new Thread(task, "native-play-limit");
    thread.setDaemon(true);
    return thread;
  });
  private final long limitMs;

  NativePlay(long limitMs) {
    this.limitMs = limitMs;
  }

  Ending play(WrittenCase played) {
    Source module = Source.newBuilder("js", played.native_(), played.path()).mimeType(MODULE).buildLiteral();
    try (Context context = TestBundles.newContext(engine)) {
      Value left = context.eval("js", BEGIN);
      ScheduledFuture<?> limit = clock.schedule(() -> context.close(true), limitMs, TimeUnit.MILLISECONDS);
      try {
        context.eval(module); // runs the microtasks, too
        return endingOf(left);
      } catch (PolyglotException e) {
        if (e.isSyntaxError()) {
          return new Ending.Refused(true, "syntax", String.valueOf(e.getMessage()));
        }
        return new Ending.Stopped(e.isCancelled() ? "time limit" : "outside of the case: " + e.getMessage(), String.valueOf(e.getMessage()));
      } finally {
        limit.cancel(false);
      }
    } catch (PolyglotException e) {
      return new Ending.Stopped("time limit", String.valueOf(e.getMessage())); // closed while it was being read or closed
    }
  }

  private static Ending endingOf(Value left) {
    List<String> lines = left.getMember("lines").asString().lines().toList();
    Value isFulfilled = left.getMember("isFulfilled");
    if (isFulfilled.isNull()) {
      return new Ending.Stopped("never settles", "");
    }
    return isFulfilled.asBoolean() ? new Ending.Fulfilled(lines)
        : new Ending.Rejected(left.getMember("name").asString(), left.getMember("message").asString(), lines);
  }

  @Override
  public void close() {
    clock.shutdown();
    engine.close(true);
  }
}

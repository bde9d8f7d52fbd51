package io.kafkaworkflow.engine.js;

import java.time.ZoneOffset;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.io.IOAccess;

/**
 * What guest code can reach: the JavaScript language and nothing of the host.
 *
 * <p>Effects leave a workflow as outputs only, so there is no file, network, process, thread or Java access to be had, and
 * GraalJS's own extras are switched off. Code that reaches for them gets an ordinary ReferenceError or TypeError. {@code eval} and {@code Function}
 * are off because code made at run time has no identity that a continuation could name.
 */
final class Sandbox {

  /** UTF-16 units of one string, a RangeError in the guest beyond: one operation can make it, between two looks of the watchdog. */
  static final int STRING_UNITS_MAX = 1 << 24;

  /** Elements of a typed array, bytes of a buffer; a RangeError beyond, for the same reason. */
  static final int TYPED_ARRAY_LENGTH_MAX = 1 << 25;

  /** Arguments that {@code apply} and spreading pass on; a RangeError beyond. */
  static final int ARGUMENTS_MAX = 100_000;

  private static final Map<String, String> OPTIONS = Map.ofEntries(
      Map.entry("js.ecmascript-version", "2024"),
      Map.entry("js.disable-eval", "true"),
      Map.entry("js.disable-with", "true"),
      Map.entry("js.load", "false"),
      Map.entry("js.print", "false"),
      Map.entry("js.console", "false"),
      Map.entry("js.performance", "false"),
      Map.entry("js.shell", "false"),
      Map.entry("js.scripting", "false"),
      Map.entry("js.syntax-extensions", "false"),
      Map.entry("js.graal-builtin", "false"),
      Map.entry("js.polyglot-builtin", "false"),
      Map.entry("js.java-package-globals", "false"),
      Map.entry("js.global-arguments", "false"),
      Map.entry("js.shared-array-buffer", "false"),
      Map.entry("js.atomics", "false"),
      Map.entry("js.agent-can-block", "false"),
      // RegExp.$1 and its like would show a thread what the thread before it matched
      Map.entry("js.regexp-static-result", "false"),
      Map.entry("js.string-length-limit", Integer.toString(STRING_UNITS_MAX)),
      Map.entry("js.max-typed-array-length", Integer.toString(TYPED_ARRAY_LENGTH_MAX)),
      Map.entry("js.max-apply-argument-length", Integer.toString(ARGUMENTS_MAX)),
      Map.entry("js.intl-402", "true"));

  private Sandbox() {}

  static Engine newEngine() {
    // Guest code that prints would be lost in a server's stdout; nothing in the sandbox can print, this makes sure of it.
    return Engine.newBuilder("js")
        .option("engine.WarnInterpreterOnly", "false")
        .build();
  }

  static Context newContext(Engine engine) {
    return Context.newBuilder("js")
        .engine(engine)
        .sandbox(SandboxPolicy.TRUSTED) // stricter policies need GraalVM's isolates; the switches below are what they would set
        .allowAllAccess(false)
        .allowPolyglotAccess(PolyglotAccess.NONE)
        .allowIO(IOAccess.NONE)
        .allowExperimentalOptions(true)
        .timeZone(ZoneOffset.UTC) // a thread may move between machines at any await
        .options(OPTIONS)
        .build();
  }
}

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

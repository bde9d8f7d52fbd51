package io.kafkaworkflow.dev.command;

import io.kafkaworkflow.dev.bundle.KeptBundles;
import io.kafkaworkflow.dev.stack.DevStack;
import io.kafkaworkflow.dev.stack.LoggingExecutor;
import io.kafkaworkflow.dev.stack.StackSettings;
import io.kafkaworkflow.dev.terminal.Style;
import io.kafkaworkflow.dev.terminal.Terminal;
import io.kafkaworkflow.engine.js.GuestHost;
import io.kafkaworkflow.engine.step.LogLine;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What {@code demo} and {@code dev} have in common: a stack, a JavaScript host, the bundles, and a way to hear that a part of it died.
 * Used by the command's thread; failures are reported from any.
 */
final class Session implements AutoCloseable {
  private final Terminal terminal;
  private final StopSignal stop;
  private final GuestHost host = new GuestHost();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final KeptBundles bundles;
  private @Nullable DevStack stack;

  /** @param directory the data directory */
  Session(Path directory, Terminal terminal, StopSignal stop) {
    this.terminal = terminal;
    this.stop = stop;
    this.bundles = new KeptBundles(directory.resolve("bundles"), host);
  }

  /** Starts the broker, and says where it is. */
  void startBroker(StackSettings settings, Path log) {
    terminal.progress("Starting a Kafka broker, data in " + settings.broker().dataDirectory());
    stack = DevStack.startBroker(settings, (part, error) -> failed("the " + part + " stopped", error));
    terminal.progress("  broker on " + stack.bootstrapServers() + ", log in " + log);
  }

  /** Starts engine and scheduler; the broker runs and a bundle is current. */
  void startStreams() {
    terminal.progress("Starting engine and scheduler");
    stack().startStreams(bundles, (catalog, limits) -> new LoggingExecutor(host.newExecutor(catalog, limits), this::show));
  }

  /** @throws IllegalStateException the broker was not started */
  DevStack stack() {
    if (stack == null) {
      throw new IllegalStateException("the broker was not started");
    }
    return stack;
  }

  KeptBundles bundles() {
    return bundles;
  }

  /** Something that runs beside the command died: the command is to end. */
  void failed(String what, Throwable error) {
    if (failure.compareAndSet(null, error)) {
      terminal.progress(terminal.styled(Style.RED, what + ": " + error));
      stop.raise();
    }
  }

  boolean hasFailed() {
    return failure.get() != null;
  }

  private void show(String threadId, LogLine line) {
    Style style = switch (line.level()) {
      case ERROR -> Style.RED;
      case WARN -> Style.YELLOW;
      case DEBUG -> Style.FAINT;
      case INFO -> Style.PLAIN;
    };
    terminal.print("console       " + terminal.styled(Style.BOLD, threadId) + "  " + terminal.styled(style, line.text()));
  }

  @Override
  public void close() {
    try {
      if (stack != null) {
        stack.close();
      }
    } finally {
      host.close();
    }
  }
}

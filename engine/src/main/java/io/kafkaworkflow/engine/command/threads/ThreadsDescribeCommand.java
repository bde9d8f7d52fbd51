package io.kafkaworkflow.engine.command.threads;

import io.kafkaworkflow.engine.command.OutputFormat;
import io.kafkaworkflow.engine.command.Printable;
import io.kafkaworkflow.engine.command.remote.EngineClient;
import io.kafkaworkflow.engine.command.remote.EngineOptions;
import io.kafkaworkflow.start.StartException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code threads describe <thread>}. */
@Command(name = "describe", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Shows one thread: its status, bundle, times and the refs that it waits for. Values of its code are not shown.",
    footer = {
      "",
      "example: ${ROOT-COMMAND-NAME} threads describe order-7",
      "Exit codes: 0 shown; 1 there is no such thread, or it could not be asked for; 2 wrong command line."
    })
final class ThreadsDescribeCommand implements Callable<Integer> {
  @Mixin private final EngineOptions engine = new EngineOptions();

  @Parameters(paramLabel = "THREAD", description = "the thread's id")
  private String threadId = "";

  @Option(names = "--stale", description = "a standby's copy will do while partitions move; it may lag behind")
  private boolean isStale;

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text, or json: one object. Default: ${DEFAULT-VALUE}")
  private OutputFormat format = OutputFormat.text;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli's
  private CommandSpec spec;

  @Override
  public Integer call() {
    EngineClient client = engine.client(spec.commandLine());
    String thread = client.get("/v1/threads/" + EngineClient.segment(threadId) + (isStale ? "?stale=true" : ""))
        .orElseThrow(() -> new StartException("query/thread-unknown", "there is no thread of this id, or it has been forgotten", "thread " + Printable.line(threadId),
            "nothing was shown; the command exits with 1", "check the id; an ended thread is remembered for `workflow.completion.retention.ms`"));
    PrintWriter out = spec.commandLine().getOut();
    out.println(format == OutputFormat.json ? thread : ThreadText.of(thread).lines());
    out.flush();
    return 0;
  }
}

package io.kafkaworkflow.engine.command.threads;

import io.kafkaworkflow.engine.command.ClientOptions;
import io.kafkaworkflow.engine.command.OutputFormat;
import io.kafkaworkflow.engine.command.Progress;
import io.kafkaworkflow.engine.command.remote.EngineOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code threads list}: of all engines over HTTP, or with {@code --parked} those that cannot move, from the brokers. */
@Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false,
    description = {
      "Lists threads of all engines of a group, asking one of them; by partition, then by id.",
      "With --parked, lists those that cannot move until something is repaired, from the brokers (-b, -c), so that no engine need run; on standard error, what to do "
          + "for each reason."
    },
    footer = {
      "",
      "examples:",
      "  ${ROOT-COMMAND-NAME} threads list --status waiting --started-before 7d",
      "  ${ROOT-COMMAND-NAME} threads list --engine https://engine-0:8080 --token-file token --workflow orders.js -o json",
      "  ${ROOT-COMMAND-NAME} threads list --parked -c streams.properties",
      "Exit codes: 0 listed; 1 something could not be done; 2 wrong command line."
    })
final class ThreadsListCommand implements Callable<Integer> {
  private static final String LIMIT_DEFAULT = "100";

  @Mixin private final EngineOptions engine = new EngineOptions();
  @Mixin private final ThreadFilterOptions filter = new ThreadFilterOptions();

  @Option(names = "--stale", description = "a standby's copy will do while partitions move; it may lag behind")
  private boolean isStale;

  @Option(names = {"-p", "--parked"}, description = "those that are parked, with their reasons, from the brokers; without a filter")
  private boolean isParked;

  @Mixin private final ClientOptions client = new ClientOptions();

  @Option(names = {"-n", "--limit"}, paramLabel = "N", defaultValue = LIMIT_DEFAULT, description = "at most so many. Default: ${DEFAULT-VALUE}")
  private int limit;

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text, or json: one object per line. Default: ${DEFAULT-VALUE}")
  private OutputFormat format = OutputFormat.text;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli's
  private CommandSpec spec;

  private int listed;

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit: expected 1 or more, found " + limit);
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (isParked) {
      if (!filter.isEmpty()) {
        throw new ParameterException(spec.commandLine(), "--parked takes no filter; --status parked, without it, asks an engine");
      }
      return new ParkedList(client, limit, format, out, err).write();
    }
    if (client.isGiven()) {
      throw new ParameterException(spec.commandLine(), "-b and -c are for --parked: other threads are known to engines alone, which --engine names");
    }
    boolean isWhole = list(out, err);
    out.flush();
    err.println(listed + " thread(s)" + (isWhole ? "" : ", there are more: raise --limit"));
    return 0;
  }

  private boolean list(PrintWriter out, PrintWriter err) {
    String query = filter.query() + (isStale ? (filter.isEmpty() ? "" : "&") + "stale=true" : "");
    try (Progress progress = new Progress(err)) {
      return new ThreadPages(engine.client(spec.commandLine())).forEach(query, () -> progress.done("found", listed), thread -> {
        if (listed == limit) {
          return false;
        }
        if (format == OutputFormat.json) {
          out.println(thread);
        } else {
          if (listed == 0) {
            out.println(ThreadText.header());
          }
          out.println(ThreadText.of(thread).row());
        }
        listed++;
        return !out.checkError(); // the reader of a pipe may have seen enough
      });
    }
  }
}

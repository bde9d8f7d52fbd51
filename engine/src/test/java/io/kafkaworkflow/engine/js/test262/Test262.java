package io.kafkaworkflow.engine.js.test262;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays the cases that {@code js-runtime/scripts/test262.mjs --write} wrote; see docs/semantics.md, "Conformance". */
@Command(name = "test262", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Plays written cases of test262 under GraalJS: natively, compiled, and compiled with the thread saved and read after every microtask.")
public final class Test262 implements Callable<Integer> {

  @Parameters(paramLabel = "<folder>", description = "cases.jsonl and runtime.js")
  private Path folder = Path.of("");

  @Option(names = "--jobs", paramLabel = "<n>", description = "cases played at a time (${DEFAULT-VALUE})")
  private int jobs = 2;

  @Option(names = "--filter", paramLabel = "<text>", description = "only paths that contain the text")
  private String filter = "";

  @Option(names = "--json", paramLabel = "<file>", description = "every verdict, one case a line, as it is found")
  private @Nullable Path json;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Test262()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    Report report = new Report(play());
    System.out.println(report.table());
    for (Mode mode : Mode.values()) {
      System.out.println("\nFails " + mode.name().toLowerCase(Locale.ROOT) + ":\n" + report.causes(mode));
    }
    return 0;
  }

  private List<CaseResult> play() throws IOException, InterruptedException, ExecutionException {
    try (CaseFile cases = new CaseFile(folder, filter)) {
      if (json == null) {
        return new Players(cases, result -> {}).play(jobs);
      }
      try (ResultFile file = new ResultFile(json)) {
        return new Players(cases, file::add).play(jobs);
      }
    }
  }
}

package io.kafkaworkflow.engine.command.doctor;

import io.kafkaworkflow.engine.command.ClientOptions;
import io.kafkaworkflow.engine.command.OutputFormat;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code doctor [bundle.js]}. */
@Command(name = "doctor", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Looks for what is wrong with an installation, or soon will be: settings, rights, topics, times and sizes that do not fit, files that others may read. "
        + "Changes nothing.",
    footer = {
      "",
      "example: ${ROOT-COMMAND-NAME} doctor -c streams.properties dist/index.js",
      "Give the engine's own properties file, run it as the engine's user, on the engine's machine; with the bundle, its topics are looked at too.",
      "Exit codes: 0 no errors; 1 errors, or with --strict warnings or checks that could not be done; 2 wrong command line."
    })
public final class DoctorCommand implements Callable<Integer> {
  @Mixin private ClientOptions client = new ClientOptions();

  @Parameters(index = "0", arity = "0..1", paramLabel = "bundle.js", description = "what the engine runs; its topics are looked at, too")
  private @Nullable Path bundleFile;

  @Option(names = "--strict", description = "warnings, and what could not be looked at, count as errors")
  private boolean isStrict;

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text, or json: one object per line. Default: ${DEFAULT-VALUE}")
  private OutputFormat format = OutputFormat.text;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli's
  private CommandSpec spec;

  @Override
  public Integer call() {
    Properties user = client.userSettings();
    PrintWriter out = spec.commandLine().getOut();
    Report report = new Report(format, out);
    try {
      Installation facts = Survey.of(user, client.file(), Optional.ofNullable(bundleFile));
      for (Check check : Checks.ALL) {
        report.add(check.name(), check.judge().apply(facts));
      }
    } catch (Survey.InvalidSettingsException e) {
      report.add(MachineChecks.SETTINGS_VALID, List.of(e.finding()));
    }
    out.flush();
    spec.commandLine().getErr().println(report.summary());
    return report.isFine(isStrict) ? 0 : 1;
  }
}

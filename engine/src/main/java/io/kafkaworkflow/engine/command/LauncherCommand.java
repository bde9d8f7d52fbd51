package io.kafkaworkflow.engine.command;

import io.kafkaworkflow.start.StartException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command that the launcher does by itself, without this JVM: here for help, completion and documentation, and for a clear word to whoever gives it to the jar. */
final class LauncherCommand implements Callable<Integer> {
  private final String name;

  private LauncherCommand(String name) {
    this.name = name;
  }

  static CommandLine of(String name, String synopsis, String... description) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(new LauncherCommand(name)).name(name).mixinStandardHelpOptions(true);
    spec.usageMessage().customSynopsis(synopsis).description(description);
    spec.addPositional(PositionalParamSpec.builder().index("0..*").arity("0..*").paramLabel("ARGUMENT").type(List.class)
        .auxiliaryTypes(String.class).description("see above").hidden(true).build());
    return new CommandLine(spec);
  }

  @Override
  public Integer call() {
    throw new StartException("command/launcher-only", "`" + name + "` is a command of the launcher", "engine.jar", "nothing was done; the command exits with 1",
        "give it to the script kafka-workflow, of a checkout or in bin/ of the distribution");
  }
}

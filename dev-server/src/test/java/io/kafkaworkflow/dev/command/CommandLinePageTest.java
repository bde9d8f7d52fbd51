package io.kafkaworkflow.dev.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.dev.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** docs/command-line.md and the usage of the launcher have every command that there is. */
class CommandLinePageTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs/command-line.md");
  private static final String BEGIN = "<!-- what follows is made from the commands themselves; a test says how to renew it -->\n";

  private final CommandLine root = KafkaWorkflow.commandLine(
      new Terminal(new PrintStream(OutputStream.nullOutputStream()), new PrintStream(OutputStream.nullOutputStream()), false, 80), new StopSignal());

  @Test
  void thePageHasEveryCommandWithItsOptions() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page).contains(BEGIN);
    String expected = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + commands();
    Path made = Files.writeString(Path.of("target", "command-line.md"), expected);
    assertThat(page).as("cp dev-server/%s docs/command-line.md puts it right", made).isEqualTo(expected);
  }

  @Test
  void theLauncherSaysEveryCommandInItsUsageAndLetsItThrough() throws IOException {
    String script = Files.readString(ROOT.resolve("kafka-workflow"));
    String usage = script.substring(script.indexOf("usage() {"), script.indexOf("\n}\n", script.indexOf("usage() {")));
    String main = script.substring(script.indexOf("\nmain() {"));
    assertThat(root.getSubcommands().keySet()).isNotEmpty().allSatisfy(name -> {
      assertThat(usage).as("usage").containsPattern("[ |]" + name + "[ |]");
      assertThat(main).as("main").containsPattern("(?m)[ |]" + name + "( \\||\\))");
    });
  }

  @Test
  void everyCommandHasADescriptionAndEveryOptionToo() {
    all(root).forEach(line -> {
      assertThat(line.getCommandSpec().usageMessage().description()).as(line.getCommandName()).isNotEmpty();
      arguments(line.getCommandSpec()).forEach(argument -> assertThat(argument.description()).as("%s of %s", argument.paramLabel(), line.getCommandName()).isNotEmpty());
    });
  }

  private String commands() {
    StringBuilder out = new StringBuilder("\n| command | |\n| --- | --- |\n");
    all(root).filter(line -> line.getSubcommands().isEmpty()).forEach(line -> out.append("| [`").append(name(line)).append("`](#").append(name(line).replace(' ', '-'))
        .append(") | ").append(firstSentence(line.getCommandSpec())).append(" |\n"));
    all(root).filter(line -> line.getSubcommands().isEmpty()).forEach(line -> {
      out.append("\n### ").append(name(line)).append("\n\n").append(text(line.getCommandSpec().usageMessage().description())).append("\n\n");
      List<ArgSpec> arguments = arguments(line.getCommandSpec());
      if (!arguments.isEmpty()) {
        out.append("| | |\n| --- | --- |\n");
        arguments.forEach(argument -> out.append("| ").append(label(argument)).append(" | ").append(cell(text(argument.description()))).append(" |\n"));
      }
      exitCodes(line.getCommandSpec()).forEach(codes -> out.append("\n").append(codes).append("\n"));
    });
    return out.toString();
  }

  /** Depth first, without the root and without {@code help}, which every launcher has. */
  private static Stream<CommandLine> all(CommandLine line) {
    return line.getSubcommands().values().stream().filter(sub -> !sub.getCommandName().equals("help")).distinct().flatMap(sub -> Stream.concat(Stream.of(sub), all(sub)));
  }

  /** {@code threads list}. */
  private static String name(CommandLine line) {
    return line.getCommandSpec().qualifiedName().substring("kafka-workflow ".length());
  }

  /** Positional ones first; not {@code -h} and {@code -V}, which all have. */
  private static List<ArgSpec> arguments(CommandSpec spec) {
    List<ArgSpec> arguments = new ArrayList<>();
    spec.positionalParameters().stream().filter(parameter -> !parameter.hidden()).forEach(arguments::add);
    spec.options().stream().filter(option -> !option.usageHelp() && !option.versionHelp() && !option.hidden()).forEach(arguments::add);
    return arguments;
  }

  private static String label(ArgSpec argument) {
    if (argument instanceof PositionalParamSpec) {
      return "`" + argument.paramLabel() + "`";
    }
    OptionSpec option = (OptionSpec) argument;
    String names = Stream.of(option.names()).map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    return option.arity().max() == 0 ? names : names + " `" + cell(option.paramLabel()) + "`";
  }

  private static String firstSentence(CommandSpec spec) {
    return text(spec.usageMessage().description()).split("(?<=\\.)\\s", 2)[0];
  }

  private static Stream<String> exitCodes(CommandSpec spec) {
    return Stream.of(spec.usageMessage().footer()).filter(line -> line.startsWith("Exit codes"));
  }

  private static String text(String[] lines) {
    return String.join(" ", lines).replace("%n", " ").replace("  ", " ").strip();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}

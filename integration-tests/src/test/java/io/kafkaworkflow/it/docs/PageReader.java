package io.kafkaworkflow.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.process.ChildProcess;
import io.kafkaworkflow.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Does what a page says, block by block, in an empty folder that holds a clone of the project ({@code kafka-workflow/}) and nothing else. The clone's
 * launcher runs what the build has built. Kafka's console tools are on the PATH, its clients on the CLASSPATH. The port that a page names is replaced by a free one.
 */
final class PageReader {
  /** As the pages write it. */
  private static final String PORT = "19092";
  /** Files with what a terminal keeps between two commands: where it is, and its variables. */
  private static final String FIRST = "first-terminal";
  private static final String SECOND = "second-terminal";
  private static final String TOOLS = "tools";
  private static final Duration COMMAND_MAX = Duration.ofMinutes(3);

  private final Path folder;
  private final Processes processes;
  private final ShownLines shownLines = new ShownLines();
  private final String port = freePort();
  private int commands;
  private List<String> written = List.of();
  private @Nullable ServerTerminal server;

  /** @param folder empty */
  PageReader(Path folder, Processes processes) throws IOException {
    this.folder = folder;
    this.processes = processes;
    Path clone = Files.createDirectories(folder.resolve("kafka-workflow"));
    Files.createSymbolicLink(clone.resolve("js-runtime"), Installation.ROOT.resolve("js-runtime"));
    command(clone.resolve("kafka-workflow"), Installation.devServer());
    command(folder.resolve(TOOLS).resolve("kafka-console-producer.sh"), JavaCommand.of(256, List.of("org.apache.kafka.tools.ConsoleProducer")));
    command(folder.resolve(TOOLS).resolve("kafka-console-consumer.sh"), JavaCommand.of(256, List.of("org.apache.kafka.tools.consumer.ConsoleConsumer")));
  }

  private static void command(Path file, List<String> words) throws IOException {
    Files.createDirectories(file.getParent());
    String line = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    Files.writeString(file, "#!/bin/sh\nexec " + line + " \"$@\"\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** @param startIn folder in which the reader is when the page begins */
  void follow(Path page, String startIn) throws IOException {
    String fresh = "cd '" + folder.resolve(startIn) + "'\nexport NO_COLOR=1 npm_config_prefer_offline=true npm_config_update_notifier=false\n"
        + "export PATH='" + folder.resolve(TOOLS) + ":" + Path.of(System.getProperty("java.home"), "bin") + "':$PATH\n"
        + "export CLASSPATH='" + System.getProperty("java.class.path") + "'\n";
    for (String terminal : List.of(FIRST, SECOND)) Files.writeString(folder.resolve(terminal), fresh);
    for (PageBlock block : PageBlock.of(page)) {
      follow(block);
    }
    if (server != null) server.close();
  }

  private void follow(PageBlock block) throws IOException {
    switch (block.language()) {
      case "console" -> { }
      case "sh" -> {
        if (block.isOfServer()) serve(block);
        else run(block);
      }
      case "text" -> {
        if (block.isOfServer()) server().awaitLines(here(block));
        else assertThat(shownLines.firstMissing(here(block).lines(), written)).as("line %d: shown, but not in\n%s", block.line(), String.join("\n", written)).isEmpty();
      }
      default -> {
        assertThat(block.name()).as("line %d: name of the file", block.line()).isNotEmpty();
        Files.writeString(Path.of(finish("pwd", block).strip()).resolve(block.name()), block.text());
      }
    }
  }

  /** The last command of the block is the one that stays. */
  private void serve(PageBlock block) {
    if (server != null) server.close();
    List<String> lines = here(block).lines();
    String before = String.join("\n", lines.subList(0, lines.size() - 1));
    server = new ServerTerminal(start(SECOND, before + keep(SECOND) + "exec " + lines.get(lines.size() - 1), block), shownLines);
  }

  private void run(PageBlock block) {
    written = finish(here(block).text() + keep(FIRST), block).lines().toList();
  }

  private String keep(String terminal) {
    return "\n{ printf 'cd \"%s\"\\n' \"$PWD\"; export -p; } > '" + folder.resolve(terminal) + "'\n";
  }

  /** Runs {@code script} in the first terminal to its end; returns what it wrote. */
  private String finish(String script, PageBlock block) {
    ChildProcess process = start(FIRST, script, block);
    assertThat(process.awaitExit(COMMAND_MAX)).as("line %d: exit code of%n%s%n%s", block.line(), script, process.output()).isZero();
    return process.output();
  }

  private ChildProcess start(String terminal, String script, PageBlock block) {
    String name = "line-" + block.line() + "-" + commands++;
    return processes.start(name, List.of("bash", "-c", "set -e\n. '" + folder.resolve(terminal) + "'\n" + script));
  }

  /** The block with port and refs of this run. */
  private PageBlock here(PageBlock block) {
    return new PageBlock(block.language(), block.name(), block.language().equals("sh") ? shownLines.inThisRun(block.text()).replace(PORT, port)
        : block.text().replace(PORT, port), block.line());
  }

  private ServerTerminal server() {
    if (server == null) throw new IllegalStateException("the page shows what a server writes before it starts one");
    return server;
  }

  private static String freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }
}

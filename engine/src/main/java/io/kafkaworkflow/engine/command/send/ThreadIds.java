package io.kafkaworkflow.engine.command.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Parameters;

/** Which threads: ids on the command line, or one on each line of standard input, read as it comes. */
final class ThreadIds {
  @Parameters(paramLabel = "THREAD", arity = "1..*", description = "thread ids; `-` alone for one on each line of standard input")
  private List<String> ids = List.of();

  void forEach(Consumer<String> action) {
    if (!ids.equals(List.of("-"))) {
      ids.forEach(action);
      return;
    }
    try {
      BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty()) {
          action.accept(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read standard input", e);
    }
  }
}

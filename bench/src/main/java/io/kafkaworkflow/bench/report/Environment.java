package io.kafkaworkflow.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * What the figures were measured on.
 *
 * @param java version of the JVM of engine and baseline
 * @param javaScript how the engine runs JavaScript: {@code Interpreted}, or the name of the optimizing runtime
 * @param kafka version of broker and clients
 * @param processors of the machine, shared by everything
 * @param commit of the project; empty when it is no checkout
 */
public record Environment(String java, String javaScript, String kafka, int processors, String commit) {

  /**
   * @param javaVersion of the JVM of engine and baseline
   * @param engineReadyLine what an engine of this run said when it was ready; its last words are the JavaScript runtime
   */
  public static Environment of(Path root, String javaVersion, String engineReadyLine) {
    int at = engineReadyLine.lastIndexOf("JavaScript ");
    return new Environment(javaVersion, at < 0 ? "unknown" : engineReadyLine.substring(at + "JavaScript ".length()), AppInfoParser.getVersion(),
        Runtime.getRuntime().availableProcessors(), commit(root));
  }

  private static String commit(Path root) {
    try {
      Process git = new ProcessBuilder("git", "-C", root.toString(), "rev-parse", "--short", "HEAD").redirectError(ProcessBuilder.Redirect.DISCARD).start();
      return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return ""; // no git on this machine: the table has no commit
    }
  }
}

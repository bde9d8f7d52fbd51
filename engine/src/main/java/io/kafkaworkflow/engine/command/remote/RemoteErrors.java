package io.kafkaworkflow.engine.command.remote;

import io.kafkaworkflow.start.StartException;
import java.nio.file.Path;
import java.util.Map;

/** Why an engine could not be asked, or would not do it. */
final class RemoteErrors {
  private static final String THEN = "the command stops and exits with 1; what it said that it did is done";

  static StartException unreadable(Path file, String reason) {
    return new StartException("command/unreadable-input", "cannot read the file: " + reason, "file " + file, "no engine was asked; the command exits with 1",
        "check the path, the rights and what stands in it");
  }

  /** @param reason what the client saw */
  static StartException unreachable(String engine, String reason) {
    return new StartException("command/engine-unreachable", "cannot ask the engine: " + reason, engine, THEN,
        "check that an engine runs there with `workflow.http.listen`, http or https, and for https --cacert; --engine names another");
  }

  /** @param problem the parts of the document that the engine answered with; none of an engine, or of a proxy before it, that answers something else */
  static StartException refused(String engine, int status, Map<String, Object> problem) {
    String code = String.valueOf(problem.getOrDefault("code", "status " + status));
    String what = String.valueOf(problem.getOrDefault("title", "the answer has no explanation"));
    String where = problem.containsKey("where") ? engine + ", " + problem.get("where") : engine;
    return new StartException("command/engine-refused", code + ", " + what, where, THEN,
        String.valueOf(problem.getOrDefault("help", "look at the log of whatever answers at this address")));
  }

  private RemoteErrors() {}
}

package io.kafkaworkflow.dev.failure;

import io.kafkaworkflow.start.StartException;
import java.nio.file.Path;
import java.util.List;

/** What can keep the development server from starting and a person can put right, one factory for each. */
public final class Failures {
  static final String PORT_IN_USE = "config/port-in-use";
  static final String DATA_DIRECTORY_UNUSABLE = "config/data-directory-unusable";
  static final String DATA_DIRECTORY_IN_USE = "config/data-directory-in-use";
  static final String BROKER_FAILED = "host/broker-failed";

  static final String PART_FAILED = "host/part-failed";
  static final String UNKNOWN_DEMO = "config/unknown-demo";
  static final String WORKFLOW_NOT_FOUND = "config/workflow-not-found";
  static final String DEMO_BROKEN = "config/demo-broken";

  /** All codes above; a test compares them with the pages in {@code docs/errors}. */
  static final List<String> CODES = List.of(PORT_IN_USE, DATA_DIRECTORY_UNUSABLE, DATA_DIRECTORY_IN_USE, BROKER_FAILED,
      PART_FAILED, UNKNOWN_DEMO, WORKFLOW_NOT_FOUND, DEMO_BROKEN);

  private static final String NOTHING_STARTED = "nothing was started; the program exits with 1";

  private Failures() {}

  public static StartException portInUse(int port) {
    return new StartException(PORT_IN_USE, "cannot listen on this port, another program does", "127.0.0.1:" + port, NOTHING_STARTED,
        "stop that program, choose another port with --port, or leave --port out to get a free one");
  }

  public static StartException dataDirectoryUnusable(Path directory, String reason) {
    return new StartException(DATA_DIRECTORY_UNUSABLE, "cannot keep data here: " + reason, directory.toString(), NOTHING_STARTED,
        "choose another directory with --data-dir, or correct its permissions");
  }

  public static StartException dataDirectoryInUse(Path directory) {
    return new StartException(DATA_DIRECTORY_IN_USE, "another development server keeps its data here", directory.toString(), NOTHING_STARTED,
        "stop the other one, or give this one a directory of its own with --data-dir");
  }

  public static StartException brokerFailed(Path directory, Throwable cause) {
    return new StartException(BROKER_FAILED, "the broker did not start: " + cause, directory.toString(), NOTHING_STARTED,
        "data written by a newer Kafka cannot be read: remove the directory, or choose another with --data-dir; the log says more");
  }

  public static StartException partFailed(String part, String reason) {
    return new StartException(PART_FAILED, "the " + part + " did not start: " + reason, part, "everything that had started is stopped; the program exits with 1",
        "the log in the data directory says more");
  }

  public static StartException unknownDemo(String name, String known) {
    return new StartException(UNKNOWN_DEMO, "there is no demo of this name", name, NOTHING_STARTED, "choose one of " + known);
  }

  public static StartException workflowNotFound(Path file) {
    return new StartException(WORKFLOW_NOT_FOUND, "there is no such file", file.toString(), NOTHING_STARTED,
        "name the TypeScript file that exports the workflow");
  }

  public static StartException demoBroken(Path source, String message) {
    return new StartException(DEMO_BROKEN, "the demo does not compile" + System.lineSeparator() + message, source.toString(),
        "everything that had started is stopped; the program exits with 1", "put the source back as it was, or correct it");
  }
}

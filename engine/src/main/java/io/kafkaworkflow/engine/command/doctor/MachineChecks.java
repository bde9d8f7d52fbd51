package io.kafkaworkflow.engine.command.doctor;

import io.kafkaworkflow.engine.StreamThreadStack;
import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.start.Settings;
import java.util.ArrayList;
import java.util.List;

/** The properties file, the bundle, this JVM and this disk. */
final class MachineChecks {
  static final String SETTINGS_VALID = "settings-valid";

  static final List<Check> ALL = List.of(
      // what breaks this one breaks it for all others: see DoctorCommand
      new Check(SETTINGS_VALID, "every setting has a value that it can have, and those that belong together fit", facts -> List.of()),
      new Check("settings-known", "every name in the file is one of Kafka's or of the engine's", MachineChecks::unknownSettings),
      new Check("secrets-private", "nobody else on this machine may read a file with secrets", MachineChecks::openFiles),
      new Check("bundle-readable", "the bundle, when one is given, can be evaluated by this engine", facts -> facts.bundleFailure().stream().toList()),
      new Check("java", "the JVM has the stack and the heap that the settings ask for", MachineChecks::java),
      new Check("state-dir", "`state.dir` can be written and outlives the process", MachineChecks::stateDir));

  private static List<Finding> unknownSettings(Installation facts) {
    return Settings.unknown(EngineConfig.definition(), facts.user()).stream()
        .map(name -> Finding.warning("neither Kafka nor the engine has a setting of this name", "setting `" + name + "`", "it has no effect",
            "compare it with docs/settings.md; a plugin of yours may read it, then it is as it should be")).toList();
  }

  private static List<Finding> openFiles(Installation facts) {
    return facts.machine().openFiles().stream()
        .map(file -> Finding.warning("everybody on this machine may read the " + file.what() + ", which holds secrets", file.file().toString(),
            "whoever reads it may act as this engine or its callers", "chmod 600 " + file.file())).toList();
  }

  private static List<Finding> java(Installation facts) {
    List<Finding> findings = new ArrayList<>();
    facts.machine().stackKb().ifPresent(stackKb -> {
      if (stackKb < StreamThreadStack.WANTED_KB) {
        findings.add(Finding.warning("the stack of threads has " + stackKb + " KB, expected " + StreamThreadStack.WANTED_KB + " KB or more", "-Xss of this JVM",
            "workflow code that recurses deeply fails with a RangeError, on an engine started like this", "start with `kafka-workflow run`, or with -Xss16m"));
      }
    });
    long wanted = facts.config().limits().allocatedBytesMax() * facts.number("num.stream.threads", 1);
    if (facts.machine().heapBytesMax() < wanted) {
      findings.add(Finding.warning("the heap has " + facts.machine().heapBytesMax() + " bytes, but stream threads may allocate " + wanted + " bytes at a time",
          "-Xmx of this JVM, `" + EngineConfig.STEP_ALLOCATION_BYTES_MAX + "` times `num.stream.threads`",
          "a workflow may exhaust the heap, which ends an engine started like this", "raise -Xmx, or lower the limit"));
    }
    return findings;
  }

  private static List<Finding> stateDir(Installation facts) {
    Machine machine = facts.machine();
    if (machine.stateDirFailure().isPresent()) {
      return List.of(Finding.error(machine.stateDirFailure().get(), "state.dir=" + machine.stateDir(), "the engine does not start",
          "give the user of the engine the right, or name another directory"));
    }
    if (machine.isStateTemporary()) {
      return List.of(Finding.warning("the local copy of the threads is in a directory that the machine clears up", "state.dir=" + machine.stateDir(),
          "after a restart of the machine every changelog is read from its beginning, and notes of steps that cannot be interrupted are lost",
          "name a directory that outlives the machine's restarts"));
    }
    return List.of();
  }

  private MachineChecks() {}
}

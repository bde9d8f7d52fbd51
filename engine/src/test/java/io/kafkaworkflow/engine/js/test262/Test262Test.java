package io.kafkaworkflow.engine.js.test262;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.TestCompiler;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The program on cases of our own; on a checkout of test262 by the command in docs/semantics.md. */
class Test262Test {

  @Test
  void ownCasesThatPassNativelyPassCompiledAndReloaded(@TempDir Path folder) throws Exception {
    TestCompiler.writeOwnTest262Cases(folder);

    List<CaseResult> results;
    try (CaseFile cases = new CaseFile(folder, "")) {
      results = new Players(cases, result -> {}).play(2);
    }

    Report report = new Report(results);
    assertThat(results).hasSizeGreaterThan(30);
    assertThat(report.byCause(Mode.NATIVE).values()).containsExactly(List.of("built-ins/Promise/wrong-expectation.js"));
    assertThat(report.causes(Mode.COMPILED)).isEmpty();
    assertThat(report.byCause(Mode.RELOADED).values()).as(report.causes(Mode.RELOADED)).containsExactlyInAnyOrder(
        List.of("built-ins/Promise/changed-built-in.js"), List.of("built-ins/Promise/kept-proxy.js"), List.of("built-ins/Promise/subclass-then.js"));
  }

  @Test
  @EnabledIfSystemProperty(named = "test262", matches = ".+", disabledReason = "-Dtest262=\"<folder> <options>\"")
  void playsTheCasesOfAFolder() {
    assertThat(new CommandLine(new Test262()).execute(System.getProperty("test262").split(" "))).isZero();
  }
}

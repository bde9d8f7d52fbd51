package io.kafkaworkflow.dev.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a stand-in for the compiler: how it is called, and what its exit means. */
class WorkflowCompilerTest {
  @TempDir Path root;
  private Path source;

  @BeforeEach
  void placeTheSource() throws Exception {
    source = Files.writeString(Files.createDirectories(root.resolve("user")).resolve("order.ts"), "");
  }

  @Test
  void successLeavesWhatTheCompilerWrote() throws Exception {
    compilerIs("import fs from 'node:fs'; fs.writeFileSync(process.argv[5], process.argv[2] + ' ' + process.argv[3] + ' in ' + process.cwd());");
    Path output = root.resolve("out.js");

    assertThat(new WorkflowCompiler(root).compile(source, output)).isEqualTo(new Compilation.Succeeded());
    assertThat(output).hasContent("build " + source + " in " + source.getParent().toRealPath());
  }

  @Test
  void failureCarriesEverythingThatTheCompilerSaid() throws Exception {
    compilerIs("console.log('order.ts:1:1'); console.error('compile/eval: no eval'); process.exit(1);");

    assertThat(new WorkflowCompiler(root).compile(source, root.resolve("out.js")))
        .isEqualTo(new Compilation.Failed("order.ts:1:1" + System.lineSeparator() + "compile/eval: no eval"));
  }

  private void compilerIs(String program) throws Exception {
    Path bin = Files.createDirectories(root.resolve("js-runtime/bin"));
    Files.writeString(root.resolve("js-runtime/package.json"), "{\"type\":\"module\"}");
    Files.writeString(bin.resolve("kafka-workflow.js"), program);
  }
}

package io.kafkaworkflow.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemPagesTest {

  @Test
  void everyCodeHasAPage() {
    assertThat(Problems.CODES).allSatisfy(code ->
        assertThat(Path.of("..", "docs", "errors", code.replace('/', '-') + ".md"))
            .content().startsWith("# " + code + "\n").contains("## What the system did", "## What to do"));
  }
}

package io.kafkaworkflow.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ErrorPagesTest {

  @Test
  void everyCodeHasAPage() {
    assertThat(StartErrors.CODES).allSatisfy(code ->
        assertThat(Path.of("..", "docs", "errors", code.replace('/', '-') + ".md"))
            .content().startsWith("# " + code + "\n").contains("## What the system did", "## What to do"));
  }
}

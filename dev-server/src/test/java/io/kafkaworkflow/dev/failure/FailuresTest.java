package io.kafkaworkflow.dev.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
  @ParameterizedTest
  @MethodSource("codes")
  void everyCodeHasAPage(String code) throws Exception {
    Path page = Path.of("..", "docs", "errors", code.replace('/', '-') + ".md");

    assertThat(Files.readString(page)).startsWith("# " + code + "\n").contains("## What the system did", "## What to do");
  }

  static java.util.List<String> codes() {
    return Failures.CODES;
  }
}

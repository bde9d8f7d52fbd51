package io.kafkaworkflow.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private final Checker checker = new Messages();

  @Test
  void otherFailuresAreNotItsBusiness() {
    assertThat(WrittenHistory.without().error("t", "\"Error: out of time\"", "failed").foundBy(checker)).isEmpty();
  }

  @Test
  void aThreadThatHeardWhatWasMeantForAnotherIsFound() {
    assertThat(WrittenHistory.without().error("t", "\"Error: heard what was meant for another: t waited for ...\"", "failed").foundBy(checker))
        .containsExactly("strayed-message");
  }

  @Test
  void theWorkflowsComplainInTheseWords() throws Exception {
    assertThat(Files.readString(Path.of("workflows", "speak.ts"))).contains("`heard what was meant for another: ");
  }
}

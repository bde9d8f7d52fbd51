package io.kafkaworkflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StreamThreadStackTest {
  @Test
  void aSmallStackIsWarnedOfInFourParts() {
    assertThat(StreamThreadStack.warning(OptionalLong.of(1024))).contains("host/small-stack", "1024 KB", "at ", "then ", "help ", "-Xss16m");
  }

  @Test
  void aLargeOneAndAnUnknownOneAreNot() {
    assertThat(StreamThreadStack.warning(OptionalLong.of(16 * 1024))).isEmpty();
    assertThat(StreamThreadStack.warning(OptionalLong.empty())).isEmpty();
  }

  @Test
  void theSizeOfThisJvmIsRead() {
    assertThat(StreamThreadStack.sizeKb()).as("the build runs tests with -Xss16m").hasValue(16 * 1024);
  }
}

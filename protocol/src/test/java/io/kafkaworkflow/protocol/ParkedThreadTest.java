package io.kafkaworkflow.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParkedThreadTest {
  private static final ParkedThread PARKED = new ParkedThread("step/unknown-bundle", "ab".repeat(32), "in-0-7", 1_700_000_000_000L, "a \"bundle\"\n", "publish it");

  @Test
  void whatIsWrittenIsRead() {
    assertThat(ParkedThread.parse(PARKED.toJson())).isEqualTo(PARKED);
  }

  @Test
  void fieldsOfNewerEnginesAreLeftOut() {
    assertThat(ParkedThread.parse("{\"later\":{\"a\":[1]}," + PARKED.toJson().substring(1))).isEqualTo(PARKED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "{\"reason\":", "{\"reason\":\"r\",\"sinceEpochMs\":\"soon\"}", "{\"message\":\"m\"}"})
  void anythingElseIsRefused(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> ParkedThread.parse(json));
  }
}

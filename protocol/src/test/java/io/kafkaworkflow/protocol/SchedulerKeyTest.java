package io.kafkaworkflow.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 1-D11: a separator inside the thread id or the payload breaks no key. */
class SchedulerKeyTest {

  static Stream<JsonNode> cases() {
    return StreamSupport.stream(Golden.cases("scheduler-keys.json").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void splitsTheGoldenKey(JsonNode example) {
    var found = SchedulerKey.parse(example.get("text").asText());
    if (!example.has("thread")) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).contains(new SchedulerKey(example.get("thread").asText(), example.get("record").asText()));
      assertThat(found.orElseThrow().text()).isEqualTo(example.get("text").asText());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"~a.1", "a|b", "\"", "|{}", "線程😀", "\ud800", "\u0000\u2028"})
  void theKeyOfAnyRefComesApartAgain(String refId) {
    SchedulerKey key = SchedulerKey.ofRef("thread|{x", refId);
    assertThat(SchedulerKey.parse(key.text())).contains(key);
  }

  @Test
  void aLoneSurrogateIsEscapedSoThatTheKeySurvivesUtf8() {
    assertThat(SchedulerKey.ofRef("t", "\ud83d\ude00\ud800").resumeJson()).isEqualTo("{\"ref\":\"\ud83d\ude00\\ud800\"}");
  }
}

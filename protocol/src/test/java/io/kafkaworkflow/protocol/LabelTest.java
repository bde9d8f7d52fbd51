package io.kafkaworkflow.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTest {

  @Test
  void theValueIsEverythingBehindTheFirstSignOfEquality() {
    assertThat(Label.parse("customer=c-17")).contains(new Label("customer", "c-17"));
    assertThat(Label.parse("a.b_C-1==x= \u00e9\ud83d\ude00")).contains(new Label("a.b_C-1", "=x= \u00e9\ud83d\ude00"));
    assertThat(Label.parse("empty=")).contains(new Label("empty", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "=", "=x", "customer", "cust omer=x", "\u00e9=x", "a/b=x", "half=\ud800", "half=\udc00x"})
  void whatIsNoLabelIsNotRead(String text) {
    assertThat(Label.parse(text)).isEmpty();
  }

  @Test
  void theLimitsAreExact() {
    String name = "n".repeat(Limits.LABEL_NAME_CHARS_MAX);
    String value = "\u00e9".repeat(Limits.LABEL_VALUE_UNITS_MAX);
    assertThat(Label.of(name, value)).isPresent();
    assertThat(Label.of(name + "n", value)).isEmpty();
    assertThat(Label.of(name, value + "x")).isEmpty();
  }

  @Test
  void aHeaderGivesALabelAsItIsGiven() {
    Label label = new Label("customer", "c \u00e9");
    assertThat(Label.isHeader(label.headerName())).isTrue();
    assertThat(Label.ofHeader(label.headerName(), label.headerValue())).contains(label);
    assertThat(label.headerName()).isEqualTo("workflow-label-customer");
    assertThat(Label.isHeader("workflow-context-customer")).isFalse();
    assertThat(Label.ofHeader("workflow-label-", "x".getBytes(UTF_8))).isEmpty();
    assertThat(Label.ofHeader("workflow-label-a", new byte[] {(byte) 0xff})).isEmpty();
    assertThat(Label.ofHeader("workflow-label-a", null)).isEmpty();
  }
}

package io.kafkaworkflow.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShownLinesTest {
  private final ShownLines shown = new ShownLines();

  @Test
  void whatDiffersFromRunToRunIsLeftOpen() {
    assertThat(shown.fits("10:22:31.105  stock  o-1  {\"n\":1}", "23:59:00.001  stock     o-1  {\"n\":1}")).isTrue();
    assertThat(shown.fits("sent to workflow-resume-1 at offset 0", "sent to workflow-resume-1 at offset 31")).isTrue();
    assertThat(shown.fits("data in .../orders", "data in /somewhere/orders")).isTrue();
    assertThat(shown.fits("10:22:31.105  stock  o-1  {\"n\":1}", "10:22:31.105  stock  o-1  {\"n\":2}")).isFalse();
    assertThat(shown.fits("sent to workflow-resume-1 at offset 0", "sent to workflow-resume-0 at offset 0")).isFalse();
  }

  @Test
  void aRefIsFreeOnceAndFixedFromThenOn() {
    assertThat(shown.fits("{\"ref\":\"~0.1\"} ~0.1 ~0.2", "{\"ref\":\"~7.1\"} ~7.1 ~7.2")).isTrue();

    assertThat(shown.inThisRun("send '{\"ref\":\"~0.2\"}'")).isEqualTo("send '{\"ref\":\"~7.2\"}'");
    assertThat(shown.fits("~0.1", "~8.1")).isFalse();
    assertThat(shown.fits("~5.1 ~5.1", "~9.1 ~9.2")).isFalse();
  }

  @Test
  void linesComeInOrderAndNothingBetweenThemThatIsNotLeftOutByDots() {
    List<String> written = List.of("a", "b", "c");

    assertThat(shown.firstMissing(List.of("a", "b", "c"), written)).isEmpty();
    assertThat(shown.firstMissing(List.of("...", "c"), written)).isEmpty();
    assertThat(shown.firstMissing(List.of("a", "..."), written)).isEmpty();
    assertThat(shown.firstMissing(List.of("a", "c"), written)).contains("c");
    assertThat(shown.firstMissing(List.of("...", "c", "a"), written)).contains("a");
    assertThat(shown.firstMissing(List.of("a", "b"), written)).contains("the end, but there is: c");
  }
}

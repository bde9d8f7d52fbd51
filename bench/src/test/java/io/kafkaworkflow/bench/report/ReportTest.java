package io.kafkaworkflow.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Environment ENVIRONMENT = new Environment("17.0.15", "Interpreted", "4.3.1", 2, "abc1234");

  @Test
  void aRowShowsEngineBaselineAndTheirRatio() {
    Report report = new Report(ENVIRONMENT, List.of(new Row("resumes/s, 2,000 threads", "1/s", 6_000, 24_000.0, ">= 5,000")));

    assertThat(report.markdown())
        .contains("Java 17.0.15, JavaScript Interpreted, Kafka 4.3.1, 2 processors, commit abc1234")
        .contains("| resumes/s, 2,000 threads | 6,000 1/s | 24,000 1/s | 0.25 | >= 5,000 |");
  }

  @Test
  void aRowWithoutBaselineHasNoRatio() {
    Row row = new Row("engine ready from start", "s", 3.456, null, "<= 4");

    assertThat(row.ratio()).isNull();
    assertThat(Report.lines(List.of(row))).isEqualTo("| engine ready from start | 3.46 s |  |  | <= 4 |\n");
  }

  @Test
  void programsReadTheSameAsJson() {
    Report report = new Report(ENVIRONMENT, List.of(new Row("x", "ms", 4.5, 3.0, "")));

    assertThat(report.json()).contains("\"javaScript\" : \"Interpreted\"", "\"value\" : 4.5", "\"baseline\" : 3.0");
  }
}

package io.kafkaworkflow.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a run found, for people and for programs. */
public record Report(Environment environment, List<Row> rows) {
  private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public Report {
    rows = List.copyOf(rows);
  }

  public String markdown() {
    StringBuilder text = new StringBuilder("Java " + environment.java() + ", JavaScript " + environment.javaScript() + ", Kafka " + environment.kafka()
        + ", " + environment.processors() + " processors"
        + (environment.commit().isEmpty() ? "" : ", commit " + environment.commit()) + "\n\n");
    text.append("| what | engine | compared with | ratio | to reach |\n| --- | ---: | ---: | ---: | --- |\n");
    return text.append(lines(rows)).toString();
  }

  /** The rows alone, as lines of the table. */
  public static String lines(List<Row> rows) {
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      text.append("| ").append(row.what()).append(" | ").append(number(row.value())).append(' ').append(row.unit())
          .append(" | ").append(row.baseline() == null ? "" : number(row.baseline()) + " " + row.unit())
          .append(" | ").append(ratio(row.ratio()))
          .append(" | ").append(row.target()).append(" |\n");
    }
    return text.toString();
  }

  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the report as JSON", e);
    }
  }

  /** Three significant digits, thousands separated. */
  static String number(double value) {
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size >= 100 || size == 0 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
  }

  private static String ratio(@Nullable Double ratio) {
    return ratio == null ? "" : String.format(Locale.ROOT, "%.2f", ratio);
  }
}

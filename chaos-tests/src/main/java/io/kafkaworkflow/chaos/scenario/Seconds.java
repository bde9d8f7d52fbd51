package io.kafkaworkflow.chaos.scenario;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations on the command line: {@code 90s}, {@code 3m}. */
final class Seconds implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    if (text.matches("\\d{1,6}[sm]")) {
      long number = Long.parseLong(text.substring(0, text.length() - 1));
      return text.endsWith("m") ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
    }
    throw new TypeConversionException("expected seconds or minutes such as 90s or 3m, but found " + text);
  }
}

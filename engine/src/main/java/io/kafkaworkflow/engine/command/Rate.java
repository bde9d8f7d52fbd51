package io.kafkaworkflow.engine.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How fast something may be done.
 *
 * @param perSecond 1 or more
 */
public record Rate(int perSecond) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:/s)?");

  /** {@code 50} and {@code 50/s} are the same; for picocli. */
  public static final class Converter implements ITypeConverter<Rate> {
    @Override
    public Rate convert(String text) {
      Matcher match = FORM.matcher(text);
      if (!match.matches() || Integer.parseInt(match.group(1)) < 1) {
        throw new TypeConversionException("expected 1 or more for each second, such as 50 or 50/s, found \"" + text + "\"");
      }
      return new Rate(Integer.parseInt(match.group(1)));
    }
  }

  @Override
  public String toString() {
    return perSecond + "/s";
  }
}

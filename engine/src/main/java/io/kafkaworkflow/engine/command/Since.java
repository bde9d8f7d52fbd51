package io.kafkaworkflow.engine.command;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A point in time as people write it. */
public final class Since {
  private static final Pattern AGO = Pattern.compile("(\\d{1,9})([smhd])");

  /** @throws TypeConversionException neither an age nor an ISO 8601 time with its offset */
  public static Instant parse(String text, Clock clock) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      long amount = Long.parseLong(ago.group(1));
      return clock.instant().minus(switch (ago.group(2)) {
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        case "h" -> Duration.ofHours(amount);
        default -> Duration.ofDays(amount);
      });
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new TypeConversionException("expected an age such as 90s, 30m, 2h, 7d, or a time such as 2026-11-21T04:00:00Z, found \"" + text + "\"");
    }
  }

  /** For picocli. */
  public static final class Converter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      return parse(text, Clock.systemUTC());
    }
  }

  private Since() {}
}

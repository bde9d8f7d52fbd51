package io.kafkaworkflow.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a thread can be searched by, set by its code or by the record that starts it. The runtime of bundles has the same rule (js-runtime/src/runtime/labels.ts).
 *
 * @param name 1 to {@link Limits#LABEL_NAME_CHARS_MAX} characters out of {@code A-Z a-z 0-9 _ . -}
 * @param value text of at most {@link Limits#LABEL_VALUE_UNITS_MAX} UTF-16 units; may be empty
 */
public record Label(String name, String value) {
  /** What a label is, for those who refuse one. */
  public static final String RULE = "a name of 1 to " + Limits.LABEL_NAME_CHARS_MAX + " characters out of `A-Z a-z 0-9 _ . -`, and a value of at most "
      + Limits.LABEL_VALUE_UNITS_MAX + " characters";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1," + Limits.LABEL_NAME_CHARS_MAX + "}");

  /** Empty for what is no label. */
  public static Optional<Label> of(String name, String value) {
    boolean isText = value.length() <= Limits.LABEL_VALUE_UNITS_MAX && value.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    return isText && NAME.matcher(name).matches() ? Optional.of(new Label(name, value)) : Optional.empty();
  }

  /** Reads {@code <name>=<value>}, where the value is everything behind the first sign of equality. Empty for what is no label. */
  public static Optional<Label> parse(String text) {
    int equals = text.indexOf('=');
    return equals < 0 ? Optional.empty() : of(text.substring(0, equals), text.substring(equals + 1));
  }

  /** Whether a record header gives a label, be it a good one or not. */
  public static boolean isHeader(String headerName) {
    return headerName.startsWith(WorkflowHeader.LABEL_PREFIX);
  }

  /** The label that a record header gives; empty when it is none, or not UTF-8. @param headerName one for which {@link #isHeader} is true */
  public static Optional<Label> ofHeader(String headerName, byte @Nullable [] value) {
    if (value == null || !(Utf8.decode(value) instanceof Utf8.Decoded.Text text)) {
      return Optional.empty();
    }
    return of(headerName.substring(WorkflowHeader.LABEL_PREFIX.length()), text.text());
  }

  /** The name of the record header that gives this label. */
  public String headerName() {
    return WorkflowHeader.LABEL_PREFIX + name;
  }

  /** The value of that header. */
  public byte[] headerValue() {
    return value.getBytes(UTF_8);
  }

  /** {@code <name>=<value>}, as {@link #parse} reads it. */
  @Override
  public String toString() {
    return name + "=" + value;
  }
}

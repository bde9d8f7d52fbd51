package io.kafkaworkflow.engine.js.test262;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a case passed in one mode.
 *
 * @param cause groups the cases that fail for one reason; empty for one that passed
 * @param detail the message; empty for one that passed
 */
record Verdict(boolean isPassed, String cause, String detail) {

  private static final Verdict PASSED = new Verdict(true, "", "");
  private static final int CAUSE_LENGTH_MAX = 120;
  private static final int DETAIL_LENGTH_MAX = 400;
  private static final String ASYNC_PASSED = "Test262:AsyncTestComplete";
  private static final String ASYNC_FAILED = "Test262:AsyncTestFailure:";
  /** What differs from case to case. */
  private static final Pattern PARTICULAR = Pattern.compile("«[^»]*»|`[^`]*`|\"[^\"]*\"|\\b\\d+");

  /** What test262 says of an ending: its INTERPRETING.md, "negative" and "async". */
  static Verdict of(WrittenCase played, Ending ending) {
    WrittenCase.Negative negative = played.negative();
    boolean mustNotParse = negative != null && negative.phase().equals("parse");
    if (ending instanceof Ending.Refused refused) {
      return mustNotParse && refused.isSyntaxError() ? PASSED : failed(refused.cause(), refused.detail());
    } else if (ending instanceof Ending.Stopped stopped) {
      return failed(stopped.cause(), stopped.detail());
    } else if (mustNotParse) {
      return failed("accepted although it is a syntax error", negative.type());
    } else if (ending instanceof Ending.Rejected rejected) {
      String text = rejected.name() + ": " + rejected.message();
      if (negative == null) {
        return failed("throws " + text, text);
      }
      return rejected.name().equals(negative.type()) ? PASSED : failed("did not throw the error it must", text);
    } else if (negative != null) {
      return failed("did not throw the error it must", "nothing thrown");
    }
    return played.isAsync() ? ofLines(((Ending.Fulfilled) ending).lines()) : PASSED;
  }

  private static Verdict ofLines(List<String> lines) {
    for (String line : lines) {
      if (line.startsWith(ASYNC_FAILED)) {
        return failed(line.substring(ASYNC_FAILED.length()), line);
      }
    }
    return lines.contains(ASYNC_PASSED) ? PASSED : failed("$DONE was not called", "");
  }

  private static Verdict failed(String cause, String detail) {
    String kind = PARTICULAR.matcher(cause.lines().findFirst().orElse("")).replaceAll("…");
    return new Verdict(false, cut(kind, CAUSE_LENGTH_MAX), cut(detail, DETAIL_LENGTH_MAX));
  }

  private static String cut(String text, int lengthMax) {
    return text.length() > lengthMax ? text.substring(0, lengthMax) : text;
  }
}

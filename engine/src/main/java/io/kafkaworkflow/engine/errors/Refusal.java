package io.kafkaworkflow.engine.errors;

import io.kafkaworkflow.engine.step.MalformedContinuationException;
import io.kafkaworkflow.engine.step.StepResult;
import io.kafkaworkflow.protocol.ReasonCode;
import io.kafkaworkflow.protocol.ResumeRecord;
import java.util.stream.Collectors;

/**
 * Why a record becomes a dead letter.
 *
 * @param code such as {@code protocol/thread-exists}
 * @param what expected against found, more lines with positions in the code may follow; never the contents of values
 * @param help the first thing to try; may be empty when {@code what} brings its own
 */
public record Refusal(String code, String what, String help) {
  private static final String AT = "\n  at    ";
  private static final String THEN = "\n  then  ";
  private static final String HELP = "\n  help  ";

  /** The record means nothing. */
  public static Refusal of(ResumeRecord.Malformed malformed) {
    String detail = malformed.detail().isEmpty() ? "" : " (" + malformed.detail() + ")";
    ReasonCode reason = malformed.reason();
    return new Refusal(reason.code(), reason.meaning() + detail + ", at byte " + malformed.position(), reason.help());
  }

  /** The record does not fit the state of its thread. */
  public static Refusal of(ReasonCode reason) {
    return new Refusal(reason.code(), reason.meaning(), reason.help());
  }

  /** The step was undone. Its message may have the four parts already: what is ours to say, the record and what happens to it, is ours. */
  public static Refusal of(StepResult.Refused refused) {
    String message = refused.message();
    String what = message.startsWith(refused.code() + ": ") ? message.substring(refused.code().length() + 2) : message;
    int help = what.indexOf(HELP);
    String before = help < 0 ? what : what.substring(0, help);
    String kept = before.lines().filter(line -> !line.startsWith(THEN.substring(1))).collect(Collectors.joining("\n"));
    return new Refusal(refused.code(), kept, help < 0 ? "" : what.substring(help + HELP.length()));
  }

  /** What is stored for the thread cannot be read: the thread is parked as it is, its records go to the dead letters. */
  public static Refusal of(MalformedContinuationException e) {
    return new Refusal(e.code(), String.valueOf(e.getMessage()),
        "run an engine that is as new as the one that wrote it, then send the record again");
  }

  /** An output holds a lone surrogate: as UTF-8 it would arrive as another text than the workflow sent. */
  public static Refusal outputNotUnicode(String topic) {
    return new Refusal("step/output-not-unicode", "an output to " + topic + " has half of a surrogate pair in its key, value or headers",
        "send JSON (`outputJSON` escapes it) or make the string well formed (`toWellFormed()`)");
  }

  /** An output, or the thread's result, is larger than one record may be. */
  public static Refusal outputTooLarge(String topic, long bytes, int bytesMax) {
    return new Refusal("step/output-too-large", "a record for " + topic + " has " + bytes + " bytes, at most " + bytesMax + " may leave",
        "send a reference to the data instead of the data, or raise `workflow.output.record.bytes.max` with the topic's `max.message.bytes`");
  }

  /** The message in four parts. */
  public String message(String where, String then) {
    String message = code + ": " + what + AT + where + THEN + then;
    return help.isEmpty() ? message : message + HELP + help;
  }
}

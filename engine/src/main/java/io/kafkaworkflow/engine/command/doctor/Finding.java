package io.kafkaworkflow.engine.command.doctor;

import io.kafkaworkflow.start.StartException;
import java.util.Locale;

/**
 * What a check has to say, in the four parts of every error of this project.
 *
 * @param what expected against found; never a secret
 * @param where setting, topic or file
 * @param then what happens now, as long as it stays so
 * @param help what to do; may be empty
 */
record Finding(Level level, String what, String where, String then, String help) {

  /** How bad it is, the worst last. */
  enum Level {
    /** Worth knowing, nothing to do. */
    NOTE,
    /** It could not be looked at. */
    SKIPPED,
    /** Works, but not as it should, or not for long. */
    WARNING,
    /** Does not start, stops, or loses something. */
    ERROR;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding error(String what, String where, String then, String help) {
    return new Finding(Level.ERROR, what, where, then, help);
  }

  static Finding warning(String what, String where, String then, String help) {
    return new Finding(Level.WARNING, what, where, then, help);
  }

  static Finding note(String what, String where, String then, String help) {
    return new Finding(Level.NOTE, what, where, then, help);
  }

  /** @param where what would have been looked at */
  static Finding skipped(String why, String where, String help) {
    return new Finding(Level.SKIPPED, why, where, "nothing is known about it", help);
  }

  /** What would stop the engine at its start. */
  static Finding of(StartException error) {
    return error(error.code() + ": " + error.what(), error.where(), "the engine does not start", error.help());
  }
}

package io.kafkaworkflow.engine.js.test262;

import java.util.List;

/** How one play of a case ended; the same as in {@code js-runtime/test/test262/verdict.ts}. */
sealed interface Ending {

  /** It could not be parsed or compiled. */
  record Refused(boolean isSyntaxError, String cause, String detail) implements Ending {}

  /** It did not come to an end of its own. {@code cause} is equal for cases that stop for one reason. */
  record Stopped(String cause, String detail) implements Ending {}

  record Fulfilled(List<String> lines) implements Ending {}

  record Rejected(String name, String message, List<String> lines) implements Ending {}
}

package io.kafkaworkflow.engine.js.test262;

import java.util.Map;

/** The verdicts on a case in the modes that it was played in, in order. */
record CaseResult(String path, Map<Mode, Verdict> verdicts) {

  boolean isPassed(Mode mode) {
    Verdict verdict = verdicts.get(mode);
    return verdict != null && verdict.isPassed();
  }

  boolean isFailed(Mode mode) {
    Verdict verdict = verdicts.get(mode);
    return verdict != null && !verdict.isPassed();
  }
}

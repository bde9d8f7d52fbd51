package io.kafkaworkflow.engine.http;

import io.kafkaworkflow.engine.query.UnreachableException;
import io.kafkaworkflow.http.Problem;
import io.kafkaworkflow.http.Problems;
import io.kafkaworkflow.protocol.ResumeRecord;

/** What the API itself refuses, one factory each; beside the server's own {@link Problems}. */
final class ApiProblems {
  private static final String NOTHING_DONE = "nothing was done";

  /** The record that the request would become means nothing; the reason is the protocol's. */
  static Problem malformed(ResumeRecord.Malformed malformed, int prefixBytes) {
    String detail = malformed.detail().isEmpty() ? "" : " (" + malformed.detail() + ")";
    boolean isOfKey = malformed.reason().code().startsWith("protocol/key-");
    boolean isOfHeader = malformed.reason().code().equals("protocol/idempotency-key-invalid");
    String where = isOfKey ? "path parameter id" : isOfHeader ? "header Idempotency-Key" : "body, byte " + Math.max(0, malformed.position() - prefixBytes);
    return new Problem(400, malformed.reason().code(), malformed.reason().meaning() + detail, where, NOTHING_DONE, malformed.reason().help());
  }

  static Problem unknownThread() {
    return new Problem(404, "query/thread-unknown", "there is no thread with this id, and none that ended not long ago", "path parameter id", NOTHING_DONE,
        "check the id; a start takes effect when its record is processed, usually within milliseconds");
  }

  static Problem unreachable(UnreachableException e) {
    return new Problem(503, "query/unreachable", "no engine that has the threads of a partition answers", String.valueOf(e.getMessage()), NOTHING_DONE,
        "try again: partitions move for a moment when engines come and go; `stale=true` reads a standby's copy");
  }

  static Problem resultGone() {
    return new Problem(410, "query/result-gone", "the thread has ended, but its result is not on its topic any more", "workflow-result, workflow-error",
        NOTHING_DONE, "raise the retention of these topics, or read results when they come");
  }

  static Problem notSent(Exception e) {
    return new Problem(503, "http/not-sent", "the brokers did not confirm the record: " + e.getClass().getSimpleName(), "workflow-resume",
        "whether the record was written is not known", "send it again: a start with the same Idempotency-Key and id counts once, and so does a value for the ref of `ref()`");
  }

  static Problem brokersSilent(Throwable e) {
    return new Problem(503, "http/brokers-silent", "the brokers do not answer: " + e.getClass().getSimpleName(), "the engine's brokers", NOTHING_DONE,
        "try again; the engine's log has more");
  }

  /** @param wanted what the parameter may be */
  static Problem badParameter(String name, String wanted) {
    return Problems.badRequest("expected " + wanted, "query parameter " + name);
  }

  private ApiProblems() {}
}

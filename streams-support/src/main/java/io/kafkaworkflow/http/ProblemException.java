package io.kafkaworkflow.http;

/** Ends the handling of a request with a problem document. Has no stack: it describes the request, not the program. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.code() + ": " + problem.what(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}

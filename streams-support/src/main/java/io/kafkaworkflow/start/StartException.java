package io.kafkaworkflow.start;

/**
 * The program cannot start, and a person has to change something first. The message has the four parts of every error of this
 * project: what, where, what happens now, what to try. {@code main} prints it without a stack trace and exits with 1.
 */
public final class StartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final String what;
  private final String where;
  private final String then;
  private final String help;

  /**
   * @param code area and name, such as {@code config/missing-topics}; has a page in {@code docs/errors}
   * @param what expected against found, in one sentence; never a secret
   * @param where file and line, setting or broker address
   * @param then what the program does now
   * @param help the first thing to try
   */
  public StartException(String code, String what, String where, String then, String help) {
    super("%s: %s%n  at    %s%n  then  %s%n  help  %s".formatted(code, what, where, then, help));
    this.code = code;
    this.what = what;
    this.where = where;
    this.then = then;
    this.help = help;
  }

  public String code() {
    return code;
  }

  /** Expected against found. */
  public String what() {
    return what;
  }

  public String where() {
    return where;
  }

  public String then() {
    return then;
  }

  public String help() {
    return help;
  }
}

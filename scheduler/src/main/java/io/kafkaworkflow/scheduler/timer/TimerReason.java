package io.kafkaworkflow.scheduler.timer;

/** Why a record of the scheduler topic is refused. Each has a page in {@code docs/errors}; codes are never renamed or reused. */
public enum TimerReason {
  INVALID_KEY("timer/invalid-key", "write the key as `<thread id>|<resume record>`, the resume record a JSON object; `ref.key` is such a key"),
  KEY_TOO_LONG("timer/key-too-long", "keep the payload in the workflow, and let the timer only name the ref"),
  INVALID_DELAY("timer/invalid-delay", "write milliseconds as decimal text, such as `1500`; `0` or a null value cancels"),
  DELAY_TOO_LONG("timer/delay-too-long", "a delay is counted from now, it is no point in time; raise `workflow.timer.delay.max.ms` if you mean it"),
  TIMESTAMP_IN_FUTURE("timer/timestamp-in-future", "set the clock of the machine that sent the record");

  private final String code;
  private final String help;

  TimerReason(String code, String help) {
    this.code = code;
    this.help = help;
  }

  /** The code as it stands in the {@code workflow-reason} header. */
  public String code() {
    return code;
  }

  /** The first thing to try. */
  public String help() {
    return help;
  }
}

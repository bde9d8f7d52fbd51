package io.kafkaworkflow.protocol;

/** The topics of the protocol. Names can be configured; these are the defaults and what each is called in configuration. */
public enum WorkflowTopic {
  /** Every record that moves a thread; key is the thread id. */
  RESUME("resume"),
  /** JSON of what a thread returned; key is the thread id. */
  RESULT("result"),
  /** JSON string of why a thread failed, was cancelled or terminated; key is the thread id. */
  ERROR("error"),
  /** Records that could not be applied: original key, value, headers and timestamp, and why. */
  DEAD_LETTER("dead-letter"),
  /** One {@link LifecycleEvent} for each change in a thread's life; key is the thread id. */
  EVENTS("events"),
  /** Timers; key is a {@link SchedulerKey}, value decimal milliseconds, `0` or null cancels. */
  SCHEDULER("scheduler"),
  /** Compacted: the bundles that threads run on, see {@link BundleManifest}. */
  BUNDLES("bundles");

  private final String word;

  WorkflowTopic(String word) {
    this.word = word;
  }

  /** The default name, such as `workflow-resume`. */
  public String defaultName() {
    return "workflow-" + word;
  }

  /** The configuration key that renames it, such as `workflow.topic.resume`. */
  public String configKey() {
    return "workflow.topic." + word;
  }
}

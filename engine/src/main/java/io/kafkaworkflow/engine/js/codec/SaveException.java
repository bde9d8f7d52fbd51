package io.kafkaworkflow.engine.js.codec;

/** A thread that cannot be saved as it is. The step is undone; the thread keeps its previous continuation. */
public final class SaveException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final String THEN =
      "\n  then  the step is undone and its record is dead-lettered; the thread's previous continuation is unchanged";

  private final String code;

  private SaveException(String code, String what, String position, String help) {
    super(code + ": " + what + (position.isEmpty() ? "" : "\n  at    " + position) + THEN + "\n  help  " + help);
    this.code = code;
  }

  /**
   * @param path such as {@code order.client.socket}
   * @param kind such as {@code a Proxy}
   * @param position such as {@code orders.ts:31:5, local `order` of `placeOrder`}; empty when unknown
   */
  static SaveException unserializableValue(String path, String kind, String position) {
    return new SaveException("codec/unserializable-value", "cannot save `" + path + "` (" + kind + ") in a continuation", position,
        "keep something in its place that can be saved, and make it anew after the await");
  }

  static SaveException unrestorableModuleObject(String path, String why) {
    return new SaveException("codec/unrestorable-module-object",
        "the step changed `" + path + "` in a way that cannot be taken back: " + why, "",
        "do this at module level, or to an object that the workflow made itself");
  }

  /** @param name such as {@code Array.prototype} */
  static SaveException changedBuiltIn(String name) {
    return new SaveException("step/changed-built-in", "the step changed the built-in `" + name + "`, which all threads share", "",
        "do this at module level, where it holds for every thread, or use a function of your own");
  }

  /** Each has a page under docs/errors. */
  public String code() {
    return code;
  }
}

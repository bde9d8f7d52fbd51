package io.kafkaworkflow.engine.step;

/**
 * A ref that an await or a promise still waits for.
 *
 * @param number greater than 0 when {@code ref()} made it; 0 when {@code refId} named it
 * @param id what resume records call it
 * @param layoutId of the frame that awaits it, or -1 when nobody awaits it directly
 * @param resumePoint of that frame, 0 without one
 */
public record OpenRef(long number, String id, int layoutId, int resumePoint) {

  /** Ids that {@code ref()} makes start with it; {@code refId} refuses them. */
  private static final String GENERATED_MARK = "~";

  /** True for an id that {@code ref()} makes, in this thread or another. */
  public static boolean isGenerated(String id) {
    return id.startsWith(GENERATED_MARK);
  }

  /** The id that {@code ref()} gives to the {@code number}-th ref of a thread. */
  public static String generatedId(long incarnation, long number) {
    return GENERATED_MARK + Long.toString(incarnation, 36) + "." + Long.toString(number, 36);
  }
}

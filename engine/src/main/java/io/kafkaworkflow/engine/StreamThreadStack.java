package io.kafkaworkflow.engine;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/**
 * How deep workflow code may recurse: GraalJS uses the stack of the stream thread, whose size only the command line of the JVM can
 * set. With the JVM's default of 1 MB or less, a few hundred calls are the end.
 */
public final class StreamThreadStack {
  /** What the launcher asks for. */
  public static final int WANTED_KB = 16 * 1024;

  /** The size that threads get, in KB; empty on a JVM that does not tell. */
  public static OptionalLong sizeKb() {
    HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return hotSpot == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(hotSpot.getVMOption("ThreadStackSize").getValue()));
  }

  /** A warning in four parts when the size is too small; empty otherwise. */
  public static String warning(OptionalLong sizeKb) {
    if (sizeKb.isEmpty() || sizeKb.getAsLong() >= WANTED_KB) {
      return "";
    }
    return "host/small-stack: the stack of the stream threads has " + sizeKb.getAsLong() + " KB, expected " + WANTED_KB + " KB or more"
        + "\n  at    the command line of the JVM"
        + "\n  then  the engine runs; workflow code that recurses deeply fails with a RangeError"
        + "\n  help  start with `kafka-workflow run`, or with `java -Xss16m -jar engine.jar`";
  }

  private StreamThreadStack() {}
}

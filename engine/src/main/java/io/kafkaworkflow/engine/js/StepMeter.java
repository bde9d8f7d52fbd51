package io.kafkaworkflow.engine.js;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a stream thread has used since it began. */
interface StepMeter {

  /** Nanoseconds of CPU time; where the platform does not measure it, of time. */
  long cpuNanos(Thread thread);

  /** Bytes, freed or not. */
  long allocatedBytes(Thread thread);

  /** The JVM's own counters; HotSpot's, as GraalJS needs. */
  static StepMeter ofJvm() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return new StepMeter() {
      @Override
      public long cpuNanos(Thread thread) {
        long cpuNanos = threads.getThreadCpuTime(thread.getId());
        return cpuNanos >= 0 ? cpuNanos : System.nanoTime(); // -1: not measured
      }

      @Override
      public long allocatedBytes(Thread thread) {
        return threads.getThreadAllocatedBytes(thread.getId());
      }
    };
  }
}

package io.kafkaworkflow.chaos.fault;

import java.time.Duration;

/** Something that goes wrong, and is put right again. */
public interface Fault {
  /** What and where, such as {@code kill engine-1}. */
  String name();

  /** Breaks it. */
  void start();

  /** Puts it right; what has to start again may not be ready yet. */
  void stop();

  /** The shortest time between the two that has an effect. */
  Duration lengthMin();

  /** The longest. */
  Duration lengthMax();
}

package io.kafkaworkflow.engine.query;

import java.util.Optional;

/** Asks another engine of the group for what it has itself. Safe for use by several threads. */
public interface OtherEngines {

  /**
   * @return JSON of the thread; empty when there is none
   * @throws UnreachableException no answer, or that engine does not have the partition
   */
  Optional<byte[]> describe(EngineAddress engine, String threadId, Ask ask);

  /** Threads of one partition, from {@code from} on. @throws UnreachableException as above */
  Page list(EngineAddress engine, ThreadFilter filter, Cursor from, int limit, Ask ask);
}

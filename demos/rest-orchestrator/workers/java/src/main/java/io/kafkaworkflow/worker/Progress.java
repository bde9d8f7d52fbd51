package io.kafkaworkflow.worker;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** How far a partition is done: its jobs are done side by side, its offset moves on when all before it are done. For one thread. */
final class Progress {
  /** In the order of the offsets: whether each is done. */
  private final Map<Long, Boolean> open = new LinkedHashMap<>();

  /** False for an offset that is being worked on already: the same ones may come again. */
  boolean begin(long offset) {
    return open.putIfAbsent(offset, false) == null;
  }

  /** The offset to commit, that of the next record to read; empty when it has not moved. */
  OptionalLong done(long offset) {
    open.computeIfPresent(offset, (at, isDone) -> true);
    OptionalLong committable = OptionalLong.empty();
    for (Iterator<Map.Entry<Long, Boolean>> entries = open.entrySet().iterator(); entries.hasNext(); ) {
      Map.Entry<Long, Boolean> first = entries.next();
      if (!first.getValue()) break;
      committable = OptionalLong.of(first.getKey() + 1);
      entries.remove();
    }
    return committable;
  }
}

package io.kafkaworkflow.engine.query;

import java.util.List;
import java.util.Optional;

/**
 * Some of the threads that were looked for.
 *
 * @param items JSON of each thread
 * @param next where to go on; empty when everything was looked at
 */
public record Page(List<byte[]> items, Optional<Cursor> next) {

  /** Of all items. */
  static long bytes(List<byte[]> items) {
    return items.stream().mapToLong(item -> item.length).sum();
  }
}

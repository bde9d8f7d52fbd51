package io.kafkaworkflow.dev.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells whether any of some files changed since the last look. Compares modification time and size: the operating system's
 * notifications differ between platforms, miss editors that replace files, and are not worth it for a few dozen files.
 *
 * <p>Used by one thread.
 */
public final class SourceWatch {
  private record Stamp(long modifiedMs, long sizeBytes) {
    static final Stamp MISSING = new Stamp(0, -1);

    static Stamp of(Path file) {
      try {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime().toMillis(), attributes.size());
      } catch (IOException e) {
        return MISSING; // also while an editor replaces it
      }
    }
  }

  private Map<Path, Stamp> known = new HashMap<>();

  /**
   * Watches these paths and no others. What a new one holds now is unchanged; for the others the last look counts. A directory changes
   * when entries come and go.
   */
  public void watch(Collection<Path> paths) {
    Map<Path, Stamp> next = new HashMap<>();
    for (Path path : paths) {
      Stamp seen = known.get(path);
      next.put(path, seen == null ? Stamp.of(path) : seen);
    }
    known = next;
  }

  /** True once after each change. */
  public boolean hasChanged() {
    boolean changed = false;
    for (Map.Entry<Path, Stamp> entry : known.entrySet()) {
      Stamp now = Stamp.of(entry.getKey());
      changed |= !now.equals(entry.getValue());
      entry.setValue(now);
    }
    return changed;
  }
}

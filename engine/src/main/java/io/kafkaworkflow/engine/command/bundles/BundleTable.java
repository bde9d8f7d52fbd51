package io.kafkaworkflow.engine.command.bundles;

import io.kafkaworkflow.engine.bundles.BundlePruning;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;

/** Bundles as lines of columns, for people and for {@code awk}. */
final class BundleTable {
  private static final String FORMAT = "%-64s  %9s  %-24s  %-8s  %s%n";

  static void print(List<BundlePruning.Entry> entries, PrintWriter out) {
    out.printf(FORMAT, "BUNDLE", "THREADS", "PUBLISHED", "STATE", "NAME");
    for (BundlePruning.Entry entry : entries) {
      out.printf(FORMAT, entry.manifest().bundleId(), entry.threads(), Instant.ofEpochMilli(entry.manifest().publishedAtEpochMs()), state(entry),
          entry.manifest().name());
    }
    out.flush();
  }

  private static String state(BundlePruning.Entry entry) {
    if (entry.isNewest()) {
      return "newest";
    }
    return entry.threads() > 0 ? "in-use" : entry.manifest().isRetiring() ? "retiring" : "unused";
  }

  private BundleTable() {}
}

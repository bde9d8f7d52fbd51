package io.kafkaworkflow.engine.command.bundles;

import io.kafkaworkflow.engine.bundles.BundlePruning;
import io.kafkaworkflow.engine.command.JsonLine;
import io.kafkaworkflow.engine.command.Printable;
import io.kafkaworkflow.protocol.BundleManifest;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;

/** Bundles as lines of columns, for people and for {@code awk}, or as JSON objects; docs/upgrading.md lists the fields. */
final class BundleLines {
  private static final String FORMAT = "%-64s  %9s  %-24s  %-8s  %s%n";

  static void printTable(List<BundlePruning.Entry> entries, PrintWriter out) {
    out.printf(FORMAT, "BUNDLE", "THREADS", "PUBLISHED", "STATE", "NAME");
    for (BundlePruning.Entry entry : entries) {
      out.printf(FORMAT, entry.manifest().bundleId(), entry.threads(), Instant.ofEpochMilli(entry.manifest().publishedAtEpochMs()), state(entry),
          Printable.line(entry.manifest().name()));
    }
  }

  static String json(BundlePruning.Entry entry) {
    return JsonLine.of(json -> {
      json.writeStringField("bundle", entry.manifest().bundleId());
      json.writeStringField("name", entry.manifest().name());
      json.writeNumberField("threads", entry.threads());
      json.writeNumberField("publishedAtEpochMs", entry.manifest().publishedAtEpochMs());
      json.writeStringField("state", state(entry));
    });
  }

  /** @param isRemoved false for one that would be */
  static String json(BundleManifest manifest, boolean isRemoved) {
    return JsonLine.of(json -> {
      json.writeStringField("bundle", manifest.bundleId());
      json.writeStringField("name", manifest.name());
      json.writeBooleanField("removed", isRemoved);
    });
  }

  static String published(String bundleId, String name) {
    return JsonLine.of(json -> {
      json.writeStringField("bundle", bundleId);
      json.writeStringField("name", name);
    });
  }

  private static String state(BundlePruning.Entry entry) {
    if (entry.isNewest()) {
      return "newest";
    }
    return entry.threads() > 0 ? "in-use" : entry.manifest().isRetiring() ? "retiring" : "unused";
  }

  private BundleLines() {}
}

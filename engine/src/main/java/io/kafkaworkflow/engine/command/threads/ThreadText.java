package io.kafkaworkflow.engine.command.threads;

import io.kafkaworkflow.engine.command.Printable;
import io.kafkaworkflow.engine.command.remote.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** A thread, as an engine describes it, for people. */
final class ThreadText {
  private static final String ROW = "%-32s  %-10s  %-24s  %-24s  %-4s  %s";
  private static final int ID_SHOWN = 12;

  private final Map<String, Object> thread;

  private ThreadText(Map<String, Object> thread) {
    this.thread = thread;
  }

  static ThreadText of(String json) {
    try {
      return new ThreadText(Json.object(json));
    } catch (IOException e) {
      throw new UncheckedIOException("an engine answered with what is no thread", e);
    }
  }

  static String header() {
    return ROW.formatted("THREAD", "STATUS", "STARTED", "UPDATED", "REFS", "BUNDLE");
  }

  String id() {
    return field("thread");
  }

  String status() {
    return field("status");
  }

  String row() {
    return ROW.formatted(Printable.line(id()), status(), field("startedAt"), field("updatedAt"), refs(), Printable.line(bundle())).stripTrailing();
  }

  /** One field on each line, what is nested indented. */
  String lines() {
    StringBuilder out = new StringBuilder();
    append(out, "", thread);
    return out.toString().stripTrailing();
  }

  private static void append(StringBuilder out, String indent, Map<?, ?> fields) {
    fields.forEach((name, value) -> {
      if (value instanceof Map<?, ?> nested) {
        out.append(indent).append(Printable.line(String.valueOf(name))).append('\n');
        append(out, indent + "  ", nested);
      } else if (value instanceof List<?> elements) {
        out.append(indent).append("%-14s".formatted(Printable.line(String.valueOf(name))))
            .append(Printable.line(String.join(" ", elements.stream().map(String::valueOf).toList()))).append('\n');
      } else {
        out.append(indent).append("%-14s".formatted(Printable.line(String.valueOf(name)))).append(Printable.line(String.valueOf(value))).append('\n');
      }
    });
  }

  private String refs() {
    Object refs = thread.get("openRefs");
    return refs instanceof List<?> ids ? Integer.toString(ids.size()) : refs == null ? "-" : refs.toString();
  }

  private String bundle() {
    if (!(thread.get("bundle") instanceof Map<?, ?> bundle)) {
      return "-";
    }
    String id = String.valueOf(bundle.get("id"));
    String shown = id.substring(0, Math.min(ID_SHOWN, id.length()));
    return bundle.get("name") == null ? shown : bundle.get("name") + " (" + shown + ")";
  }

  private String field(String name) {
    Object value = thread.get(name);
    return value == null ? "-" : value.toString();
  }
}

package io.kafkaworkflow.engine.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.step.ContextEntries;
import io.kafkaworkflow.engine.step.KeptHeaders;
import io.kafkaworkflow.engine.step.Message;
import io.kafkaworkflow.protocol.Limits;
import io.kafkaworkflow.protocol.WorkflowHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** What a thread keeps of the headers of its records (docs/protocol.md, "What a thread keeps"). */
final class Kept {
  /** Bytes of each header of a trace; as long as W3C lets a baggage be. */
  static final int TRACE_BYTES_MAX = 8_192;

  private static final int CAUSE_BYTES_MAX = 512;

  /** Of the record that starts a thread; empty when its context entries break a limit. */
  static Optional<KeptHeaders> ofStart(Cause cause) {
    if (!cause.record().headers().iterator().hasNext()) {
      return Optional.of(KeptHeaders.NONE);
    }
    Optional<Map<String, String>> context = context(cause);
    if (context.isEmpty() || ContextEntries.problem(context.get()).isPresent()) {
      return Optional.empty();
    }
    List<Message.Header> kept = new ArrayList<>();
    // the first of each: a dead letter that was sent again by hand has that of its failure behind it
    add(kept, first(cause, WorkflowHeader.THREAD_ID), Limits.THREAD_ID_BYTES_MAX);
    add(kept, first(cause, WorkflowHeader.STEP_ID), CAUSE_BYTES_MAX);
    kept.addAll(headers(context.get()));
    addTrace(kept, cause, KeptHeaders.NONE);
    return Optional.of(kept.isEmpty() ? KeptHeaders.NONE : new KeptHeaders(kept));
  }

  /** After another record: its trace, or that of the step before when it has none. The context of a thread never changes. */
  static KeptHeaders after(KeptHeaders before, Cause cause) {
    if (before.isEmpty() && !hasTrace(cause)) {
      return before;
    }
    List<Message.Header> kept = new ArrayList<>(before.only(name -> !WorkflowHeader.isTrace(name)).headers());
    addTrace(kept, cause, before);
    return kept.isEmpty() ? KeptHeaders.NONE : new KeptHeaders(kept);
  }

  /** The trace of a record, for what has no thread. */
  static KeptHeaders trace(Cause cause) {
    List<Message.Header> trace = new ArrayList<>(3);
    addTrace(trace, cause, KeptHeaders.NONE);
    return trace.isEmpty() ? KeptHeaders.NONE : new KeptHeaders(trace);
  }

  /** With more context entries, by name without prefix: those of listeners, checked before. */
  static KeptHeaders withContext(KeptHeaders kept, Map<String, String> more) {
    if (more.isEmpty()) {
      return kept;
    }
    Map<String, String> context = new TreeMap<>(kept.context());
    context.putAll(more);
    KeptHeaders origin = kept.only(name -> !name.startsWith(WorkflowHeader.CONTEXT_PREFIX) && !WorkflowHeader.isTrace(name));
    return origin.and(headers(context)).and(kept.only(WorkflowHeader::isTrace).headers());
  }

  /** With another trace, by header; with its own when that is empty. */
  static KeptHeaders withTrace(KeptHeaders kept, Map<String, String> trace) {
    if (trace.isEmpty()) {
      return kept;
    }
    List<Message.Header> headers = new ArrayList<>(3);
    for (WorkflowHeader name : WorkflowHeader.TRACE_CONTEXT) {
      String value = trace.get(name.text());
      if (value != null) {
        headers.add(new Message.Header(name.text(), value.getBytes(UTF_8)));
      }
    }
    return kept.only(name -> !WorkflowHeader.isTrace(name)).and(headers);
  }

  /** The trace by header, as text. */
  static Map<String, String> traceOf(KeptHeaders kept) {
    Map<String, String> trace = new HashMap<>();
    for (WorkflowHeader name : WorkflowHeader.TRACE_CONTEXT) {
      String value = kept.text(name);
      if (!value.isEmpty()) {
        trace.put(name.text(), value);
      }
    }
    return trace;
  }

  private static List<Message.Header> headers(Map<String, String> context) {
    List<Message.Header> headers = new ArrayList<>(context.size());
    context.forEach((name, value) -> headers.add(new Message.Header(WorkflowHeader.CONTEXT_PREFIX + name, value.getBytes(UTF_8))));
    return headers;
  }

  /** The context entries of a record by name; empty when one is no text. */
  private static Optional<Map<String, String>> context(Cause cause) {
    Map<String, String> entries = new TreeMap<>();
    for (Header header : cause.record().headers()) {
      if (header.key().startsWith(WorkflowHeader.CONTEXT_PREFIX)) {
        if (header.value() == null || !isUtf8(header.value())) {
          return Optional.empty();
        }
        entries.put(header.key().substring(WorkflowHeader.CONTEXT_PREFIX.length()), new String(header.value(), UTF_8));
      }
    }
    return Optional.of(entries);
  }

  private static Message.Header first(Cause cause, WorkflowHeader name) {
    for (Header header : cause.record().headers().headers(name.text())) {
      return new Message.Header(header.key(), header.value());
    }
    return new Message.Header(name.text(), null);
  }

  private static void add(List<Message.Header> kept, Message.Header header, int bytesMax) {
    byte[] value = header.value();
    if (value != null && value.length > 0 && value.length <= bytesMax && isUtf8(value)) {
      kept.add(header);
    }
  }

  /** {@code traceparent} and {@code tracestate} are one thing; {@code baggage} stands by itself. */
  private static void addTrace(List<Message.Header> kept, Cause cause, KeptHeaders before) {
    boolean isOwn = find(cause, WorkflowHeader.TRACEPARENT).value() != null;
    addTraceHeader(kept, cause, before, WorkflowHeader.TRACEPARENT, isOwn);
    addTraceHeader(kept, cause, before, WorkflowHeader.TRACESTATE, isOwn);
    addTraceHeader(kept, cause, before, WorkflowHeader.BAGGAGE, find(cause, WorkflowHeader.BAGGAGE).value() != null);
  }

  private static void addTraceHeader(List<Message.Header> kept, Cause cause, KeptHeaders before, WorkflowHeader name, boolean isOwn) {
    if (!isOwn) {
      kept.addAll(before.only(name.text()::equals).headers());
      return;
    }
    Message.Header header = find(cause, name);
    if (header.value() != null) {
      kept.add(header);
    }
  }

  private static boolean hasTrace(Cause cause) {
    // also asked for each record of a thread that keeps nothing: makes nothing
    Headers headers = cause.record().headers();
    return headers.lastHeader(WorkflowHeader.TRACEPARENT.text()) != null || headers.lastHeader(WorkflowHeader.BAGGAGE.text()) != null;
  }

  /** The last of the name, byte for byte; without a value when there is none, or one longer than anybody may send. */
  private static Message.Header find(Cause cause, WorkflowHeader name) {
    Header header = cause.record().headers().lastHeader(name.text());
    boolean fits = header != null && header.value() != null && header.value().length <= TRACE_BYTES_MAX;
    return new Message.Header(name.text(), fits ? header.value() : null);
  }

  private static boolean isUtf8(byte[] value) {
    return Arrays.equals(new String(value, UTF_8).getBytes(UTF_8), value);
  }

  private Kept() {}
}

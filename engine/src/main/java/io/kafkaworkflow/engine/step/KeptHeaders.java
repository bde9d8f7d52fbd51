package io.kafkaworkflow.engine.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.protocol.Label;
import io.kafkaworkflow.protocol.WorkflowHeader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The record headers that are kept with a thread, so that what it sends months later still belongs to what caused it: who started it, its labels, its context entries, and the trace
 * of its last step. They lie in the continuation's header and mean nothing to the thread's code.
 *
 * @param headers under their names on the wire, values not null, in this order: parent, cause, labels by name, context entries by name, trace
 */
public record KeptHeaders(List<Message.Header> headers) {
  public static final KeptHeaders NONE = new KeptHeaders(List.of());

  public KeptHeaders {
    headers = List.copyOf(headers);
  }

  public boolean isEmpty() {
    return headers.isEmpty();
  }

  /** The thread that started this one; empty for one that was started from outside. */
  public String parent() {
    return text(WorkflowHeader.THREAD_ID);
  }

  /** Id of the step, or of the domain record, that sent the start; empty when the sender did not say. */
  public String cause() {
    return text(WorkflowHeader.STEP_ID);
  }

  /** Value of a header as text, empty when it is not kept. */
  public String text(WorkflowHeader name) {
    for (Message.Header header : headers) {
      if (header.name().equals(name.text()) && header.value() != null) {
        return new String(header.value(), UTF_8);
      }
    }
    return "";
  }

  /** The context entries by name, without the prefix that their headers have. */
  public Map<String, String> context() {
    Map<String, String> entries = new TreeMap<>();
    for (Message.Header header : headers) {
      if (isContext(header.name()) && header.value() != null) {
        entries.put(header.name().substring(WorkflowHeader.CONTEXT_PREFIX.length()), new String(header.value(), UTF_8));
      }
    }
    return entries;
  }

  /** The labels by name: what the thread can be searched by. */
  public SortedMap<String, String> labels() {
    SortedMap<String, String> labels = Collections.emptySortedMap();
    for (Message.Header header : headers) {
      if (Label.isHeader(header.name()) && header.value() != null) {
        labels = labels.isEmpty() ? new TreeMap<>() : labels;
        labels.put(header.name().substring(WorkflowHeader.LABEL_PREFIX.length()), new String(header.value(), UTF_8));
      }
    }
    return labels;
  }

  /** The same with other labels, instead of those that are there. */
  public KeptHeaders withLabels(SortedMap<String, String> labels) {
    if (labels.isEmpty() && isEmpty()) {
      return this;
    }
    List<Message.Header> all = new ArrayList<>(only(KeptHeaders::isOrigin).headers);
    labels.forEach((name, value) -> all.add(new Message.Header(WorkflowHeader.LABEL_PREFIX + name, value.getBytes(UTF_8))));
    all.addAll(only(name -> !isOrigin(name) && !Label.isHeader(name)).headers);
    return all.isEmpty() ? NONE : new KeptHeaders(all);
  }

  /** What goes on everything that the thread sends, so that its children inherit it: context and trace. */
  public List<Message.Header> inherited() {
    return only(name -> isContext(name) || WorkflowHeader.isTrace(name)).headers;
  }

  /** Those whose name fits. */
  public KeptHeaders only(Predicate<String> name) {
    List<Message.Header> some = new ArrayList<>(headers.size());
    for (Message.Header header : headers) {
      if (name.test(header.name())) {
        some.add(header);
      }
    }
    return some.isEmpty() ? NONE : new KeptHeaders(some);
  }

  /** These and {@code more}, behind them. */
  public KeptHeaders and(List<Message.Header> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Message.Header> all = new ArrayList<>(headers);
    all.addAll(more);
    return new KeptHeaders(all);
  }

  void write(ByteWriter out) {
    Message.writeHeaders(out, headers);
  }

  /** @throws MalformedContinuationException there is none, or one without a value: a continuation without kept headers is of format 1 */
  static KeptHeaders read(ByteReader in) {
    int start = in.offset();
    List<Message.Header> headers = Message.readHeaders(in);
    if (headers.isEmpty() || headers.stream().anyMatch(header -> header.value() == null)) {
      throw MalformedContinuationException.at(start, "expected at least one kept header, each with a value");
    }
    return new KeptHeaders(headers);
  }

  private static boolean isOrigin(String name) {
    return name.equals(WorkflowHeader.THREAD_ID.text()) || name.equals(WorkflowHeader.STEP_ID.text());
  }

  private static boolean isContext(String name) {
    return name.startsWith(WorkflowHeader.CONTEXT_PREFIX);
  }
}

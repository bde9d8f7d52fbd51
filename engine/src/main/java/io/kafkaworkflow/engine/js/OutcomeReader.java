package io.kafkaworkflow.engine.js;

import io.kafkaworkflow.engine.js.guest.GuestArrays;
import io.kafkaworkflow.engine.js.guest.GuestRealm;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.step.InputResult;
import io.kafkaworkflow.engine.step.LogLine;
import io.kafkaworkflow.engine.step.OpenRef;
import io.kafkaworkflow.engine.step.Output;
import io.kafkaworkflow.engine.step.ThreadFailure;
import io.kafkaworkflow.engine.step.ThreadStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads an {@code Outcome}, or an {@code InputOutcome}, of js-runtime/src/abi.ts, field by field, off the raw guest object. */
final class OutcomeReader {

  private static final ThreadStatus[] STATUSES = ThreadStatus.values();
  private static final Object STATUS = GuestValues.string("status");
  private static final Object THREAD = GuestValues.string("thread");
  private static final Object OUTPUTS = GuestValues.string("outputs");
  private static final Object OUTPUT_HEADERS = GuestValues.string("outputHeaders");
  private static final Object OPEN_REFS = GuestValues.string("openRefs");
  private static final Object LABELS = GuestValues.string("labels");
  private static final Object RESULT = GuestValues.string("result");
  private static final Object FAILURE = GuestValues.string("failure");
  private static final Object LOG = GuestValues.string("log");

  private final GuestRealm realm;
  private final Object outcome;

  OutcomeReader(GuestRealm realm, Object outcome) {
    this.realm = realm;
    this.outcome = outcome;
  }

  ThreadStatus status() {
    return STATUSES[(int) GuestValues.toDouble(realm.get(outcome, STATUS))];
  }

  Object thread() {
    return realm.get(outcome, THREAD);
  }

  List<Output> outputs(String threadId) {
    Object flat = realm.get(outcome, OUTPUTS);
    int length = (int) GuestArrays.length(flat);
    List<Output> outputs = new ArrayList<>(length / 3);
    OutputHeaders headers = outputHeaders(length);
    for (int i = 0; i + 2 < length; i += 3) {
      String key = textOrNull(element(flat, i + 1));
      outputs.add(new Output(text(element(flat, i)), key == null ? threadId : key, textOrNull(element(flat, i + 2)), headers.of(i / 3)));
    }
    return outputs;
  }

  /** Read in the order of the outputs. Bundles of earlier compilers have none. */
  private OutputHeaders outputHeaders(int outputsLength) {
    Object flat = outputsLength == 0 ? GuestValues.UNDEFINED : realm.get(outcome, OUTPUT_HEADERS);
    return flat == GuestValues.UNDEFINED ? new OutputHeaders(flat, 0) : new OutputHeaders(flat, (int) GuestArrays.length(flat));
  }

  /** The flat array of output number, name, value. */
  private final class OutputHeaders {
    private final Object flat;
    private final int length;
    private int next;

    OutputHeaders(Object flat, int length) {
      this.flat = flat;
      this.length = length;
    }

    /** To be called once for each output, in order. */
    List<Output.Header> of(int output) {
      if (next >= length) {
        return List.of();
      }
      List<Output.Header> headers = new ArrayList<>();
      for (; next + 2 < length && (int) GuestValues.toDouble(element(flat, next)) == output; next += 3) {
        headers.add(new Output.Header(text(element(flat, next + 1)), text(element(flat, next + 2))));
      }
      return headers;
    }
  }

  /** Of an {@code InputOutcome}. */
  List<InputResult.Resume> resumes() {
    Object flat = realm.get(outcome, "records");
    int length = (int) GuestArrays.length(flat);
    List<InputResult.Resume> records = new ArrayList<>(length / 3);
    for (int i = 0; i + 2 < length; i += 3) {
      records.add(new InputResult.Resume(text(element(flat, i)), text(element(flat, i + 1)), textOrNull(element(flat, i + 2))));
    }
    return records;
  }

  List<OpenRef> openRefs(long incarnation) {
    Object flat = realm.get(outcome, OPEN_REFS);
    int length = (int) GuestArrays.length(flat);
    List<OpenRef> refs = new ArrayList<>(length / 4);
    for (int i = 0; i + 3 < length; i += 4) {
      long number = (long) GuestValues.toDouble(element(flat, i));
      String id = number == 0 ? text(element(flat, i + 1)) : OpenRef.generatedId(incarnation, number);
      int layoutId = (int) GuestValues.toDouble(element(flat, i + 2)) - 1;
      refs.add(new OpenRef(number, id, layoutId, layoutId < 0 ? 0 : (int) GuestValues.toDouble(element(flat, i + 3))));
    }
    return refs;
  }

  /** All labels by name when the step changed them; else empty, as in bundles of earlier compilers. */
  Optional<SortedMap<String, String>> labels() {
    Object flat = realm.get(outcome, LABELS);
    if (flat == GuestValues.UNDEFINED) {
      return Optional.empty();
    }
    SortedMap<String, String> labels = new TreeMap<>();
    for (int i = 0; i + 1 < (int) GuestArrays.length(flat); i += 2) {
      labels.put(text(element(flat, i)), text(element(flat, i + 1)));
    }
    return Optional.of(labels);
  }

  String resultJson() {
    String json = textOrNull(realm.get(outcome, RESULT));
    return json == null ? "null" : json;
  }

  ThreadFailure failure(StackMapper stacks) {
    Object failure = realm.get(outcome, FAILURE);
    return new ThreadFailure(
        text(realm.get(failure, "text")),
        text(realm.get(failure, "name")),
        text(realm.get(failure, "message")),
        stacks.map(text(realm.get(failure, "stack"))));
  }

  List<LogLine> log(StackMapper stacks) {
    Object flat = realm.get(outcome, LOG);
    int length = (int) GuestArrays.length(flat);
    if (length == 0) {
      return List.of();
    }
    List<LogLine> lines = new ArrayList<>(length / 2);
    for (int i = 0; i + 1 < length; i += 2) {
      lines.add(new LogLine(level(text(element(flat, i))), stacks.map(text(element(flat, i + 1)))));
    }
    return lines;
  }

  private static LogLine.Level level(String name) {
    return switch (name) {
      case "debug" -> LogLine.Level.DEBUG;
      case "warn" -> LogLine.Level.WARN;
      case "error" -> LogLine.Level.ERROR;
      default -> LogLine.Level.INFO;
    };
  }

  private static Object element(Object array, int index) {
    Object element = GuestArrays.element(array, index, GuestArrays.hasHoles(array));
    return element == null ? GuestValues.UNDEFINED : element;
  }

  private String text(Object value) {
    return realm.display(value);
  }

  /** Null for undefined and null. */
  private @Nullable String textOrNull(Object value) {
    return value == GuestValues.UNDEFINED || value == GuestValues.NULL ? null : text(value);
  }
}

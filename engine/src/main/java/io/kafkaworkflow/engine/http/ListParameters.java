package io.kafkaworkflow.engine.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.query.Ask;
import io.kafkaworkflow.engine.query.Cursor;
import io.kafkaworkflow.engine.query.ThreadFilter;
import io.kafkaworkflow.engine.query.ThreadSearch;
import io.kafkaworkflow.engine.query.ThreadState;
import io.kafkaworkflow.http.Exchange;
import io.kafkaworkflow.http.Route;
import io.kafkaworkflow.protocol.Label;
import io.kafkaworkflow.protocol.Limits;
import java.net.URLEncoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The query parameters of a search, read and written. */
final class ListParameters {
  private static final int LIMIT_DEFAULT = 100;
  static final String LABEL = "label";
  private static final String STALE = "stale";
  static final Set<String> NAMES =
      Set.of("status", "bundle", "parkedReason", LABEL, "startedFrom", "startedTo", "updatedFrom", "updatedTo", "limit", "cursor", STALE, Route.HERE);
  static final Set<String> ASK_NAMES = Set.of(STALE, Route.HERE);

  static ThreadFilter filter(Exchange exchange) {
    return new ThreadFilter(exchange.query("status").map(ListParameters::states).orElse(Set.of()), exchange.query("bundle"), exchange.query("parkedReason"), labels(exchange),
        time(exchange, "startedFrom", Long.MIN_VALUE), time(exchange, "startedTo", Long.MAX_VALUE),
        time(exchange, "updatedFrom", Long.MIN_VALUE), time(exchange, "updatedTo", Long.MAX_VALUE));
  }

  /** {@code label=<name>=<value>}, as often as need be. */
  static SortedMap<String, String> labels(Exchange exchange) {
    SortedMap<String, String> labels = new TreeMap<>();
    for (String text : exchange.queries(LABEL)) {
      Label label = Label.parse(text).orElseThrow(() -> ApiProblems.badParameter(LABEL, "<name>=<value>: " + Label.RULE).asException());
      if (labels.put(label.name(), label.value()) != null) {
        throw ApiProblems.badParameter(LABEL, "each name once").asException();
      }
    }
    if (labels.size() > Limits.LABELS_MAX) {
      throw ApiProblems.badParameter(LABEL, "at most " + Limits.LABELS_MAX + " of them").asException();
    }
    return labels;
  }

  static Cursor cursor(Exchange exchange) {
    return exchange.query("cursor").map(text -> Cursor.parse(text)
        .orElseThrow(() -> ApiProblems.badParameter("cursor", "what `next` of the page before said").asException())).orElse(Cursor.START);
  }

  static int limit(Exchange exchange) {
    return (int) number(exchange, "limit", LIMIT_DEFAULT, 1, ThreadSearch.LIMIT_MAX);
  }

  static Ask ask(Exchange exchange) {
    return new Ask(isTrue(exchange, STALE), isTrue(exchange, Route.HERE), exchange.header("Authorization").orElse(""));
  }

  static long number(Exchange exchange, String name, long orElse, long min, long max) {
    Optional<String> text = exchange.query(name);
    if (text.isEmpty()) {
      return orElse;
    }
    boolean isNumber = text.get().matches("\\d{1,9}");
    long value = isNumber ? Long.parseLong(text.get()) : -1;
    if (value < min || value > max) {
      throw ApiProblems.badParameter(name, "a whole number from " + min + " to " + max).asException();
    }
    return value;
  }

  /** For another engine; {@code here} is added. */
  static String text(ThreadFilter filter, Cursor from, int limit, Ask ask) {
    StringJoiner out = new StringJoiner("&");
    out.add(Route.HERE + "=true").add("limit=" + limit).add("cursor=" + from.toText());
    if (ask.isStale()) {
      out.add(STALE + "=true");
    }
    if (!filter.states().isEmpty()) {
      out.add("status=" + String.join(",", filter.states().stream().map(ThreadState::text).sorted().toList()));
    }
    filter.bundle().ifPresent(bundle -> out.add("bundle=" + URLEncoder.encode(bundle, UTF_8)));
    filter.parkedReason().ifPresent(reason -> out.add("parkedReason=" + URLEncoder.encode(reason, UTF_8)));
    filter.labels().forEach((name, value) -> out.add(LABEL + "=" + URLEncoder.encode(name + "=" + value, UTF_8)));
    addTime(out, "startedFrom", filter.startedFrom(), Long.MIN_VALUE);
    addTime(out, "startedTo", filter.startedTo(), Long.MAX_VALUE);
    addTime(out, "updatedFrom", filter.updatedFrom(), Long.MIN_VALUE);
    addTime(out, "updatedTo", filter.updatedTo(), Long.MAX_VALUE);
    return out.toString();
  }

  private static void addTime(StringJoiner out, String name, long epochMs, long none) {
    if (epochMs != none) {
      out.add(name + "=" + URLEncoder.encode(Instant.ofEpochMilli(epochMs).toString(), UTF_8));
    }
  }

  private static Set<ThreadState> states(String text) {
    Set<ThreadState> states = EnumSet.noneOf(ThreadState.class);
    for (String name : text.split(",", -1)) {
      states.add(ThreadState.named(name).orElseThrow(() -> ApiProblems.badParameter("status",
          "one or more of waiting, completed, failed, cancelled, terminated, parked, unreadable, with commas between").asException()));
    }
    return states;
  }

  private static long time(Exchange exchange, String name, long orElse) {
    Optional<String> text = exchange.query(name);
    if (text.isEmpty()) {
      return orElse;
    }
    try {
      return Instant.parse(text.get()).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw ApiProblems.badParameter(name, "a time such as 2026-11-21T08:00:00Z").asException();
    }
  }

  private static boolean isTrue(Exchange exchange, String name) {
    Optional<String> text = exchange.query(name);
    if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
      throw ApiProblems.badParameter(name, "true or false").asException();
    }
    return text.filter("true"::equals).isPresent();
  }

  private ListParameters() {}
}

package io.kafkaworkflow.http;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What orchestrators ask. <em>Live</em>: starting again would not help. <em>Ready</em>: the streams are {@code RUNNING}, which Kafka Streams says when every
 * partition that it was given is restored; while partitions move, the answer is no for that moment.
 */
final class Health {
  private static final String READY = "RUNNING";
  /** From these nothing comes back by itself. */
  private static final Set<String> DEAD = Set.of("PENDING_ERROR", "ERROR", "NOT_RUNNING");

  /** @param state name of the state of the streams */
  static List<Route> routes(Supplier<String> state) {
    return List.of(
        Route.get("/health/live", Access.OPEN, Set.of(), exchange -> exchange.reply(reply(false, state.get()))),
        Route.get("/health/ready", Access.OPEN, Set.of(), exchange -> exchange.reply(reply(true, state.get()))));
  }

  static Reply reply(boolean isReadinessAsked, String state) {
    boolean isWell = isReadinessAsked ? READY.equals(state) : !DEAD.contains(state);
    return Reply.json(isWell ? 200 : 503, "{\"ok\":" + isWell + ",\"state\":\"" + state + "\"}");
  }

  private Health() {}
}

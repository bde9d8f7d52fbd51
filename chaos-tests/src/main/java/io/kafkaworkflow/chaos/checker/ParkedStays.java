package io.kafkaworkflow.chaos.checker;

import io.kafkaworkflow.protocol.LifecycleEvent.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * How often a thread was parked, in the order of its events, and what else was told of it.
 *
 * @param areInOrder every {@code parked} has a reason, lies between start and end, and is news: the first of its stay, or for another reason than the one before; every
 *     {@code unparked} ends a stay; and nothing else is told while a stay lasts
 * @param isParked the last stay has no end
 * @param others the kinds of the other events, in order
 */
record ParkedStays(boolean areInOrder, boolean isParked, List<String> others) {
  private static final List<String> STARTED = List.of(Kind.STARTED.text());

  /** @param reason of a {@code parked}; empty for other kinds */
  record Told(String kind, String reason) {}

  static ParkedStays of(List<Told> events) {
    List<String> others = new ArrayList<>();
    boolean areInOrder = true;
    String parkedFor = "";
    for (Told event : events) {
      if (event.kind().equals(Kind.PARKED.text())) {
        areInOrder &= others.equals(STARTED) && !event.reason().isEmpty() && !event.reason().equals(parkedFor);
        parkedFor = event.reason();
      } else if (event.kind().equals(Kind.UNPARKED.text())) {
        areInOrder &= !parkedFor.isEmpty();
        parkedFor = "";
      } else {
        areInOrder &= parkedFor.isEmpty();
        others.add(event.kind());
      }
    }
    return new ParkedStays(areInOrder, !parkedFor.isEmpty(), others);
  }
}

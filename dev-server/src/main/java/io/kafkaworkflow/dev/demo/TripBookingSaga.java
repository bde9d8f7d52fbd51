package io.kafkaworkflow.dev.demo;

import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.List;
import java.util.Map;

/** Three bookings: one succeeds, one is refused by the hotel, one does not hear from the airline in time. */
final class TripBookingSaga implements Demo {
  private static final String RESULT = WorkflowTopic.RESULT.defaultName();
  private static final String ERROR = WorkflowTopic.ERROR.defaultName();
  private static final String SCHEDULER = WorkflowTopic.SCHEDULER.defaultName();

  private static final String REQUEST = "{\"city\":\"Lisbon\",\"from\":\"2027-03-01\",\"to\":\"2027-03-08\"}";
  private static final int PATIENT_MS = 60_000;
  /** Long enough for two answers on a busy machine, short enough to watch. */
  private static final int HASTY_MS = 2_000;

  @Override
  public String name() {
    return "trip-booking-saga";
  }

  @Override
  public List<String> askedOn() {
    return List.of("saga-reserve-car", "saga-reserve-hotel", "saga-reserve-flight");
  }

  @Override
  public MockService.Script script() {
    return new TripServices();
  }

  @Override
  public List<Play> plays() {
    return List.of(
        play("A booking that succeeds", TripServices.SUCCEEDS, PATIENT_MS, Map.of(
            SCHEDULER, List.of(Integer.toString(PATIENT_MS), "0"),
            RESULT, List.of("{\"car\":\"CAR-1\",\"hotel\":\"HOTEL-1\",\"flight\":\"FLIGHT-1\"}"))),
        play("A booking whose hotel is refused: car and flight are given back", TripServices.REFUSED, PATIENT_MS, Map.of(
            SCHEDULER, List.of(Integer.toString(PATIENT_MS), "0"),
            "saga-cancel-car", List.of("{\"reservation\":\"CAR-2\"}"),
            "saga-cancel-flight", List.of("{\"reservation\":\"FLIGHT-2\"}"),
            ERROR, List.of("\"no room left\""))),
        play("A booking whose flight is never confirmed: it times out after " + HASTY_MS / 1_000 + " s", TripServices.SILENT, HASTY_MS, Map.of(
            SCHEDULER, List.of(Integer.toString(HASTY_MS)),
            "saga-cancel-car", List.of("{\"reservation\":\"CAR-3\"}"),
            "saga-cancel-hotel", List.of("{\"reservation\":\"HOTEL-3\"}"),
            "saga-cancel-flight", List.of("{}"),
            ERROR, List.of("\"Error: not all reservations were confirmed within " + HASTY_MS + " ms\""))));
  }

  private static Play play(String title, String booking, int timeoutMs, Map<String, List<String>> expected) {
    Map<String, List<String>> all = new java.util.HashMap<>(expected);
    for (String kind : TripServices.KINDS) {
      all.put("saga-reserve-" + kind, List.of(REQUEST));
    }
    String argument = REQUEST.substring(0, REQUEST.length() - 1) + ",\"timeoutMs\":" + timeoutMs + "}";
    return new Play(title, booking, argument, expected.containsKey(RESULT) ? RESULT : ERROR, all);
  }

  @Override
  public List<String> suggestions() {
    return List.of(
        "./kafka-workflow send -b %s trip-4 'new:{\"city\":\"Rome\",\"from\":\"2027-05-01\",\"to\":\"2027-05-08\"}'",
        "./kafka-workflow send -b %s " + TripServices.SILENT + " 'new:{\"city\":\"Rome\",\"from\":\"2027-05-01\",\"to\":\"2027-05-08\"}'",
        "./kafka-workflow send -b %s " + TripServices.SILENT + " '{\"ref\":\"cancel\",\"value\":\"too expensive\"}'");
  }
}

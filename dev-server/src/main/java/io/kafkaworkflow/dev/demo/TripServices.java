package io.kafkaworkflow.dev.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Car rental, hotel and airline. They confirm every booking but two: the hotel has no room for {@link #REFUSED}, and the airline
 * says nothing to {@link #SILENT}. The refusal is sent after both confirmations, so that there is something to give back.
 */
final class TripServices implements MockService.Script {
  static final List<String> KINDS = List.of("car", "hotel", "flight");
  static final String SUCCEEDS = "trip-1";
  static final String REFUSED = "trip-2";
  static final String SILENT = "trip-3";

  /** Requests of a booking that wait until all of it have come: three topics have no common order. */
  private final Map<String, List<ConsumerRecord<String, String>>> asked = new HashMap<>();

  @Override
  public List<ProducerRecord<String, String>> answer(ConsumerRecord<String, String> request) {
    List<ConsumerRecord<String, String>> requests = asked.computeIfAbsent(request.key(), booking -> new ArrayList<>());
    requests.add(request);
    if (requests.size() < KINDS.size()) {
      return List.of();
    }
    asked.remove(request.key());
    List<ProducerRecord<String, String>> answers = new ArrayList<>();
    for (String kind : List.of("car", "flight", "hotel")) {
      requests.stream().filter(r -> kind.equals(kind(r))).map(TripServices::reply).forEach(answers::addAll);
    }
    return answers;
  }

  private static List<ProducerRecord<String, String>> reply(ConsumerRecord<String, String> request) {
    String kind = kind(request);
    String booking = request.key();
    if (booking.equals(SILENT) && kind.equals("flight")) {
      return List.of();
    }
    if (booking.equals(REFUSED) && kind.equals("hotel")) {
      return List.of(ResumeJson.error(request, "no room left"));
    }
    return List.of(ResumeJson.value(request, kind.toUpperCase(Locale.ROOT) + "-" + booking.substring(booking.lastIndexOf('-') + 1)));
  }

  private static String kind(ConsumerRecord<String, String> request) {
    return request.topic().substring("saga-reserve-".length());
  }
}

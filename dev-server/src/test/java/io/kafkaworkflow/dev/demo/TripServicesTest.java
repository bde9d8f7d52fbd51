package io.kafkaworkflow.dev.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TripServicesTest {
  private final TripServices services = new TripServices();

  @Test
  void theRefusalComesAfterTheConfirmationsInWhateverOrderTheRequestsCome() {
    assertThat(ask("hotel", TripServices.REFUSED, "h")).isEmpty();
    assertThat(ask("car", TripServices.REFUSED, "c")).isEmpty();
    assertThat(ask("flight", TripServices.REFUSED, "f")).containsExactly(
        "{\"ref\":\"c\",\"value\":\"CAR-2\"}", "{\"ref\":\"f\",\"value\":\"FLIGHT-2\"}", "{\"ref\":\"h\",\"error\":\"no room left\"}");
  }

  @Test
  void theAirlineSaysNothing() {
    ask("flight", TripServices.SILENT, "f");
    ask("car", TripServices.SILENT, "c");

    assertThat(ask("hotel", TripServices.SILENT, "h")).containsExactly("{\"ref\":\"c\",\"value\":\"CAR-3\"}", "{\"ref\":\"h\",\"value\":\"HOTEL-3\"}");
  }

  private List<String> ask(String kind, String booking, String ref) {
    var request = new ConsumerRecord<>("saga-reserve-" + kind, 0, 0, booking, "{\"ref\":\"" + ref + "\",\"city\":\"Lisbon\"}");
    return services.answer(request).stream().peek(answer -> assertThat(answer.key()).isEqualTo(booking)).map(answer -> answer.value()).toList();
  }
}

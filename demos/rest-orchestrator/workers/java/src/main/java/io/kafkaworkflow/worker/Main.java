package io.kafkaworkflow.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The demo's worker; brokers from {@code KAFKA_BROKERS}. */
final class Main {
  private static final int PRICE_CENTS = 1_250;

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    Worker worker = new Worker().register("charge", Main::charge);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      try {
        worker.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }));
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
      error.printStackTrace();
      Runtime.getRuntime().halt(1); // whoever watches the process starts it anew
    });
    worker.start();
  }

  /** An order on its way through the steps; each adds what it did. */
  private static JsonNode charge(JsonNode order, Job job) {
    if (order.path("fail").asText().equals("charge")) throw new IllegalArgumentException("no cover for " + order.path("item").asText());
    ObjectNode charged = order.deepCopy();
    charged.putObject("charged").put("cents", order.path("quantity").asInt() * PRICE_CENTS).put("by", "java");
    return charged;
  }
}

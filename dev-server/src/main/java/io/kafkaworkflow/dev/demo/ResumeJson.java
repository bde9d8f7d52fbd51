package io.kafkaworkflow.dev.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kafkaworkflow.protocol.WorkflowTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The records that a service sends to a thread, made with a JSON library as anybody would. */
final class ResumeJson {
  static final ObjectMapper JSON = new ObjectMapper();

  private ResumeJson() {}

  /** The answer to a request that carries its {@code ref}: the await gives {@code value}. */
  static ProducerRecord<String, String> value(ConsumerRecord<String, String> request, String value) {
    return settle(request, "value", value);
  }

  /** The answer to a request that carries its {@code ref}: the await throws {@code error}. */
  static ProducerRecord<String, String> error(ConsumerRecord<String, String> request, String error) {
    return settle(request, "error", error);
  }

  private static ProducerRecord<String, String> settle(ConsumerRecord<String, String> request, String field, String text) {
    ObjectNode record = JSON.createObjectNode();
    record.set("ref", read(request.value()).path("ref"));
    record.put(field, text);
    return new ProducerRecord<>(WorkflowTopic.RESUME.defaultName(), request.key(), record.toString());
  }

  /** @throws IllegalArgumentException {@code text} is not JSON */
  static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + text, e);
    }
  }
}

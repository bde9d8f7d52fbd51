package io.kafkaworkflow.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is in a record of {@code workflow-jobs}.
 *
 * @param jobId names the job in all the world
 * @param runId the run that waits for it
 * @param input a null node when there is none
 */
public record Job(String jobId, String runId, String action, JsonNode input) {
  static final ObjectMapper JSON = new ObjectMapper();

  /** Empty when the record has no job in it. */
  static Optional<Job> of(@Nullable String value) {
    try {
      JsonNode job = JSON.readTree(value == null ? "null" : value);
      if (!job.path("jobId").isTextual() || !job.path("runId").isTextual() || !job.path("action").isTextual()) {
        return Optional.empty();
      }
      JsonNode input = job.has("input") ? job.get("input") : JSON.nullNode();
      return Optional.of(new Job(job.get("jobId").textValue(), job.get("runId").textValue(), job.get("action").textValue(), input));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}

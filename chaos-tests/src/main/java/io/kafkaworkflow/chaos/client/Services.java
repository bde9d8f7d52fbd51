package io.kafkaworkflow.chaos.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kafkaworkflow.chaos.checker.Json;
import io.kafkaworkflow.chaos.checker.Observed;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The external service of all workflows: a plain client that answers requests as they say, and that drops a request it has had before by its step id,
 * as docs/protocol.md tells receivers to. Called by the thread that reads; answers from the executor's.
 */
final class Services {
  static final String REQUESTS = "chaos-requests";

  private final Inputs inputs;
  private final ScheduledExecutorService later;
  private final Set<String> had = new HashSet<>();

  Services(Inputs inputs, ScheduledExecutorService later) {
    this.inputs = inputs;
    this.later = later;
  }

  void on(Observed record) {
    if (!record.topic().equals(REQUESTS)) return;
    JsonNode request = Json.read(String.valueOf(record.value()));
    JsonNode answer = request.path("answer");
    String say = answer.path("say").asText();
    if (say.equals("nothing") || !had.add(record.stepId() + " " + request.path("what").asText())) return;
    later.schedule(() -> answer(request, say, answer.path("copies").asInt()), answer.path("afterMs").asLong(), TimeUnit.MILLISECONDS);
  }

  private void answer(JsonNode request, String say, int copies) {
    String to = request.path("to").asText();
    String what = request.path("what").asText();
    ObjectNode record = JsonNodeFactory.instance.objectNode().put("ref", request.path("ref").asText());
    if (say.equals("error")) {
      record.put("error", "refused: " + what);
    } else {
      record.putObject("value").put("for", to).put("what", what);
    }
    for (int n = 0; n < copies; n++) {
      inputs.send(to, record.toString(), "");
    }
  }
}

package io.kafkaworkflow.chaos.generator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** A story as the workflow reads it: {@code workflows/plan.ts}. */
final class Plans {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Plans() {}

  static String json(Story.Started story) {
    ObjectNode plan = JSON.objectNode().put("story", story.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    if (story instanceof Story.Saga saga) {
      plan.put("order", saga.order().name().toLowerCase(Locale.ROOT)).put("timeoutMs", saga.timeoutMs()).set("stops", answers(saga.stops()));
    } else if (story instanceof Story.Loop loop) {
      plan.put("rounds", loop.values().size()).set("between", loop.between() == null ? JSON.nullNode() : answer(loop.between()));
    } else if (story instanceof Story.Family family) {
      plan.put("isEnsuredTwice", family.isEnsuredTwice()).set("children", answers(family.children()));
    } else if (story instanceof Story.Clock clock) {
      ArrayNode naps = plan.putArray("napsMs");
      clock.napsMs().forEach(naps::add);
    } else if (story instanceof Story.Sleeper sleeper) {
      plan.put("memory", sleeper.memory());
    } else if (story instanceof Story.Thrower thrower) {
      plan.put("message", thrower.message()).set("answer", answer(thrower.answer()));
    } else if (story instanceof Story.Stumbler stumbler) {
      plan.put("stumbles", stumbler.stumbles());
    }
    return plan.toString();
  }

  private static ArrayNode answers(List<Answer> answers) {
    ArrayNode array = JSON.arrayNode();
    answers.forEach(answer -> array.add(answer(answer)));
    return array;
  }

  private static ObjectNode answer(Answer answer) {
    return JSON.objectNode().put("say", answer.say().name().toLowerCase(Locale.ROOT)).put("afterMs", answer.afterMs()).put("copies", answer.copies());
  }
}

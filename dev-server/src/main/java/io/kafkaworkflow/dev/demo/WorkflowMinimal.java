package io.kafkaworkflow.dev.demo;

import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.List;
import java.util.Map;

/** One question, one answer. */
final class WorkflowMinimal implements Demo {
  private static final String QUESTIONS = "minimal-questions";
  private static final String RESULT = WorkflowTopic.RESULT.defaultName();

  @Override
  public String name() {
    return "workflow-minimal";
  }

  @Override
  public List<String> askedOn() {
    return List.of(QUESTIONS);
  }

  @Override
  public MockService.Script script() {
    return question -> List.of(ResumeJson.value(question, "fine"));
  }

  @Override
  public List<Play> plays() {
    return List.of(new Play("A thread asks a question, and somebody answers", "hello-1", "\"Ada\"", RESULT, Map.of(
        QUESTIONS, List.of("{\"question\":\"How are you, Ada?\"}"),
        RESULT, List.of("\"Ada is fine\""))));
  }

  @Override
  public List<String> suggestions() {
    return List.of("./kafka-workflow send -b %s hello-2 'new:\"Bob\"'");
  }
}

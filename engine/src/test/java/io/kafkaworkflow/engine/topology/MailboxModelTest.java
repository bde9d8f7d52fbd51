package io.kafkaworkflow.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.TestCompiler;
import io.kafkaworkflow.engine.WorkflowEngine;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import io.kafkaworkflow.engine.step.Message;
import io.kafkaworkflow.engine.topology.MailboxModel.Op;
import io.kafkaworkflow.engine.topology.MailboxModel.Plan;
import io.kafkaworkflow.engine.topology.MailboxModel.Settle;
import io.kafkaworkflow.engine.topology.TopologyFixture.Sent;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random records (early, late, twice, for branches that lost, cancels, terminates, starts) to a compiled workflow, each compared with
 * {@link MailboxModel}: what is logged with which step id, what becomes a dead letter with which reason, what waits (1-06, 1-07, 1-42, 1-D5).
 */
class MailboxModelTest {
  private static final int SEQUENCES = 25;
  private static final int RECORDS = 60;
  private static final int MESSAGES_MAX = 4;
  private static final List<String> NAMES = List.of("a", "b", "c");

  private final long seed = Long.getLong("seed", System.nanoTime() & 0xffff_ffffL);
  private final MailboxModel model = new MailboxModel(MESSAGES_MAX);
  private long offset;

  @Test
  void everyRecordDoesWhatTheTableSays() {
    Properties settings = new Properties();
    settings.setProperty("workflow.mailbox.messages.max", Integer.toString(MESSAGES_MAX));
    settings.setProperty("workflow.step.time.limit.ms", "60000"); // a slow machine sends no reminders, so offsets are ours to count
    try (WorkflowEngine engine = WorkflowEngine.open(TestCompiler.testingKitWorkflow("mailbox"), settings);
        TopologyFixture flow = new TopologyFixture(engine.topology())) {
      for (int sequence = 0; sequence < SEQUENCES; sequence++) {
        play(flow, sequence, new Random(seed + sequence));
      }
      double ignored = Stream.of(Ignored.values()).mapToDouble(why -> flow.count(StepMetrics.IGNORED, why.text())).sum();
      assertThat(ignored).as(repeat()).isEqualTo(model.ignored);
    }
  }

  private void play(TopologyFixture flow, int sequence, Random random) {
    List<String> ids = List.of("s" + sequence + "-0", "s" + sequence + "-1");
    List<String> history = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      String id = ids.get(random.nextInt(ids.size()));
      history.add(id + " " + send(flow, id, random));
      compare(flow, ids, history);
      offset++;
    }
  }

  /** Sends one record and tells the model; returns its value. */
  private String send(TopologyFixture flow, String id, Random random) {
    int dice = random.nextInt(100);
    if (dice < 12) {
      Plan plan = plan(random);
      boolean isInit = random.nextInt(3) == 0;
      String key = random.nextBoolean() ? "" : "k" + random.nextInt(3);
      String value = (isInit ? "init:" : "new:") + plan.json();
      model.start(id, plan, key, isInit, offset);
      if (key.isEmpty()) {
        flow.send(id, value);
      } else {
        flow.send(id, value, "idempotency-key", key);
      }
      return value;
    }
    if (dice < 15) {
      model.cancel(id, offset);
      flow.send(id, "{\"cancel\":1}");
      return "{\"cancel\":1}";
    }
    if (dice < 16) {
      model.terminate(id, offset);
      flow.send(id, "{\"terminate\":1}");
      return "{\"terminate\":1}";
    }
    List<String> asked = model.asked(id);
    String ref = dice < 28 && !asked.isEmpty() ? asked.get(asked.size() - 1 - random.nextInt(Math.min(3, asked.size()))) : NAMES.get(random.nextInt(NAMES.size()));
    boolean isError = random.nextInt(6) == 0;
    Settle settle = new Settle(ref, isError ? null : Long.toString(offset), isError ? "\"e" + offset + "\"" : null, offset);
    model.settle(id, settle);
    flow.send(id, settle.json());
    return settle.json();
  }

  private static Plan plan(Random random) {
    List<Op> ops = new ArrayList<>();
    for (int i = random.nextInt(7); i > 0; i--) {
      List<String> two = new ArrayList<>(NAMES);
      two.remove(random.nextInt(NAMES.size()));
      List<String> one = List.of(NAMES.get(random.nextInt(NAMES.size())));
      ops.add(switch (random.nextInt(6)) {
        case 0, 1 -> new Op("race", two);
        case 2 -> new Op("all", two);
        case 3 -> new Op("twice", one);
        case 4 -> new Op("ask", List.of());
        default -> new Op("await", one);
      });
    }
    List<String> cleanup = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      cleanup.add(NAMES.get(random.nextInt(NAMES.size())));
    }
    return new Plan(ops, cleanup);
  }

  private void compare(TopologyFixture flow, List<String> ids, List<String> history) {
    String what = repeat() + "\nrecords of this sequence:\n" + String.join("\n", history) + "\n";
    List<String> log = new ArrayList<>();
    flow.on("mailbox-log").forEach(sent -> log.add(sent.value() + " @" + stepOffset(sent)));
    flow.on(WorkflowTopic.RESULT).forEach(sent -> log.add("result " + sent.value() + " @" + stepOffset(sent)));
    assertThat(log).as(what + "outputs").isEqualTo(model.log);
    assertThat(flow.on(WorkflowTopic.DEAD_LETTER).stream()
        .map(sent -> sent.headers().get("workflow-reason") + " " + sent.value() + " @" + sent.headers().get("__streams.errors.offset")))
        .as(what + "dead letters").isEqualTo(model.deadLetters);
    assertThat(flow.on(WorkflowTopic.EVENTS).stream().map(sent -> String.valueOf(sent.value()).replaceAll(".*\"kind\":\"(\\w+)\".*", "$1")))
        .as(what + "events").isEqualTo(model.events);
    for (String id : ids) {
      ContinuationHeader stored = flow.stored(id);
      List<String> mail = stored == null ? null : stored.mailbox().messages().stream().map(Message::recordJson).toList();
      assertThat(mail).as(what + "mail of " + id).isEqualTo(model.mail(id).orElse(null));
    }
    model.log.clear();
    model.deadLetters.clear();
    model.events.clear();
  }

  private static String stepOffset(Sent sent) {
    String stepId = String.valueOf(sent.headers().get("workflow-step-id"));
    return stepId.substring(stepId.lastIndexOf('-') + 1);
  }

  private String repeat() {
    return "repeat with: mvn -pl engine -am test -Dtest=MailboxModelTest -Dsurefire.failIfNoSpecifiedTests=false -Dseed=" + seed;
  }
}

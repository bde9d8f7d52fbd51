package io.kafkaworkflow.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a worker sends. For any thread. */
record Outbox(Producer<String, String> producer, String group, Attempts.Pause pause, Consumer<String> log) {
  static final String JOBS = "workflow-jobs";

  /** Tells the gateway that there is somebody for these actions. */
  void announce(Collection<String> actions) throws InterruptedException {
    for (String action : actions) {
      send(new ProducerRecord<>("workflow-actions", action, "{\"group\":" + quoted(group) + "}"));
    }
  }

  /** Sends the result of a job; before it, when it failed, the job itself to the dead letter topic. Returns when the brokers have it: a job without a result would be done again. */
  void deliver(ConsumerRecord<String, String> record, Job job, Outcome outcome) throws InterruptedException {
    if (outcome instanceof Outcome.Failed failed) {
      ProducerRecord<String, String> letter = new ProducerRecord<>(JOBS + ".DLT", record.key(), record.value());
      letter.headers().add("dlt-topic", JOBS.getBytes(UTF_8)).add("dlt-partition", Integer.toString(record.partition()).getBytes(UTF_8))
          .add("dlt-offset", Long.toString(record.offset()).getBytes(UTF_8)).add("dlt-group", group.getBytes(UTF_8)).add("dlt-error", failed.message().getBytes(UTF_8));
      send(letter);
      send(result(job, "\"error\":{\"message\":" + quoted(failed.message()) + "}"));
    } else if (outcome instanceof Outcome.Done done) {
      send(result(job, "\"output\":" + done.output()));
    }
  }

  private static ProducerRecord<String, String> result(Job job, String more) {
    return new ProducerRecord<>("workflow-results", job.runId(), "{\"jobId\":" + quoted(job.jobId()) + "," + more + "}");
  }

  private static String quoted(String text) {
    return JsonNodeFactory.instance.textNode(text).toString();
  }

  private void send(ProducerRecord<String, String> record) throws InterruptedException {
    while (true) {
      try {
        producer.send(record).get();
        return;
      } catch (ExecutionException e) {
        log.accept("cannot send to " + record.topic() + ", again in " + Attempts.PAUSE + ": " + e.getCause());
        pause.of(Attempts.PAUSE);
      }
    }
  }
}

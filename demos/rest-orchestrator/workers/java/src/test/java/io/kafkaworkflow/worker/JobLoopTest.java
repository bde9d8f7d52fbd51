package io.kafkaworkflow.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobLoopTest {
  private static final TopicPartition PARTITION = new TopicPartition("workflow-jobs", 0);

  private final MockConsumer<String, String> consumer = new MockConsumer<>("earliest");
  private final MockProducer<String, String> producer = new MockProducer<>(true, null, new StringSerializer(), new StringSerializer());
  private final Semaphore pauses = new Semaphore(0);
  private final Map<String, Handler> handlers = Map.of("echo", (input, job) -> input, "fail", (input, job) -> {
    throw new IllegalStateException("no cover");
  });
  private final JobLoop loop = new JobLoop(consumer, handlers, new Attempts(pause -> pauses.acquire(), line -> {}), new Outbox(producer, "g", pause -> {}, line -> {}), line -> {});
  private final Thread thread = new Thread(loop);

  @AfterEach
  void close() throws InterruptedException {
    pauses.release(100);
    loop.close();
    thread.join();
  }

  @Test
  void aJobThatWaitsForItsNextAttemptHoldsUpNoOther_3_06() {
    start(job("r-1", "fail"), job("r-2", "echo"));

    await().untilAsserted(() -> assertThat(sent("workflow-results")).containsExactly("r-2 {\"jobId\":\"r-2~1\",\"output\":{\"n\":1}}"));
    assertThat(committed()).as("the first is not done").isNull();

    pauses.release(3);
    await().untilAsserted(() -> assertThat(committed()).isEqualTo(2));
    assertThat(sent("workflow-jobs.DLT")).containsExactly("r-1 " + job("r-1", "fail"));
    assertThat(sent("workflow-results")).last().isEqualTo("r-1 {\"jobId\":\"r-1~1\",\"error\":{\"message\":\"no cover\"}}");
    assertThat(producer.history().stream().filter(record -> record.topic().endsWith(".DLT")).flatMap(record -> Arrays.stream(record.headers().toArray()))
        .map(header -> header.key() + "=" + new String(header.value(), UTF_8)))
        .containsExactly("dlt-topic=workflow-jobs", "dlt-partition=0", "dlt-offset=0", "dlt-group=g", "dlt-error=no cover");
  }

  @Test
  void jobsOfOthersAndWhatIsNoneAreSkipped_3_05() {
    start(job("r-1", "other"), "{broken", "{}", job("r-2", "echo"));

    await().untilAsserted(() -> assertThat(committed()).isEqualTo(4));
    assertThat(producer.history()).hasSize(1);
  }

  @Test
  void whatIsLeftUndoneIsNotCommitted_3_07() throws InterruptedException {
    start(job("r-1", "echo"), job("r-2", "fail"));
    await().untilAsserted(() -> assertThat(committed()).isEqualTo(1));

    loop.close();
    pauses.release(3); // the loop waits for what is at work; here it may end
    thread.join();

    assertThat(consumer.closed()).isTrue();
  }

  private void start(String... values) {
    consumer.schedulePollTask(() -> {
      consumer.rebalance(List.of(PARTITION));
      consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
      for (int i = 0; i < values.length; i++) consumer.addRecord(new ConsumerRecord<>("workflow-jobs", 0, i, key(values[i]), values[i]));
    });
    thread.start();
  }

  private static String job(String run, String action) {
    return "{\"jobId\":\"" + run + "~1\",\"runId\":\"" + run + "\",\"action\":\"" + action + "\",\"input\":{\"n\":1}}";
  }

  private static String key(String value) {
    return Job.of(value).map(Job::runId).orElse("?");
  }

  private List<String> sent(String topic) {
    Stream<ProducerRecord<String, String>> history = producer.history().stream();
    return history.filter(record -> record.topic().equals(topic)).map(record -> record.key() + " " + record.value()).toList();
  }

  private @Nullable Long committed() {
    var offsets = consumer.committed(Set.of(PARTITION)).get(PARTITION);
    return offsets == null ? null : offsets.offset();
  }
}

package io.kafkaworkflow.bench.workload;

import io.kafkaworkflow.bench.baseline.BaselineSizes;
import io.kafkaworkflow.bench.client.Arrivals;
import io.kafkaworkflow.bench.client.Group;
import io.kafkaworkflow.bench.client.Sender;
import io.kafkaworkflow.bench.process.Lab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Lets the engine run one thread of {@code park.ts} and weighs what it stored and sent, so that the baseline does the same. */
final class RecordSizes {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private RecordSizes() {}

  /** Of an engine that runs and has applied a record to each partition, so that its changelog exists. */
  static BaselineSizes of(Lab lab, Group group) {
    List<Integer> stored = new ArrayList<>();
    int[] sent = new int[2];
    try (Sender sender = Sender.prompt(lab);
        Arrivals changelog = new Arrivals(lab, group.changelog());
        Arrivals events = new Arrivals(lab, group.events());
        Arrivals results = new Arrivals(lab, group.result())) {
      sender.send(group.resume(), "weighed", "new:null");
      changelog.take(1, LIMIT, record -> stored.add(record.serializedValueSize()));
      events.take(1, LIMIT, record -> sent[0] = bytes(record));
      sender.send(group.resume(), "weighed", "{\"ref\":\"go\",\"value\":1}");
      changelog.take(1, LIMIT, record -> stored.add(record.serializedValueSize()));
      results.take(1, LIMIT, record -> sent[1] = bytes(record));
    }
    return new BaselineSizes(stored.get(0), stored.get(1), sent[0], sent[1]);
  }

  private static int bytes(ConsumerRecord<byte[], byte[]> record) {
    return record.serializedValueSize() + StreamSupport.stream(record.headers().spliterator(), false)
        .mapToInt(header -> header.key().length() + header.value().length).sum();
  }
}

package io.kafkaworkflow.bench.workload;

import io.kafkaworkflow.bench.client.Arrivals;
import io.kafkaworkflow.bench.client.Group;
import io.kafkaworkflow.bench.client.Sender;
import io.kafkaworkflow.bench.process.Lab;
import java.time.Duration;
import java.util.function.IntFunction;

/** Parks threads of {@code park.ts} and resumes them; engine and baseline take the same records. */
final class Parking implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(20);

  private final Group group;
  private final Sender sender;
  private final Arrivals events;
  private final Arrivals results;

  Parking(Lab lab, Group group) {
    this.group = group;
    sender = Sender.batching(lab);
    events = new Arrivals(lab, group.events());
    results = new Arrivals(lab, group.result());
  }

  /** Starts {@code count} threads and returns when all of them wait. */
  void park(int count, IntFunction<String> key) {
    for (int i = 0; i < count; i++) sender.send(group.resume(), key.apply(i), "new:null");
    sender.flush();
    events.take(count, LIMIT, record -> { });
  }

  /**
   * Resumes {@code count} threads that wait, as fast as the broker takes the records.
   *
   * @return results per second, from the first record sent to the last result read
   */
  double resume(int count, IntFunction<String> key) {
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) sender.send(group.resume(), key.apply(i), "{\"ref\":\"go\",\"value\":" + i + "}");
    sender.flush();
    results.take(count, LIMIT, record -> { });
    double seconds = (System.nanoTime() - begin) / 1e9;
    events.take(count, LIMIT, record -> { });
    return count / seconds;
  }

  @Override
  public void close() {
    sender.close();
    events.close();
    results.close();
  }
}

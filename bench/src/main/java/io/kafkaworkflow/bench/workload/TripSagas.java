package io.kafkaworkflow.bench.workload;

import io.kafkaworkflow.bench.client.Arrivals;
import io.kafkaworkflow.bench.client.Group;
import io.kafkaworkflow.bench.client.Sender;
import io.kafkaworkflow.bench.process.MeasuredProcess;
import io.kafkaworkflow.bench.process.Lab;
import io.kafkaworkflow.bench.report.Row;
import io.kafkaworkflow.bench.report.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Trip sagas, a number of them at a time: each asks three services outside of the engine, arms a timer, waits for four records and
 * cancels the timer. One client plays the services and starts a saga for each that ends; the scheduler runs beside the engine.
 *
 * @param warmUp sagas between the first ones, in which the JVMs compile most of what they run, and those that count
 */
public record TripSagas(int sagas, int warmUp, int atATime) implements Workload {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int PARTITIONS = 4;
  private static final String[] TOPICS = {"saga-reserve-car", "saga-reserve-hotel", "saga-reserve-flight", "saga-cancel-car", "saga-cancel-hotel", "saga-cancel-flight"};
  private static final String TRIP = "new:{\"city\":\"Lisbon\",\"from\":\"2026-12-01\",\"to\":\"2026-12-08\"}";
  private static final Pattern REF = Pattern.compile("\"ref\":\"([^\"]+)\"");

  @Override
  public String name() {
    return "sagas";
  }

  @Override
  public List<Row> measure(Lab lab) {
    Group group = new Group("bench-sagas", PARTITIONS, Map.of()).create(lab, TOPICS);
    try (MeasuredProcess engine = lab.engine(lab.demo("trip-booking-saga"), group.settings(lab));
        MeasuredProcess scheduler = lab.scheduler(group.schedulerSettings(lab));
        Sender sender = Sender.prompt(lab);
        Arrivals arrivals = new Arrivals(lab, TOPICS[0], TOPICS[1], TOPICS[2], group.result())) {
      double youngSeconds = play(sagas, "young-", group, sender, arrivals, new Samples());
      play(warmUp, "warm-", group, sender, arrivals, new Samples());
      Samples times = new Samples();
      double seconds = play(sagas, "s-", group, sender, arrivals, times);
      return List.of(
          new Row("trip sagas/s, " + atATime + " at a time", "1/s", sagas / seconds, null, ">= 800"),
          new Row("the same, in the first " + String.format(Locale.ROOT, "%,d", sagas) + " of the processes", "1/s", sagas / youngSeconds, null, ""),
          new Row("trip saga from start to result, " + atATime + " at a time, median", "ms", times.millis(0.5), null, ""));
    }
  }

  /** @return seconds from the first start to the last result */
  private double play(int count, String prefix, Group group, Sender sender, Arrivals arrivals, Samples times) {
    Map<String, Long> begun = new HashMap<>();
    long begin = System.nanoTime();
    int started = 0;
    while (started < Math.min(count, atATime)) start(prefix + started++, group, sender, begun);
    int[] state = {started, 0};
    while (state[1] < count) {
      if (System.nanoTime() - begin > LIMIT.toNanos()) {
        throw new IllegalStateException("Expected " + count + " sagas to end within " + LIMIT + ", but only " + state[1] + " did");
      }
      arrivals.poll(record -> {
        String thread = new String(record.key(), StandardCharsets.UTF_8);
        if (record.topic().equals(group.result())) {
          times.add(System.nanoTime() - begun.remove(thread));
          state[1]++;
          if (state[0] < count) start(prefix + state[0]++, group, sender, begun);
        } else {
          sender.send(group.resume(), thread, "{\"ref\":\"" + ref(record.value()) + "\",\"value\":\"R-1\"}");
        }
      });
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void start(String thread, Group group, Sender sender, Map<String, Long> begun) {
    begun.put(thread, System.nanoTime());
    sender.send(group.resume(), thread, TRIP);
  }

  private static String ref(byte[] request) {
    Matcher matcher = REF.matcher(new String(request, StandardCharsets.UTF_8));
    if (!matcher.find()) throw new IllegalStateException("Expected a ref in the request, but there is none");
    return matcher.group(1);
  }
}

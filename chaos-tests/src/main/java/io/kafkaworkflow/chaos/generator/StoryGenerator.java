package io.kafkaworkflow.chaos.generator;

import io.kafkaworkflow.chaos.generator.Answer.Say;
import io.kafkaworkflow.chaos.generator.Story.Saga.Order;
import io.kafkaworkflow.protocol.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Makes the stories of a run. Equal seeds give equal stories, whatever the machine does. */
public final class StoryGenerator {
  private static final int HOUR_MS = 3_600_000;

  /** A record that means nothing, and why. */
  private record Nonsense(String value, ReasonCode reason) {}

  private static final List<Nonsense> NONSENSE = List.of(
      new Nonsense("{\"ref\":", ReasonCode.JSON_BROKEN),
      new Nonsense("new:{", ReasonCode.JSON_BROKEN),
      new Nonsense("hello", ReasonCode.UNKNOWN_RECORD),
      new Nonsense("{\"rref\":\"x\"}", ReasonCode.UNKNOWN_FIELD),
      new Nonsense("{\"ref\":\"a\",\"ref\":\"b\"}", ReasonCode.DUPLICATE_FIELD),
      new Nonsense("{\"ref\":\"a\",\"value\":1,\"error\":2}", ReasonCode.VALUE_AND_ERROR));

  private final long seed;
  private final Random random;

  public StoryGenerator(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /** @param count top-level stories; children of families come on top */
  public List<Story> stories(int count) {
    return IntStream.range(0, count).mapToObj(this::story).toList();
  }

  private Story story(int number) {
    String id = "s" + seed + "-" + number;
    int dice = random.nextInt(100);
    if (dice < 30) return saga(id);
    if (dice < 50) return loop(id);
    if (dice < 62) return new Story.Family(id, startMode(), several(1, 4, n -> valueAnswer()), random.nextBoolean());
    if (dice < 74) return new Story.Clock(id, startMode(), several(1, 4, n -> 200 + random.nextInt(5_000)));
    if (dice < 82) return new Story.Waiter(id, startMode(), random.nextBoolean(), random.nextInt(4) == 0);
    if (dice < 90) return new Story.Sleeper(id, startMode(), "memory " + random.nextLong(), random.nextInt(5) > 0);
    if (dice < 94) return new Story.Thrower(id, startMode(), "thrown on purpose by " + id, valueAnswer());
    if (dice < 96) return new Story.Stumbler(id, startMode(), 1 + random.nextInt(2));
    if (dice < 98) return new Story.Stray(id);
    Nonsense nonsense = NONSENSE.get(random.nextInt(NONSENSE.size()));
    return new Story.Junk(id, nonsense.value(), nonsense.reason().code());
  }

  private Story saga(String id) {
    List<Answer> stops = new ArrayList<>(several(2, 5, n -> valueAnswer()));
    Order order = random.nextBoolean() ? Order.PARALLEL : Order.SEQUENTIAL;
    int fate = random.nextInt(10);
    if (fate < 3) {
      stops.set(random.nextInt(stops.size()), answer(Say.ERROR));
    } else if (fate < 5) {
      stops.set(order == Order.SEQUENTIAL ? 0 : random.nextInt(stops.size()), answer(Say.NOTHING));
    }
    // a timeout that is not meant to come must not come through any fault
    int timeoutMs = fate >= 3 && fate < 5 ? 500 + random.nextInt(4_000) : HOUR_MS;
    return new Story.Saga(id, startMode(), order, List.copyOf(stops), timeoutMs);
  }

  private Story loop(String id) {
    return new Story.Loop(id, startMode(), several(1, 8, n -> random.nextInt(1_000_000)),
        random.nextBoolean() ? valueAnswer() : null, random.nextInt(5) == 0);
  }

  private StartMode startMode() {
    int dice = random.nextInt(10);
    return dice == 0 ? StartMode.TWICE_WITH_KEY : dice == 1 ? StartMode.TWICE_WITHOUT_KEY : StartMode.ONCE;
  }

  private Answer valueAnswer() {
    return answer(Say.VALUE);
  }

  private Answer answer(Say say) {
    return new Answer(say, random.nextInt(4) == 0 ? random.nextInt(3_000) : random.nextInt(50), random.nextInt(6) == 0 ? 2 : 1);
  }

  private <T> List<T> several(int min, int max, IntFunction<T> make) {
    return IntStream.range(0, min + random.nextInt(max - min + 1)).mapToObj(make).toList();
  }
}

package io.kafkaworkflow.engine.command.threads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a changelog says now, however much of it fits into memory. */
class LatestValuesTest {
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private int readings;

  @Test
  void theLastRecordOfAKeyCountsAndARemovalRemoves() {
    put("a", "1").put("b", "1").put("a", "2").put("c", "1").put("b", null).put("never", null);
    assertThat(latest(10)).containsExactly("a=2", "c=1");
    assertThat(readings).isEqualTo(1);
  }

  @Test
  void whatDoesNotFitIsReadInParts() {
    IntStream.range(0, 1_000).forEach(i -> put("t-" + i, "old"));
    IntStream.range(0, 1_000).filter(i -> i % 2 == 0).forEach(i -> put("t-" + i, null));
    IntStream.range(0, 1_000).filter(i -> i % 2 == 1).forEach(i -> put("t-" + i, "new"));
    assertThat(latest(40)).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 500).mapToObj(i -> "t-" + (2 * i + 1) + "=new").toList());
    assertThat(readings).isBetween(25, 200);
  }

  @Test
  void theReaderMayHaveEnough() {
    IntStream.range(0, 100).forEach(i -> put("t-" + i, "x"));
    List<String> seen = new ArrayList<>();
    boolean isWhole = values(10).forEach(record -> {
      seen.add(new String(record.key(), UTF_8));
      return seen.size() < 3;
    });
    assertThat(isWhole).isFalse();
    assertThat(seen).hasSize(3);
  }

  private List<String> latest(int keysMax) {
    List<String> seen = new ArrayList<>();
    assertThat(values(keysMax).forEach(r -> seen.add(new String(r.key(), UTF_8) + "=" + new String(r.value(), UTF_8)))).isTrue();
    return seen;
  }

  private LatestValues values(int keysMax) {
    return new LatestValues(reader -> {
      readings++;
      return records.stream().allMatch(reader);
    }, keysMax);
  }

  private LatestValuesTest put(String key, @Nullable String value) {
    records.add(new ConsumerRecord<>("changelog", 0, records.size(), key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8)));
    return this;
  }
}

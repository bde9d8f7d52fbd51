package io.kafkaworkflow.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MovedPartitionsTest {

  @Test
  void aTurnLastsFromItsBeginningToItsEnd() {
    MovedPartitions moved = new MovedPartitions();
    assertThat(moved.turn(3)).isNull();
    Object first = moved.begin(3);
    assertThat(moved.turn(3)).isSameAs(first);
    assertThat(moved.turn(4)).isNull();
    moved.end(3, first);
    assertThat(moved.turn(3)).isNull();
    assertThat(moved.begin(3)).as("stores that were rebuilt are others").isNotSameAs(first);
  }

  @Test
  void theEndOfAnEarlierTurnDoesNotEndALaterOne() {
    MovedPartitions moved = new MovedPartitions();
    Object first = moved.begin(3);
    Object second = moved.begin(3);
    moved.end(3, first);
    assertThat(moved.turn(3)).isSameAs(second);
  }

  @Test
  void aTaskMovesItsPartitionAsLongAsItsProcessorRuns() {
    MovedPartitions moved;
    try (TopologyFixture flow = new TopologyFixture()) {
      moved = flow.moved();
      assertThat(moved.turn(0)).isNotNull();
      flow.send("t", "new:1");
      assertThat(moved.turn(0)).isNotNull();
    }
    assertThat(moved.turn(0)).isNull();
  }
}

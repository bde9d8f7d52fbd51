package io.kafkaworkflow.engine.js.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.js.guest.GuestValues;
import org.junit.jupiter.api.Test;

/** Random graphs of all kinds with sharing and cycles: both codecs write equal bytes, and each reads what the other wrote. */
class CodecRandomTest {

  private static final int GRAPHS = 300;

  @Test
  void bothCodecsAgreeOnRandomGraphs() {
    long first = Long.getLong("seed", System.nanoTime() & 0xffff_ffffL);
    try (CodecFixture fixture = new CodecFixture()) {
      for (int i = 0; i < GRAPHS; i++) {
        long seed = first + i;
        Object graph = fixture.random(GuestValues.number(seed));
        byte[] body = fixture.save(graph);
        String repeat = "repeat with -Dseed=" + seed;
        assertThat(body).as(repeat).isEqualTo(fixture.saveInTypeScript(graph));
        Object readByJava = fixture.load(body);
        assertThat(fixture.saveInTypeScript(readByJava)).as(repeat).isEqualTo(body);
        assertThat(fixture.save(fixture.loadInTypeScript(body))).as(repeat).isEqualTo(body);
        assertThat(fixture.save(readByJava)).as(repeat).isEqualTo(body);
      }
    }
  }
}

package io.kafkaworkflow.engine.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SourceMapTest {

  /** Line 1 has no mapping; line 2: columns 1 to a.ts:1:1, 5 to b.ts:3:9 with a name, 9 to nothing; line 4 goes back to a.ts. */
  private static final String MAP = "{\"version\":3,\"sources\":[\"a.ts\",\"b.ts\"],\"names\":[\"n\"],\"sourcesContent\":[null,\"[\\\"x\\\"]\"],"
      + "\"mappings\":\";AAAA,ICEQA,I;;ADFR\"}";

  @Test
  void positionsAreFoundByTheLastSegmentBeforeThem() throws IOException {
    SourceMap map = parse(MAP);

    assertThat(map.original(1, 1)).isEmpty();
    assertThat(map.original(2, 1)).contains(new SourceMap.Position("a.ts", 1, 1));
    assertThat(map.original(2, 4)).contains(new SourceMap.Position("a.ts", 1, 1));
    assertThat(map.original(2, 5)).contains(new SourceMap.Position("b.ts", 3, 9));
    assertThat(map.original(2, 8)).contains(new SourceMap.Position("b.ts", 3, 9));
    assertThat(map.original(2, 9)).isEmpty();
    assertThat(map.original(3, 1)).isEmpty();
    assertThat(map.original(4, 7)).contains(new SourceMap.Position("a.ts", 1, 1));
    assertThat(map.original(5, 1)).isEmpty();
    assertThat(map.original(0, 1)).isEmpty();
  }

  @Test
  void whatIsNoSourceMapIsRefused() {
    assertThatThrownBy(() -> parse("[]")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> parse("{\"sources\":[]}")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> parse("{\"sources\":[],\"mappings\":\"AAAA\"}")).hasMessageContaining("source below 0");
    assertThatThrownBy(() -> parse("{\"sources\":[\"a\"],\"mappings\":\"A!\"}")).hasMessageContaining("Base64 digit");
    assertThatThrownBy(() -> parse("{\"sources\":[\"a\"],\"mappings\":\"gggggggggA\"}")).hasMessageContaining("32 bits");
  }

  @Test
  void framesOfTheBundleAreMappedOrDroppedAndOtherLinesStay() throws IOException {
    StackMapper stacks = new StackMapper("index.js", parse(MAP));

    assertThat(stacks.map("Error: at index.js:2:5\n    at reserve (index.js:2:5)\n    at index.js:2:1\n    at run (index.js:1:1)\n    at noon\n"))
        .isEqualTo("Error: at index.js:2:5\n    at reserve (b.ts:3:9)\n    at a.ts:1:1\n    at noon\n");
    assertThat(new StackMapper("index.js", null).map("x\n    at index.js:2:1")).isEqualTo("x\n    at index.js:2:1");
  }

  @Test
  void anAsyncFunctionIsNamedOnceAndWithoutItsFrame() throws IOException {
    StackMapper stacks = new StackMapper("index.js", parse(MAP));

    assertThat(stacks.map("E\n    at FrameBase.reserve (index.js:2:5)\n    at start (index.js:1:1)\n    at reserve (index.js:2:1)\n"
        + "    at $F52.run (index.js:2:1)\n    at async main (src/index.ts:1:2)"))
        .isEqualTo("E\n    at reserve (b.ts:3:9)\n    at a.ts:1:1\n    at async main (src/index.ts:1:2)");
  }

  private static SourceMap parse(String json) throws IOException {
    return SourceMap.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}

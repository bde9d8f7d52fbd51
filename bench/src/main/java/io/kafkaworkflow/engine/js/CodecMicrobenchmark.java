package io.kafkaworkflow.engine.js;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkaworkflow.engine.step.ByteReader;
import io.kafkaworkflow.engine.step.ByteWriter;
import io.kafkaworkflow.engine.step.ContinuationHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The codec alone, on the trip saga's real state; beside it JSON of the same size through Jackson, as a hand-written service would keep it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CodecMicrobenchmark {
  private static final ObjectMapper JSON = new ObjectMapper();

  private WaitingSaga saga;
  private GuestContext context;
  private Object thread;
  private byte[] json;
  private JsonNode tree;

  @Setup
  public void open() throws IOException {
    saga = new WaitingSaga();
    context = saga.newContext();
    context.enter();
    thread = read();
    StringBuilder text = new StringBuilder("{\"trip\":{\"city\":\"Lisbon\",\"from\":\"2026-12-01\",\"to\":\"2026-12-08\"},\"reserved\":[]");
    for (int ref = 0; text.length() < saga.continuation.length - 1; ref++) {
      text.append(",\"waits").append(ref).append("\":\"~2s.").append(ref).append('"');
    }
    json = text.append('}').toString().getBytes(StandardCharsets.UTF_8);
    tree = JSON.readTree(json);
  }

  @TearDown
  public void close() {
    context.leave();
    context.close();
    saga.close();
  }

  @Benchmark
  public Object read() {
    ByteReader in = new ByteReader(saga.continuation);
    ContinuationHeader.read(in);
    Object read = context.codec().read(in);
    context.codec().restoreModules();
    return read;
  }

  @Benchmark
  public int write() {
    ByteWriter out = context.codec().out();
    context.codec().write(thread, Integer.MAX_VALUE);
    return out.length();
  }

  @Benchmark
  public JsonNode jsonRead() throws IOException {
    return JSON.readTree(json);
  }

  @Benchmark
  public byte[] jsonWrite() throws JsonProcessingException {
    return JSON.writeValueAsBytes(tree);
  }
}

package io.kafkaworkflow.engine.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.http.Access;
import io.kafkaworkflow.http.Exchange;
import io.kafkaworkflow.http.Problems;
import io.kafkaworkflow.http.Reply;
import io.kafkaworkflow.http.Route;
import io.kafkaworkflow.protocol.JsonText;
import io.kafkaworkflow.protocol.Label;
import io.kafkaworkflow.protocol.ResumeRecord;
import io.kafkaworkflow.protocol.StepId;
import io.kafkaworkflow.protocol.WorkflowHeader;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * What changes threads: each request becomes one record, exactly as docs/protocol.md has it, and is checked by the protocol's own parser before it is sent. 202 says
 * that the record is safe on its topic; what became of it shows in the thread, or in the dead letters.
 */
final class WriteRoutes {
  private static final String NEW = "new:";
  private static final String CANCEL = "{\"cancel\":";
  private static final String TERMINATE = "{\"terminate\":";
  private static final Set<String> START_NAMES = Set.of(ListParameters.LABEL);

  private final RecordSender sender;

  WriteRoutes(RecordSender sender) {
    this.sender = sender;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/threads", Access.WRITE, START_NAMES, exchange -> start(exchange, ThreadIds.generate(idempotencyKey(exchange)))),
        Route.post("/v1/threads/{id}", Access.WRITE, START_NAMES, exchange -> start(exchange, exchange.path("id"))),
        Route.post("/v1/threads/{id}/resume", Access.WRITE, Set.of(), this::resume),
        Route.post("/v1/threads/{id}/cancel", Access.WRITE, Set.of(), exchange -> end(exchange, CANCEL)),
        Route.post("/v1/threads/{id}/terminate", Access.WRITE, Set.of(), exchange -> end(exchange, TERMINATE)));
  }

  private void start(Exchange exchange, String threadId) {
    byte[] value = joined(NEW, exchange.body(), "");
    Optional<String> key = idempotencyKey(exchange);
    ResumeRecord record = ResumeRecord.parse(threadId.getBytes(UTF_8), value, key.map(text -> text.getBytes(UTF_8)).orElse(null));
    refuseMalformed(record, NEW.length());
    List<Header> headers = traceOf(exchange);
    key.ifPresent(text -> headers.add(header(WorkflowHeader.IDEMPOTENCY_KEY, text)));
    ListParameters.labels(exchange).forEach((name, text) -> {
      Label label = new Label(name, text);
      headers.add(new RecordHeader(label.headerName(), label.headerValue()));
    });
    send(exchange, threadId, value, headers);
  }

  private void resume(Exchange exchange) {
    byte[] value = exchange.body();
    ResumeRecord record = ResumeRecord.parse(exchange.path("id").getBytes(UTF_8), value, null);
    refuseMalformed(record, 0);
    if (!(record instanceof ResumeRecord.Settle)) {
      throw Problems.badRequest("expected an object with `ref`, and `value` or `error`", "body").asException();
    }
    send(exchange, exchange.path("id"), value, traceOf(exchange));
  }

  /** The body is the reason; that it is one JSON value is checked by itself, so that it cannot add fields to the record. */
  private void end(Exchange exchange, String prefix) {
    byte[] reason = exchange.body();
    byte[] key = exchange.path("id").getBytes(UTF_8);
    refuseMalformed(ResumeRecord.parse(key, joined(NEW, reason, ""), null), NEW.length());
    byte[] value = joined(prefix, reason, "}");
    refuseMalformed(ResumeRecord.parse(key, value, null), prefix.length());
    send(exchange, exchange.path("id"), value, traceOf(exchange));
  }

  private void send(Exchange exchange, String threadId, byte[] value, List<Header> headers) {
    try {
      sender.send(threadId, value, headers, (place, failure) -> {
        if (place == null) {
          exchange.reply(ApiProblems.notSent(failure == null ? new KafkaException("no answer") : failure).reply());
        } else {
          String step = StepId.of(place.topic(), place.partition(), place.offset());
          exchange.reply(Reply.json(202, "{\"thread\":" + JsonText.quote(threadId) + ",\"step\":" + JsonText.quote(step) + "}").with("Location", ThreadPath.of(threadId)));
        }
      });
    } catch (KafkaException e) {
      throw ApiProblems.notSent(e).asException();
    }
  }

  private static Optional<String> idempotencyKey(Exchange exchange) {
    Optional<String> key = exchange.header("Idempotency-Key").filter(text -> !text.isEmpty());
    if (!key.map(WriteRoutes::isPrintable).orElse(true)) {
      throw Problems.badRequest("expected printable ASCII characters", "header Idempotency-Key").asException();
    }
    return key;
  }

  /** HTTP does not say in which encoding other characters come. */
  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
  }

  private static List<Header> traceOf(Exchange exchange) {
    List<Header> headers = new ArrayList<>();
    for (WorkflowHeader name : WorkflowHeader.TRACE_CONTEXT) {
      exchange.header(name.text()).filter(WriteRoutes::isPrintable).ifPresent(value -> headers.add(header(name, value)));
    }
    return headers;
  }

  private static Header header(WorkflowHeader name, String value) {
    return new RecordHeader(name.text(), value.getBytes(UTF_8));
  }

  private static void refuseMalformed(ResumeRecord record, int prefixBytes) {
    if (record instanceof ResumeRecord.Malformed malformed) {
      throw ApiProblems.malformed(malformed, prefixBytes).asException();
    }
  }

  private static byte[] joined(String before, byte[] bytes, String after) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + before.length() + after.length());
    out.writeBytes(before.getBytes(UTF_8));
    out.writeBytes(bytes);
    out.writeBytes(after.getBytes(UTF_8));
    return out.toByteArray();
  }
}

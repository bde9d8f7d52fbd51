package io.kafkaworkflow.it.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A collector that takes OTLP over HTTP and remembers the spans. */
public final class OtlpReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Received> spans = new CopyOnWriteArrayList<>();

  /** @param attributes as text, whatever their type */
  public record Received(String name, String traceId, String spanId, String parentId, List<String> links, Span.SpanKind kind, Map<String, String> attributes, String service) {
    private static Received of(Span span, String service) {
      Map<String, String> attributes = span.getAttributesList().stream().collect(Collectors.toMap(each -> each.getKey(),
          each -> each.getValue().hasIntValue() ? Long.toString(each.getValue().getIntValue()) : each.getValue().getStringValue()));
      List<String> links = span.getLinksList().stream().map(link -> hex(link.getSpanId().toByteArray())).toList();
      return new Received(span.getName(), hex(span.getTraceId().toByteArray()), hex(span.getSpanId().toByteArray()), hex(span.getParentSpanId().toByteArray()), links,
          span.getKind(), attributes, service);
    }

    /** The thread whose step it is. */
    public String thread() {
      return attributes.getOrDefault("workflow.thread.id", "");
    }
  }

  /** Listens on a free port. */
  public OtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::receive);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Those that came so far. */
  public List<Received> spans() {
    return spans;
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
      for (ResourceSpans resource : request.getResourceSpansList()) {
        String service = resource.getResource().getAttributesList().stream().filter(each -> each.getKey().equals("service.name"))
            .map(each -> each.getValue().getStringValue()).findFirst().orElse("");
        for (ScopeSpans scope : resource.getScopeSpansList()) {
          scope.getSpansList().forEach(span -> spans.add(Received.of(span, service)));
        }
      }
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static String hex(byte[] id) {
    return HexFormat.of().formatHex(id);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

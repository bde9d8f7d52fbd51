package io.kafkaworkflow.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One request and its answer. The request is read by the thread that handles it; the answer may be given by any thread, once. */
public final class Exchange {
  private static final Pattern JSON = Pattern.compile("(?i)application/json *(; *charset=\"?utf-8\"?)?");
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Map<String, String> pathParameters;
  private final Map<String, List<String>> queryParameters;
  private final int bodyBytesMax;
  private final IntConsumer onAnswered;
  private final AtomicBoolean isAnswered = new AtomicBoolean();

  /** @param onAnswered gets the status, once */
  Exchange(Request request, Response response, Callback callback, Map<String, String> pathParameters, Map<String, List<String>> queryParameters,
      int bodyBytesMax, IntConsumer onAnswered) {
    this.bodyBytesMax = bodyBytesMax;
    this.onAnswered = onAnswered;
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.pathParameters = pathParameters;
    this.queryParameters = queryParameters;
  }

  /** A parameter of the route's path, decoded. */
  public String path(String name) {
    String value = pathParameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("Expected a parameter of the path, but got " + name);
    }
    return value;
  }

  /** A parameter of the query that may come once, decoded; empty when it is absent. */
  public Optional<String> query(String name) {
    List<String> values = queries(name);
    if (values.size() > 1) {
      throw Problems.badRequest("expected the parameter once", "query parameter " + name).asException();
    }
    return values.stream().findFirst();
  }

  /** A parameter of the query that may come several times, decoded, in order. */
  public List<String> queries(String name) {
    return queryParameters.getOrDefault(name, List.of());
  }

  /** The value of a header that may come once. */
  public Optional<String> header(String name) {
    int count = 0;
    for (HttpField field : request.getHeaders()) {
      if (field.is(name)) {
        count++;
      }
    }
    if (count > 1) {
      throw Problems.badRequest("expected the header once", "header " + name).asException();
    }
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  /** Answers. What comes second is dropped: of a late answer and the end of the waiting, one wins. */
  public void reply(Reply reply) {
    if (!isAnswered.compareAndSet(false, true)) {
      return;
    }
    response.setStatus(reply.status());
    response.getHeaders().put("Content-Type", reply.contentType());
    response.getHeaders().put("Content-Length", reply.body().length);
    response.getHeaders().put("Cache-Control", "no-store");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    onAnswered.accept(reply.status());
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
  }

  /** Answers with events that follow one after the other, until the stream is ended or the caller goes. */
  public EventStream stream() {
    if (!isAnswered.compareAndSet(false, true)) {
      throw new IllegalStateException("Expected a request without an answer");
    }
    response.setStatus(200);
    response.getHeaders().put("Content-Type", "text/event-stream");
    response.getHeaders().put("Cache-Control", "no-store");
    onAnswered.accept(200);
    EventStream stream = new EventStream(response, callback);
    if (request.getMethod().equals("HEAD")) {
      stream.end();
    }
    return stream;
  }

  /**
   * The body, which is declared to be JSON; whether it is, is for the route to find out. Waits for a slow sender until the connection's idle time ends it.
   *
   * @throws ProblemException {@code http/not-json}, {@code http/body-too-large}
   */
  public byte[] body() {
    if (!header("Content-Type").map(type -> JSON.matcher(type).matches()).orElse(false)) {
      throw Problems.notJson().asException();
    }
    if (request.getLength() > bodyBytesMax) {
      throw Problems.bodyTooLarge(bodyBytesMax).asException();
    }
    byte[] body;
    try (InputStream in = Request.asInputStream(request)) {
      body = in.readNBytes(bodyBytesMax + 1);
    } catch (IOException e) {
      throw Problems.badRequest("expected the whole body, but the connection gave no more", "body").asException();
    }
    if (body.length > bodyBytesMax) {
      throw Problems.bodyTooLarge(bodyBytesMax).asException();
    }
    return body;
  }
}

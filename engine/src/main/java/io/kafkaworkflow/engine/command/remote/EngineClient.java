package io.kafkaworkflow.engine.command.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.start.StartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;

/**
 * The HTTP API of one engine, which answers for all of its group. What passes by itself (a rebalance, a limit of requests) is asked again for a while. Used by one
 * thread at a time.
 */
public final class EngineClient {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
  private static final Set<Integer> PASSING = Set.of(429, 503);

  /** How long something that passes by itself is waited for. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI engine;
  private final Optional<String> token;
  private final HttpClient http;

  EngineClient(URI engine, Optional<String> token, Optional<SSLContext> tls) {
    this.engine = engine;
    this.token = token;
    HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_MAX);
    tls.ifPresent(builder::sslContext);
    http = builder.build();
  }

  /** Where it asks. */
  public String address() {
    return engine.toString();
  }

  /**
   * @param target path and query
   * @return the JSON; empty for 404
   * @throws StartException {@code command/engine-unreachable}, {@code command/engine-refused}
   */
  public Optional<String> get(String target) {
    HttpResponse<String> answer = send(request(target).timeout(ANSWER_MAX).GET().build());
    return answer.statusCode() == 404 ? Optional.empty() : Optional.of(checked(answer));
  }

  /**
   * Sends a JSON body. Asked again when the engine does not know whether it did it, so that the request must do no harm twice.
   *
   * @throws StartException {@code command/engine-unreachable}, {@code command/engine-refused}
   */
  public String post(String target, String json) {
    return checked(send(request(target).timeout(ANSWER_MAX).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)).build()));
  }

  /** Server-sent events; one connection, to be closed by the caller. @throws StartException as {@link #get} */
  public EventLines events(String target) {
    return EventLines.open(http, request(target).GET().build(), answer -> checked(answer), this::unreachable);
  }

  /** A thread id as a segment of a path. */
  public static String segment(String threadId) {
    return encoded(threadId).replace("+", "%20");
  }

  /** A value of a query parameter. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private HttpRequest.Builder request(String target) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(engine + target));
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request;
  }

  private HttpResponse<String> send(HttpRequest request) {
    long endNanos = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      HttpResponse<String> answer = sendOnce(request);
      if (!PASSING.contains(answer.statusCode()) || System.nanoTime() > endNanos) {
        return answer;
      }
      LockSupport.parkNanos(answer.headers().firstValueAsLong("Retry-After").stream().map(TimeUnit.SECONDS::toNanos).findFirst().orElse(AGAIN_AFTER.toNanos()));
    }
  }

  private HttpResponse<String> sendOnce(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RemoteErrors.unreachable(address(), "interrupted");
    }
  }

  private StartException unreachable(Throwable e) {
    return RemoteErrors.unreachable(address(), e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage()));
  }

  private String checked(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 == 2) {
      return answer.body();
    }
    Map<String, Object> problem;
    try {
      problem = Json.object(answer.body());
    } catch (IOException e) {
      problem = Map.of(); // not from an engine: what stands in it is not for a terminal
    }
    throw RemoteErrors.refused(address(), answer.statusCode(), problem);
  }

  static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}

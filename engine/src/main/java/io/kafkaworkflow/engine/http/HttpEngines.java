package io.kafkaworkflow.engine.http;

import io.kafkaworkflow.engine.query.Ask;
import io.kafkaworkflow.engine.query.Cursor;
import io.kafkaworkflow.engine.query.EngineAddress;
import io.kafkaworkflow.engine.query.OtherEngines;
import io.kafkaworkflow.engine.query.Page;
import io.kafkaworkflow.engine.query.ThreadFilter;
import io.kafkaworkflow.engine.query.UnreachableException;
import io.kafkaworkflow.http.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Asks other engines over the API that this one has too, in the name of whoever asked here. Safe for use by several threads. */
final class HttpEngines implements OtherEngines {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(1);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

  private final String scheme;
  private final HttpClient client;

  /**
   * @param isTls all engines of a group speak HTTPS, or none
   * @param trust by which their certificates are checked; empty: the JVM's
   */
  HttpEngines(boolean isTls, Optional<SSLContext> trust) {
    scheme = isTls ? "https" : "http";
    HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_MAX);
    trust.ifPresent(builder::sslContext);
    client = builder.build();
  }

  @Override
  public Optional<byte[]> describe(EngineAddress engine, String threadId, Ask ask) {
    HttpResponse<byte[]> answer = get(engine, ThreadPath.of(threadId) + "?" + Route.HERE + "=true" + (ask.isStale() ? "&stale=true" : ""), ask);
    if (answer.statusCode() == 200) {
      return Optional.of(answer.body());
    }
    if (answer.statusCode() == 404) {
      return Optional.empty();
    }
    throw new UnreachableException("it answers " + answer.statusCode());
  }

  @Override
  public Page list(EngineAddress engine, ThreadFilter filter, Cursor from, int limit, Ask ask) {
    HttpResponse<byte[]> answer = get(engine, "/v1/threads?" + ListParameters.text(filter, from, limit, ask), ask);
    if (answer.statusCode() != 200) {
      throw new UnreachableException("it answers " + answer.statusCode());
    }
    try {
      return PageJson.read(answer.body());
    } catch (IOException e) {
      throw new UnreachableException("it answers something else");
    }
  }

  private HttpResponse<byte[]> get(EngineAddress engine, String target, Ask ask) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(scheme + "://" + engine + target)).timeout(ANSWER_MAX);
    if (!ask.authorization().isEmpty()) {
      request.header("Authorization", ask.authorization());
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UnreachableException(e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("interrupted");
    }
  }
}

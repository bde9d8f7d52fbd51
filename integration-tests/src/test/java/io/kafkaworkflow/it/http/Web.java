package io.kafkaworkflow.it.http;

import io.kafkaworkflow.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** The HTTP server of one process that a test started with {@code workflow.http.listen=127.0.0.1:0}. */
final class Web {
  private static final Pattern LISTENING = Pattern.compile("listening on (https?://\\S+)");
  private static final Duration ANSWER_MAX = Duration.ofSeconds(40);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client;
  private final String url;
  private final String token;

  private Web(HttpClient client, String url, String token) {
    this.client = client;
    this.url = url;
    this.token = token;
  }

  /** Finds the port in the log, where it stands before the process is ready. */
  static Web of(ChildProcess process) {
    return new Web(HttpClient.newHttpClient(), url(process), "");
  }

  /** As the other, over HTTPS and with a token. */
  static Web of(ChildProcess process, SSLContext trust, String token) {
    return new Web(HttpClient.newBuilder().sslContext(trust).build(), url(process), token);
  }

  private static String url(ChildProcess process) {
    Matcher found = LISTENING.matcher(process.output());
    if (!found.find()) {
      throw new AssertionError("the process does not say where it listens:\n" + process.output());
    }
    return found.group(1);
  }

  /** As the process says that it listens. */
  String url() {
    return url;
  }

  HttpResponse<String> get(String path) {
    return send(request(path).timeout(ANSWER_MAX).build());
  }

  /** Asks until the answer is another than 503, which says that it will pass by itself. */
  HttpResponse<String> getPatiently(String path) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      HttpResponse<String> answer = get(path);
      if (answer.statusCode() != 503) {
        return answer;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError(path + " is still answered with " + answer.body());
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  HttpResponse<String> post(String path, String json, String... headers) {
    HttpRequest.Builder request = request(path).timeout(ANSWER_MAX).header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  /** Asks without waiting for the answer. */
  CompletableFuture<HttpResponse<String>> later(String path) {
    return client.sendAsync(request(path).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}

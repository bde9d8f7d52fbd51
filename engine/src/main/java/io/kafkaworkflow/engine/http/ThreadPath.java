package io.kafkaworkflow.engine.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Where a thread is in the API. */
final class ThreadPath {

  /** {@code /v1/threads/<id>}, the id percent-encoded. */
  static String of(String threadId) {
    return "/v1/threads/" + URLEncoder.encode(threadId, UTF_8).replace("+", "%20");
  }

  private ThreadPath() {}
}

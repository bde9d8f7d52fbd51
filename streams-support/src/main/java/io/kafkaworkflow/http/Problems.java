package io.kafkaworkflow.http;

import java.util.Collection;
import java.util.List;

/** Every problem that the server itself reports, one factory each. */
public final class Problems {
  static final String BAD_REQUEST = "http/bad-request";
  static final String UNAUTHORIZED = "http/unauthorized";
  static final String FORBIDDEN = "http/forbidden";
  static final String NO_TOKENS = "http/no-tokens";
  static final String NO_SUCH_ROUTE = "http/no-such-route";
  static final String METHOD_NOT_ALLOWED = "http/method-not-allowed";
  static final String NOT_JSON = "http/not-json";
  static final String BODY_TOO_LARGE = "http/body-too-large";
  static final String TOO_MANY_REQUESTS = "http/too-many-requests";
  static final String BUSY = "http/busy";
  static final String INTERNAL_ERROR = "http/internal-error";

  /** All codes above; a test compares them with the pages in {@code docs/errors}. */
  static final List<String> CODES = List.of(BAD_REQUEST, UNAUTHORIZED, FORBIDDEN, NO_TOKENS, NO_SUCH_ROUTE, METHOD_NOT_ALLOWED,
      NOT_JSON, BODY_TOO_LARGE, TOO_MANY_REQUESTS, BUSY, INTERNAL_ERROR);

  private static final String NOTHING_DONE = "nothing was done";

  /** @param where the path, a query parameter, a header, a position in the body */
  public static Problem badRequest(String what, String where) {
    return new Problem(400, BAD_REQUEST, what, where, NOTHING_DONE, "compare the request with /openapi.json or docs/http.md");
  }

  static Problem unauthorized(String found) {
    return new Problem(401, UNAUTHORIZED, "expected a known bearer token, but found " + found, "header Authorization", NOTHING_DONE,
        "send `Authorization: Bearer <token>` with a token of the file that `workflow.http.tokens.file` names");
  }

  static Problem forbidden() {
    return new Problem(403, FORBIDDEN, "expected a token of scope write, but found one of scope read", "header Authorization", NOTHING_DONE,
        "use a token of scope write");
  }

  static Problem noTokens(String found) {
    return new Problem(403, NO_TOKENS, "without a tokens file only callers on this machine are served, but found " + found, "workflow.http.tokens.file",
        NOTHING_DONE, "set `workflow.http.tokens.file`; without it, listen on a loopback address and call it by that address");
  }

  static Problem noSuchRoute() {
    return new Problem(404, NO_SUCH_ROUTE, "there is nothing at this path", "path", NOTHING_DONE, "see docs/http.md for the routes");
  }

  static Problem methodNotAllowed(Collection<String> allowed) {
    return new Problem(405, METHOD_NOT_ALLOWED, "expected " + String.join(" or ", allowed) + " at this path", "method", NOTHING_DONE, "use one of these methods");
  }

  static Problem notJson() {
    return new Problem(415, NOT_JSON, "expected a body of application/json in UTF-8", "header Content-Type", NOTHING_DONE, "send `Content-Type: application/json`");
  }

  static Problem bodyTooLarge(int bytesMax) {
    return new Problem(413, BODY_TOO_LARGE, "expected a body of at most " + bytesMax + " bytes", "body", NOTHING_DONE,
        "send a reference to the data instead of the data, or raise `" + HttpSettings.BODY_BYTES_MAX + "`");
  }

  static Problem tooManyRequests(int perSecond) {
    return new Problem(429, TOO_MANY_REQUESTS, "expected at most " + perSecond + " requests per second of one token", "requests", NOTHING_DONE,
        "send less, or raise `" + HttpSettings.REQUESTS_MAX + "`");
  }

  /** @param what of which the engine has as many as it takes */
  public static Problem busy(String what) {
    return new Problem(503, BUSY, what, "this engine", NOTHING_DONE, "try again, also at another engine");
  }

  static Problem internalError() {
    return new Problem(500, INTERNAL_ERROR, "the server failed to answer", "the engine", "the log of the process has the error with its stack",
        "try again; report it when it comes back");
  }

  private Problems() {}
}

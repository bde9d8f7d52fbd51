package io.kafkaworkflow.http;

import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may use which route. Safe for use by several threads.
 *
 * <p>Without a tokens file, what is not open to all is served only where the server listens on a loopback address, and only to callers who call it by such an
 * address: a web page whose name was made to point here (DNS rebinding) calls it by another.
 */
final class Gate {
  private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(\\S+) *");
  private static final Pattern LOCAL_NAME = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

  private final @Nullable Tokens tokens;
  private final boolean isLocal;

  Gate(HttpSettings settings) {
    tokens = settings.tokensFile().map(Tokens::new).orElse(null);
    isLocal = settings.listen().isLoopback();
  }

  /**
   * Who calls, for rate limits; never the token.
   *
   * @throws ProblemException {@code http/unauthorized}, {@code http/forbidden}, {@code http/no-tokens}
   */
  String admit(Request request, Access access) {
    if (access == Access.OPEN || tokens == null && access == Access.METRICS) {
      return "anybody";
    }
    return tokens == null ? admitLocal(request) : admitHolder(tokens, request, access);
  }

  private String admitLocal(Request request) {
    if (!isLocal) {
      throw Problems.noTokens("a server that listens on another address").asException();
    }
    if (!LOCAL_NAME.matcher(String.valueOf(Request.getServerName(request))).matches()) {
      throw Problems.noTokens("a request for another host name").asException();
    }
    return "this machine";
  }

  private static String admitHolder(Tokens tokens, Request request, Access access) {
    String header = request.getHeaders().get("Authorization");
    if (header == null) {
      throw Problems.unauthorized("none").asException();
    }
    var match = BEARER.matcher(header);
    Optional<Tokens.Holder> holder = match.matches() ? tokens.holder(match.group(1)) : Optional.empty();
    if (holder.isEmpty()) {
      throw Problems.unauthorized("another").asException();
    }
    if (access == Access.WRITE && holder.get().scope() != Tokens.Scope.WRITE) {
      throw Problems.forbidden().asException();
    }
    return holder.get().name();
  }
}

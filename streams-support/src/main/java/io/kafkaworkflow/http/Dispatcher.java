package io.kafkaworkflow.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a request, asks the gate, and turns whatever is thrown into a problem document. */
final class Dispatcher extends Handler.Abstract {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  private record Match(Route route, Map<String, String> parameters) {}

  private final List<Route> routes;
  private final Gate gate;

  Dispatcher(List<Route> routes, Gate gate) {
    this.routes = List.copyOf(routes);
    this.gate = gate;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback, Map.of(), Map.of());
    try {
      HttpURI uri = request.getHttpURI();
      Match match = match(request.getMethod(), String.valueOf(uri.getPath()));
      gate.admit(request, match.route.access());
      exchange = new Exchange(request, response, callback, match.parameters, QueryParameters.parse(uri.getQuery(), match.route.queryParameters()));
      match.route.handler().handle(exchange);
    } catch (ProblemException e) {
      exchange.reply(withChallenge(e.problem()));
    } catch (RuntimeException e) {
      log.error("a request could not be answered", withoutMessages(e));
      exchange.reply(Problems.internalError().reply());
    }
    return true;
  }

  /** A route that does not fit the method is an error of its own; one that does not fit at all tells nothing about others. */
  private Match match(String method, String path) {
    TreeSet<String> others = new TreeSet<>();
    for (Route route : routes) {
      Optional<Map<String, String>> parameters = route.path().match(path);
      if (parameters.isPresent()) {
        boolean isSame = route.method().equals(method) || route.method().equals("GET") && method.equals("HEAD");
        if (isSame) {
          return new Match(route, parameters.get());
        }
        others.add(route.method());
      }
    }
    throw (others.isEmpty() ? Problems.noSuchRoute() : Problems.methodNotAllowed(others)).asException();
  }

  /** The stack alone: a message may quote what the request held, which is nobody's business. */
  private static Throwable withoutMessages(Throwable error) {
    Throwable cause = error.getCause();
    Throwable shown = new IllegalStateException(error.getClass().getName(), cause == null ? null : withoutMessages(cause));
    shown.setStackTrace(error.getStackTrace());
    return shown;
  }

  private static Reply withChallenge(Problem problem) {
    return problem.status() == 401 ? problem.reply().with("WWW-Authenticate", "Bearer") : problem.reply();
  }
}

package io.kafkaworkflow.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
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

  /** A request that came, with all that answering it takes. */
  private record Arrival(Request request, Response response, Callback callback, long nanos) {}

  /** Threads of the server may wait for stores and other engines; some must be left for those others, and for health checks. */
  private static final int AT_ONCE_MAX = 16;
  private static final int FORWARDED_AT_ONCE_MAX = 12;
  /** One question of a caller may become one for each partition. */
  private static final int FORWARDED_FACTOR = 32;

  private final List<Route> routes;
  private final Gate gate;
  private final Meters meters;
  private final HttpSettings settings;
  private final RateLimits limits;
  private final RateLimits forwardedLimits;
  private final Semaphore atOnce = new Semaphore(AT_ONCE_MAX);
  private final Semaphore forwardedAtOnce = new Semaphore(FORWARDED_AT_ONCE_MAX);

  Dispatcher(List<Route> routes, Gate gate, Meters meters, HttpSettings settings) {
    this.routes = List.copyOf(routes);
    this.gate = gate;
    this.meters = meters;
    this.settings = settings;
    limits = new RateLimits(settings.requestsPerSecondMax(), System::nanoTime);
    forwardedLimits = new RateLimits((double) settings.requestsPerSecondMax() * FORWARDED_FACTOR, System::nanoTime);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Arrival arrival = new Arrival(request, response, callback, System.nanoTime());
    Exchange exchange = exchange(arrival, "none", Map.of(), Map.of());
    try {
      HttpURI uri = request.getHttpURI();
      Match match = match(request.getMethod(), String.valueOf(uri.getPath()));
      String route = match.route.method() + " " + match.route.path();
      exchange = exchange(arrival, route, match.parameters, Map.of());
      String caller = gate.admit(request, match.route.access());
      Map<String, List<String>> query = QueryParameters.parse(uri.getQuery(), match.route.queryParameters());
      exchange = exchange(arrival, route, match.parameters, query);
      answer(match.route, exchange, caller);
    } catch (ProblemException e) {
      exchange.reply(withChallenge(e.problem()));
    } catch (RuntimeException e) {
      log.error("a request could not be answered", withoutMessages(e));
      exchange.reply(Problems.internalError().reply());
    }
    return true;
  }

  /** Made anew as more is known of the request, so that a refusal is counted for its route. @param route for the metrics */
  private Exchange exchange(Arrival arrival, String route, Map<String, String> path, Map<String, List<String>> query) {
    return new Exchange(arrival.request, arrival.response, arrival.callback, path, query, settings.bodyBytesMax(),
        status -> meters.answered(route, status, System.nanoTime() - arrival.nanos));
  }

  private void answer(Route route, Exchange exchange, String caller) {
    if (route.access() == Access.OPEN) {
      route.handler().handle(exchange);
      return;
    }
    boolean isForwarded = exchange.query(Route.HERE).isPresent();
    if (!(isForwarded ? forwardedLimits : limits).take(caller)) {
      throw Problems.tooManyRequests(settings.requestsPerSecondMax()).asException();
    }
    Semaphore places = isForwarded ? forwardedAtOnce : atOnce;
    if (!places.tryAcquire()) {
      throw Problems.busy("as many requests as this engine takes are being answered").asException();
    }
    try {
      route.handler().handle(exchange);
    } finally {
      places.release();
    }
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

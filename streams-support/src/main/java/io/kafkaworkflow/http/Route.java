package io.kafkaworkflow.http;

import java.util.Set;

/**
 * One thing that the server can do.
 *
 * @param method {@code GET} or {@code POST}; GET answers HEAD, too
 * @param queryParameters all that it knows; others are refused
 */
public record Route(String method, PathTemplate path, Access access, Set<String> queryParameters, HttpHandler handler) {

  /** Query parameter of questions that one process of a group asks another: counted apart from those of callers. */
  public static final String HERE = "here";

  public static Route get(String path, Access access, Set<String> queryParameters, HttpHandler handler) {
    return new Route("GET", new PathTemplate(path), access, queryParameters, handler);
  }

  public static Route post(String path, Access access, Set<String> queryParameters, HttpHandler handler) {
    return new Route("POST", new PathTemplate(path), access, queryParameters, handler);
  }
}

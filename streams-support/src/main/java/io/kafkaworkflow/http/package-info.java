/**
 * The HTTP server of a program: health, metrics, and whatever routes the program adds. Started only when {@code workflow.http.listen} says where; until then
 * no class of Jetty or Micrometer is loaded.
 *
 * <p>What every route can rely on: the caller's token was checked, the request is bounded, and whatever is thrown becomes a problem document (RFC 9457). Nothing
 * of a request is logged. Knows nothing of workflows.
 */
@NullMarked
package io.kafkaworkflow.http;

import org.jspecify.annotations.NullMarked;

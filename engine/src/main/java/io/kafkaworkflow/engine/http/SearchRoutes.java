package io.kafkaworkflow.engine.http;

import io.kafkaworkflow.engine.query.Page;
import io.kafkaworkflow.engine.query.ThreadSearch;
import io.kafkaworkflow.engine.query.UnreachableException;
import io.kafkaworkflow.http.Access;
import io.kafkaworkflow.http.Exchange;
import io.kafkaworkflow.http.Reply;
import io.kafkaworkflow.http.Route;
import java.util.List;

/** Listing and describing threads, whichever engine has them. */
final class SearchRoutes {
  private final ThreadSearch search;

  SearchRoutes(ThreadSearch search) {
    this.search = search;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/threads", Access.READ, ListParameters.NAMES, this::list),
        Route.get("/v1/threads/{id}", Access.READ, ListParameters.ASK_NAMES, this::describe));
  }

  private void list(Exchange exchange) {
    try {
      Page page = search.list(ListParameters.filter(exchange), ListParameters.cursor(exchange), ListParameters.limit(exchange), ListParameters.ask(exchange));
      exchange.reply(Reply.json(200, PageJson.write(page)));
    } catch (UnreachableException e) {
      throw ApiProblems.unreachable(e).asException();
    }
  }

  private void describe(Exchange exchange) {
    try {
      byte[] thread = search.describe(exchange.path("id"), ListParameters.ask(exchange)).orElseThrow(() -> ApiProblems.unknownThread().asException());
      exchange.reply(Reply.json(200, thread));
    } catch (UnreachableException e) {
      throw ApiProblems.unreachable(e).asException();
    }
  }
}

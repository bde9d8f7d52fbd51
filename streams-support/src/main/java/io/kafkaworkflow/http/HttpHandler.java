package io.kafkaworkflow.http;

/** Answers the requests of one route. Called on a thread of the server, of which there are few: who has to wait returns, and replies later. */
public interface HttpHandler {

  /** @throws ProblemException what is wrong with the request, or why it cannot be answered; replied as a problem document */
  void handle(Exchange exchange);
}

package io.kafkaworkflow.engine.http;

import io.kafkaworkflow.engine.query.Ask;
import io.kafkaworkflow.engine.query.ThreadSearch;
import io.kafkaworkflow.engine.query.UnreachableException;
import io.kafkaworkflow.http.Access;
import io.kafkaworkflow.http.Exchange;
import io.kafkaworkflow.http.Reply;
import io.kafkaworkflow.http.Route;
import io.kafkaworkflow.protocol.JsonText;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The end of a thread: at once when it has ended, else as soon as it does, within the time that the caller gives. No thread of the server waits. */
final class ResultRoute {
  /** Below the idle time of connections. */
  static final int WAIT_MS_MAX = 25_000;
  private static final String WAIT = "waitMs";

  private final ThreadSearch search;
  private final EventTail tail;
  private final Results results;
  private final Waiting waiting;

  ResultRoute(ThreadSearch search, EventTail tail, Results results, Waiting waiting) {
    this.search = search;
    this.tail = tail;
    this.results = results;
    this.waiting = waiting;
  }

  Route route() {
    return Route.get("/v1/threads/{id}/result", Access.READ, Set.of(WAIT), this::handle);
  }

  private void handle(Exchange exchange) {
    long waitMs = ListParameters.number(exchange, WAIT, 0, 0, WAIT_MS_MAX);
    Ask ask = ListParameters.ask(exchange);
    String threadId = exchange.path("id");
    Optional<ThreadEvent> now;
    try {
      now = state(threadId, ask);
    } catch (UnreachableException e) {
      throw ApiProblems.unreachable(e).asException();
    }
    if (now.filter(ThreadEvent::isEnd).isPresent()) {
      answer(exchange, threadId, now.get());
    } else if (waitMs == 0) {
      exchange.reply(pending(threadId, now.isPresent()));
    } else {
      waiting.enter();
      new Waiter(exchange, threadId, ask, now.isPresent()).begin(waitMs);
    }
  }

  private Optional<ThreadEvent> state(String threadId, Ask ask) {
    return search.describe(threadId, ask).flatMap(ThreadEvent::parse);
  }

  private void answer(Exchange exchange, String threadId, ThreadEvent end) {
    results.find(threadId, end).whenComplete((found, failure) -> {
      if (failure != null) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        exchange.reply(cause instanceof RejectedExecutionException ? Waiting.busy().reply() : ApiProblems.brokersSilent(cause).reply());
      } else {
        exchange.reply(found.map(json -> Reply.json(200, json)).orElseGet(() -> ApiProblems.resultGone().reply()));
      }
    });
  }

  private static Reply pending(String threadId, boolean isKnown) {
    return isKnown ? Reply.json(202, "{\"thread\":" + JsonText.quote(threadId) + ",\"status\":\"waiting\"}") : ApiProblems.unknownThread().reply();
  }

  /** One caller who waits; ends once, by whatever comes first: the event, the state, the clock, a failure. */
  private final class Waiter implements EventTail.Listener {
    private final Exchange exchange;
    private final String threadId;
    private final Ask ask;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private volatile boolean isKnown;
    private EventTail.@Nullable Subscription subscription;
    private @Nullable Future<?> alarm;

    Waiter(Exchange exchange, String threadId, Ask ask, boolean isKnown) {
      this.exchange = exchange;
      this.threadId = threadId;
      this.ask = ask;
      this.isKnown = isKnown;
    }

    synchronized void begin(long waitMs) {
      alarm = waiting.after(waitMs, () -> over(() -> exchange.reply(pending(threadId, isKnown))));
      subscription = tail.subscribe(threadId, this);
    }

    @Override
    public void attached() {
      waiting.work(() -> {
        try {
          Optional<ThreadEvent> now = state(threadId, ask);
          isKnown |= now.isPresent();
          now.filter(ThreadEvent::isEnd).ifPresent(end -> over(() -> answer(exchange, threadId, end)));
        } catch (UnreachableException e) {
          over(() -> exchange.reply(ApiProblems.unreachable(e).reply()));
        }
      });
    }

    @Override
    public void event(ThreadEvent event, byte[] json) {
      isKnown = true;
      if (event.isEnd()) {
        over(() -> answer(exchange, threadId, event));
      }
    }

    @Override
    public void broken(Exception e) {
      over(() -> exchange.reply(ApiProblems.brokersSilent(e).reply()));
    }

    private void over(Runnable last) {
      if (!isOver.compareAndSet(false, true)) {
        return;
      }
      synchronized (this) {
        if (subscription != null) {
          subscription.close();
        }
        if (alarm != null) {
          alarm.cancel(false);
        }
      }
      waiting.leave();
      last.run();
    }
  }
}

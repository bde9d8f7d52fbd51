package io.kafkaworkflow.engine.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.query.Ask;
import io.kafkaworkflow.engine.query.ThreadSearch;
import io.kafkaworkflow.engine.query.UnreachableException;
import io.kafkaworkflow.http.Access;
import io.kafkaworkflow.http.EventStream;
import io.kafkaworkflow.http.Exchange;
import io.kafkaworkflow.http.Route;
import io.kafkaworkflow.protocol.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The life of a thread as server-sent events: {@code snapshot}, the thread as it stands, then what happens to it, until it ends. Whoever comes back after a
 * broken connection gets another snapshot instead of what was missed.
 */
final class EventsRoute {
  /** Below the idle time of connections, and of proxies in between. */
  private static final long KEEP_ALIVE_MS = 10_000;

  private final ThreadSearch search;
  private final EventTail tail;
  private final Waiting waiting;

  EventsRoute(ThreadSearch search, EventTail tail, Waiting waiting) {
    this.search = search;
    this.tail = tail;
    this.waiting = waiting;
  }

  Route route() {
    return Route.get("/v1/threads/{id}/events", Access.READ, Set.of(), this::handle);
  }

  private void handle(Exchange exchange) {
    Ask ask = ListParameters.ask(exchange);
    waiting.enter();
    new Watcher(exchange.stream(), exchange.path("id"), ask).begin();
  }

  /** One caller. What happens before the snapshot was sent waits for it. */
  private final class Watcher implements EventTail.Listener {
    private final EventStream stream;
    private final String threadId;
    private final Ask ask;
    private @Nullable List<Runnable> early = new ArrayList<>();

    Watcher(EventStream stream, String threadId, Ask ask) {
      this.stream = stream;
      this.threadId = threadId;
      this.ask = ask;
    }

    void begin() {
      Future<?> keepAlive = waiting.every(KEEP_ALIVE_MS, stream::keepAlive);
      EventTail.Subscription subscription = tail.subscribe(threadId, this);
      stream.whenOver(() -> {
        keepAlive.cancel(false);
        subscription.close();
        waiting.leave();
      });
      stream.keepAlive(); // the headers go out now
    }

    @Override
    public void attached() {
      waiting.work(() -> {
        try {
          snapshot(search.describe(threadId, ask));
        } catch (UnreachableException e) {
          stream.send("problem", new String(ApiProblems.unreachable(e).reply().body(), UTF_8));
          stream.end();
        }
      });
    }

    private synchronized void snapshot(Optional<byte[]> thread) {
      stream.send("snapshot", thread.map(json -> new String(json, UTF_8)).orElseGet(() -> "{\"thread\":" + JsonText.quote(threadId) + ",\"status\":\"unknown\"}"));
      List<Runnable> waited = early == null ? List.of() : early;
      early = null;
      if (thread.flatMap(ThreadEvent::parse).filter(ThreadEvent::isEnd).isPresent()) {
        stream.end();
      }
      waited.forEach(Runnable::run);
    }

    @Override
    public synchronized void event(ThreadEvent event, byte[] json) {
      Runnable send = () -> {
        stream.send(event.kind(), new String(json, UTF_8));
        if (event.isEnd()) {
          stream.end();
        }
      };
      if (early == null) {
        send.run();
      } else {
        early.add(send);
      }
    }

    @Override
    public void broken(Exception e) {
      stream.send("problem", new String(ApiProblems.brokersSilent(e).reply().body(), UTF_8));
      stream.end();
    }
  }
}

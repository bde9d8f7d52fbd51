package io.kafkaworkflow.engine.command.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One connection of server-sent events, read line by line. Used by one thread. */
public final class EventLines implements AutoCloseable {
  private static final String END = "\0end";

  /** @param data JSON, one line */
  public record Event(String name, String data) {}

  /** Lines on their way from the client's thread to ours; a thread's life has few of them. */
  private static final class Lines implements Flow.Subscriber<String> {
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription started) {
      subscription = started;
      started.request(1);
    }

    @Override
    public void onNext(String line) {
      queue.add(line);
      Flow.Subscription open = subscription;
      if (open != null) {
        open.request(1);
      }
    }

    @Override
    public void onError(Throwable failure) {
      queue.add(END);
    }

    @Override
    public void onComplete() {
      queue.add(END);
    }
  }

  private final Lines lines;

  private EventLines(Lines lines) {
    this.lines = lines;
  }

  /**
   * Connects; returns when the engine has answered that events follow, or throws what {@code refusal} and {@code failure} make of another answer or of none.
   */
  static EventLines open(HttpClient http, HttpRequest request, Consumer<HttpResponse<String>> refusal, Function<Throwable, RuntimeException> failure) {
    Lines lines = new Lines();
    CompletableFuture<Optional<HttpResponse<String>>> answered = new CompletableFuture<>();
    BodyHandler<String> handler = info -> {
      if (info.statusCode() == 200) {
        answered.complete(Optional.empty());
        return BodySubscribers.fromLineSubscriber(lines, subscriber -> "", UTF_8, "\n");
      }
      return BodySubscribers.ofString(UTF_8);
    };
    http.sendAsync(request, handler).whenComplete((answer, error) -> {
      if (error != null) {
        answered.completeExceptionally(error);
      } else {
        answered.complete(Optional.of(answer));
      }
    });
    try {
      answered.join().ifPresent(refusal);
    } catch (CompletionException e) {
      throw failure.apply(e.getCause() == null ? e : e.getCause());
    }
    return new EventLines(lines);
  }

  /**
   * The next event; empty when the connection has ended or nothing came for {@code silenceMax}, not even a comment.
   */
  public Optional<Event> next(Duration silenceMax) throws InterruptedException {
    String name = "";
    while (true) {
      String line = lines.queue.poll(silenceMax.toMillis(), TimeUnit.MILLISECONDS);
      if (line == null || line.equals(END)) {
        return Optional.empty();
      }
      if (line.startsWith("event: ")) {
        name = line.substring("event: ".length());
      } else if (line.startsWith("data: ")) {
        return Optional.of(new Event(name, line.substring("data: ".length())));
      }
    }
  }

  @Override
  public void close() {
    Flow.Subscription open = lines.subscription;
    if (open != null) {
      open.cancel();
    }
  }
}

package io.kafkaworkflow.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events to one caller. Safe for use by several threads. What a caller does not take waits here, so many events at most; who is slower is
 * disconnected, and sees the present state when it comes back.
 */
public final class EventStream {
  private static final int WAITING_MAX = 256;

  private final Response response;
  private final Callback callback;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private boolean isWriting;
  private boolean isEnding;
  private boolean isOver;
  private Runnable onOver = () -> {};

  EventStream(Response response, Callback callback) {
    this.response = response;
    this.callback = callback;
  }

  /** @param action run once, when nothing can be sent any more: ended, or the caller has gone */
  public void whenOver(Runnable action) {
    boolean isLate;
    synchronized (this) {
      onOver = action;
      isLate = isOver;
    }
    if (isLate) {
      action.run();
    }
  }

  /** @param json one line */
  public void send(String event, String json) {
    offer(("event: " + event + "\ndata: " + json + "\n\n").getBytes(UTF_8));
  }

  /** Nothing for the caller; keeps the connection, and finds out when nobody is there any more. */
  public void keepAlive() {
    offer(":\n\n".getBytes(UTF_8));
  }

  /** What was sent still goes out. */
  public void end() {
    synchronized (this) {
      isEnding = true;
    }
    writeNext();
  }

  private void offer(byte[] bytes) {
    boolean isTooSlow;
    synchronized (this) {
      if (isEnding || isOver) {
        return;
      }
      isTooSlow = waiting.size() >= WAITING_MAX;
      waiting.add(bytes);
    }
    if (isTooSlow) {
      over(new IllegalStateException("the caller takes events too slowly"));
    } else {
      writeNext();
    }
  }

  private void writeNext() {
    byte @Nullable [] bytes;
    boolean isLast;
    synchronized (this) {
      if (isWriting || isOver) {
        return;
      }
      bytes = waiting.poll();
      isLast = bytes == null && isEnding;
      if (bytes == null && !isLast) {
        return;
      }
      isWriting = true;
    }
    response.write(isLast, bytes == null ? null : ByteBuffer.wrap(bytes), Callback.from(() -> written(isLast), this::over));
  }

  private void written(boolean isLast) {
    synchronized (this) {
      isWriting = false;
    }
    if (isLast) {
      over(null);
    } else {
      writeNext();
    }
  }

  private void over(@Nullable Throwable failure) {
    Runnable action;
    synchronized (this) {
      if (isOver) {
        return;
      }
      isOver = true;
      action = onOver;
    }
    if (failure == null) {
      callback.succeeded();
    } else {
      callback.failed(failure);
    }
    action.run();
  }
}

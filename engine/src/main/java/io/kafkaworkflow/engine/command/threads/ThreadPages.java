package io.kafkaworkflow.engine.command.threads;

import io.kafkaworkflow.engine.command.remote.EngineClient;
import io.kafkaworkflow.engine.command.remote.Json;
import io.kafkaworkflow.start.StartException;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All threads that fit, page by page: every thread that is there all the time comes exactly once. */
final class ThreadPages {
  private static final int PAGE = 200;

  private final EngineClient engine;

  ThreadPages(EngineClient engine) {
    this.engine = engine;
  }

  /**
   * Gives each to {@code reader}, as the engine's JSON, until that returns false.
   *
   * @param query of a filter
   * @param betweenPages is called before each page: a rare search has many
   * @return false when the reader ended it
   * @throws StartException as {@link EngineClient#get}
   */
  boolean forEach(String query, Runnable betweenPages, Predicate<String> reader) {
    String cursor = null;
    do {
      betweenPages.run();
      String page = page(query, cursor);
      try {
        for (String thread : Json.elements(page, "threads")) {
          if (!reader.test(thread)) {
            return false;
          }
        }
        cursor = (String) Json.object(page).get("next");
      } catch (IOException e) {
        throw noPage();
      }
    } while (cursor != null);
    return true;
  }

  private String page(String query, @Nullable String cursor) {
    String target = "/v1/threads?limit=" + PAGE + (query.isEmpty() ? "" : "&" + query) + (cursor == null ? "" : "&cursor=" + EngineClient.encoded(cursor));
    return engine.get(target).orElseThrow(this::noPage);
  }

  private StartException noPage() {
    return new StartException("command/engine-refused", "what answers there knows no threads", engine.address() + "/v1/threads", "the command stops and exits with 1",
        "give the address of an engine's HTTP server; the scheduler has health and metrics alone");
  }
}

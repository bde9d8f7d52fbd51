package io.kafkaworkflow.engine.js.test262;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Plays the cases of a file on several threads. */
final class Players {

  /** Some cases recurse until the stack ends; the engine's launcher asks for as much. */
  private static final long STACK_BYTES = 16L << 20;

  /** Is told of each result, on the thread that found it. */
  interface Listener {
    void played(CaseResult result) throws IOException;
  }

  private final CaseFile cases;
  private final Listener listener;
  private final Queue<CaseResult> results = new ConcurrentLinkedQueue<>();

  Players(CaseFile cases, Listener listener) {
    this.cases = cases;
    this.listener = listener;
  }

  /** @return the results in order of their paths */
  List<CaseResult> play(int atATime) throws InterruptedException, ExecutionException {
    List<FutureTask<@Nullable Void>> players = new ArrayList<>();
    for (int i = 0; i < atATime; i++) {
      FutureTask<@Nullable Void> player = new FutureTask<>(() -> {
        playAll();
        return null;
      });
      players.add(player);
      new Thread(null, player, "player-" + i, STACK_BYTES).start();
    }
    for (FutureTask<@Nullable Void> player : players) {
      player.get();
    }
    return results.stream().sorted(Comparator.comparing(CaseResult::path)).toList();
  }

  private void playAll() throws IOException {
    try (CasePlayer player = new CasePlayer()) {
      for (WrittenCase next = cases.next(); next != null; next = cases.next()) {
        CaseResult result = player.play(next);
        results.add(result);
        listener.played(result);
      }
    }
  }
}

package io.kafkaworkflow.engine.js.test262;

import java.util.EnumMap;
import java.util.Map;

/** Plays a case in one mode after the other. For one thread. */
final class CasePlayer implements AutoCloseable {

  /** Of one play. A case that loops is meant to be stopped; one that is slow on a busy machine is not. */
  private static final long LIMIT_MS = 15_000;
  /** Each bundle is another source, and a GraalVM engine keeps what it has parsed: after so many cases there is a new one. */
  private static final int CASES_PER_ENGINE = 40;

  private NativePlay native_ = new NativePlay(LIMIT_MS);
  private CompiledPlay compiled = new CompiledPlay(LIMIT_MS);
  private int cases;

  /** What fails natively is not played compiled, and what fails compiled counts as failing reloaded. */
  CaseResult play(WrittenCase played) {
    if (++cases % CASES_PER_ENGINE == 0) {
      close();
      native_ = new NativePlay(LIMIT_MS);
      compiled = new CompiledPlay(LIMIT_MS);
    }
    Map<Mode, Verdict> verdicts = new EnumMap<>(Mode.class);
    Verdict alone = Verdict.of(played, native_.play(played));
    verdicts.put(Mode.NATIVE, alone);
    if (alone.isPassed()) {
      playBundle(played, verdicts);
    }
    return new CaseResult(played.path(), verdicts);
  }

  private void playBundle(WrittenCase played, Map<Mode, Verdict> verdicts) {
    String bundle = played.bundle();
    Ending.Refused refusal = played.refusal();
    if (bundle == null) {
      Verdict verdict = Verdict.of(played, refusal == null ? new Ending.Stopped("not written", "") : refusal);
      verdicts.put(Mode.COMPILED, verdict);
      verdicts.put(Mode.RELOADED, verdict);
      return;
    }
    try (CompiledPlay.Threads threads = compiled.threads(played, bundle)) {
      Verdict whole = Verdict.of(played, threads.play());
      verdicts.put(Mode.COMPILED, whole);
      verdicts.put(Mode.RELOADED, whole.isPassed() ? Verdict.of(played, threads.playReloaded()) : whole);
    }
  }

  @Override
  public void close() {
    native_.close();
    compiled.close();
  }
}

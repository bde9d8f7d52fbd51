package io.kafkaworkflow.engine.js.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.TestCompiler;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generated programs (closures, loops, try and finally, generators, promises): both codecs write equal bytes between any two
 * microtasks of each. Longer: {@code -Dprograms=300}.
 */
class ProgramDifferentialTest {

  private static final int PROGRAMS = Integer.getInteger("programs", 12);
  private static final int TURNS_MAX = 5_000;
  /** Plays the bundle in the place of {@code %s} microtask by microtask; every ref is answered with the number of answers before. */
  private static final String PLAYER = """
      (() => {
        const host = %s;
        host.jobsPerTurn = 1;
        const context = { threadId: "t", stepId: "workflow-resume-0-7", incarnation: 7, seed: "0".repeat(64) };
        let answers = 0;
        globalThis.player = {
          start: () => host.start(context, "null"),
          isEnd: (outcome) => outcome.status !== 0,
          thread: (outcome) => outcome.thread,
          next: ({ paused, openRefs: [n, name] }, thread) => {
            if (paused) return host.proceed(context, thread);
            const ref = n === 0 ? name : `~${context.incarnation.toString(36)}.${n.toString(36)}`;
            return host.resume(context, thread, ref, JSON.stringify({ ref, value: answers++ }));
          },
        };
        return host;
      })()
      """;

  @Test
  void bothCodecsAgreeBetweenAnyTwoMicrotasks(@TempDir Path folder) throws Exception {
    int first = Integer.getInteger("seed", 1);
    TestCompiler.writeRandomPrograms(first, PROGRAMS, folder);
    int bodies = 0;
    for (int seed = first; seed < first + PROGRAMS; seed++) {
      String bundle = Files.readString(folder.resolve(seed + ".js")).replaceFirst("//# sourceMappingURL=.*\\s*$", "").strip();
      bodies += play(PLAYER.replace("%s", bundle), "repeat with -Dprograms=1 -Dseed=" + seed);
    }
    assertThat(bodies).as("bodies compared").isGreaterThan(PROGRAMS);
  }

  /** Returns how many bodies were compared. */
  private static int play(String text, String repeat) {
    try (CodecFixture fixture = new CodecFixture(text, "player")) {
      Object outcome = fixture.call("start");
      int turns = 0;
      while (fixture.call("isEnd", outcome) == Boolean.FALSE) {
        assertThat(++turns).as(repeat).isLessThan(TURNS_MAX);
        Object thread = fixture.call("thread", outcome);
        byte[] body = fixture.save(thread);
        assertThat(body).as(repeat).isEqualTo(fixture.saveInTypeScript(thread)); // puts the module state back
        Object read = turns % 2 == 0 ? fixture.load(body) : fixture.loadInTypeScript(body);
        assertThat(fixture.save(read)).as(repeat).isEqualTo(body);
        outcome = fixture.call("next", outcome, read);
      }
      assertThat(fixture.realm.get(outcome, "status")).as(repeat).isNotEqualTo(GuestValues.number(0));
      return turns;
    }
  }
}

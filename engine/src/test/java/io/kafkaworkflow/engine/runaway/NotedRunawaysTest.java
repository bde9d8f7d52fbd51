package io.kafkaworkflow.engine.runaway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.RunawayStep;
import io.kafkaworkflow.engine.step.StepInput;
import io.kafkaworkflow.start.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotedRunawaysTest {
  private static final StepInput POISON = step("workflow-resume-0-17", "o-42", new Command.Start("1"));

  @TempDir Path directory;
  private Instant now = Instant.parse("2026-11-21T00:00:00Z");
  private int ended;

  private static StepInput step(String stepId, String threadId, Command command) {
    return new StepInput(threadId, stepId, 17, 0, "", command);
  }

  private Path notes() {
    return NotedRunaways.directory(directory.toString(), "app");
  }

  /** As a process of that state directory would see it. */
  private NotedRunaways open() {
    try {
      return new NotedRunaways(new RunawayNotes(notes()), () -> now, Optional.of(() -> ended++));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(notes())) {
      return files.toList();
    }
  }

  @Test
  void aReportedStepIsKnownToTheNextProcessAndEndsThisOne() throws IOException {
    NotedRunaways first = open();
    assertThat(first.contains(POISON)).isFalse();
    first.report(POISON, 2_000);
    assertThat(ended).isEqualTo(1);
    assertThat(first.contains(POISON)).isTrue();
    assertThat(open().contains(POISON)).isTrue();
    assertThat(files()).singleElement().satisfies(file -> assertThat(file).content()
        .isEqualTo("step workflow-resume-0-17 could not be interrupted\nthread \"o-42\"\nnoted 2026-11-21T00:00:00Z\n"));
    assertThat(files().get(0).getFileName().toString()).startsWith("workflow-resume-0-17-").endsWith(".note");
  }

  /** A topic that was made anew has the same offsets; a thread that is sent the same record again has another offset. */
  @Test
  void anotherStepIsNotKnown() {
    open().report(POISON, 2_000);
    NotedRunaways next = open();
    for (StepInput other : List.of(
        step("workflow-resume-0-18", "o-42", new Command.Start("1")), step("workflow-resume-0-17", "o-43", new Command.Start("1")),
        step("workflow-resume-0-17", "o-42", new Command.Start("2")), step("workflow-resume-0-17", "o-42", new Command.Cancel("1")),
        step("workflow-resume-0-17", "o-42", new Command.Settle("r", "1")))) {
      assertThat(next.contains(other)).as(other.toString()).isFalse();
    }
  }

  @Test
  void whatACrashLeftUnfinishedIsNoNote() throws IOException {
    open().report(POISON, 2_000);
    Path note = files().get(0);
    Files.move(note, note.resolveSibling(note.getFileName() + ".tmp"));
    assertThat(open().contains(POISON)).isFalse();
    assertThat(files()).isEmpty();
  }

  /** The name says which step, so that a disk that lost the text has not lost the note. */
  @Test
  void aTornNoteCounts() throws IOException {
    open().report(POISON, 2_000);
    Files.write(files().get(0), new byte[0]);
    assertThat(open().contains(POISON)).isTrue();
  }

  @Test
  void filesOfOthersAreLeftAlone() throws IOException {
    Files.createDirectories(notes());
    Path other = Files.writeString(notes().resolve("README"), "mine");
    Path alike = Files.writeString(notes().resolve("workflow-resume-0-17.note"), "");
    NotedRunaways next = open();
    assertThat(next.contains(POISON)).isFalse();
    assertThat(other).exists();
    assertThat(alike).exists();
  }

  @Test
  void anOldNoteIsRemoved() throws IOException {
    open().report(POISON, 2_000);
    Files.setLastModifiedTime(files().get(0), FileTime.from(now));
    now = now.plus(RunawayNotes.RETENTION);
    assertThat(open().contains(POISON)).isTrue();
    now = now.plus(Duration.ofMillis(1));
    assertThat(open().contains(POISON)).isFalse();
    assertThat(files()).isEmpty();
  }

  /** Ended without a note, the next process would meet the record again. */
  @Test
  void aStepThatCannotBeNotedEndsNoProcessButIsNotRunAgainInThisOne() throws IOException {
    NotedRunaways noted = open();
    Files.writeString(notes(), "a file where the directory should be");
    noted.report(POISON, 2_000);
    assertThat(ended).isZero();
    assertThat(noted.contains(POISON)).isTrue();
  }

  @Test
  void aNameFitsIntoAFileSystem() {
    String name = RunawayNotes.nameOf(RunawayStep.of(step("t".repeat(249) + "-2147483647-9223372036854775807", "\u00e9/..".repeat(50), new Command.Cancel("null"))));
    assertThat(name).hasSizeLessThan(240).matches("[A-Za-z0-9._-]+").contains("-2147483647-9223372036854775807-");
  }

  @Test
  void aDirectoryThatCannotBeReadStopsTheStart() throws IOException {
    Files.createDirectories(notes().resolve("x-" + "0".repeat(32) + ".note.tmp/in-the-way"));
    Properties settings = new Properties();
    settings.setProperty("state.dir", directory.toString());
    settings.setProperty("application.id", "app");
    assertThatThrownBy(() -> NotedRunaways.of(settings, Optional.empty())).isInstanceOf(StartException.class)
        .hasMessageContaining("config/invalid-setting").hasMessageContaining("`state.dir`");
  }
}

package io.kafkaworkflow.engine.runaway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.RunawayStep;
import io.kafkaworkflow.protocol.JsonText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One small file for each step that must not run again. Its name says which step, with a digest of the thread id and the command; what stands
 * in it is for people. A file appears whole or not at all, and is on the disk when {@link #write} returns. Used by one process at a time.
 */
final class RunawayNotes {

  /** A halted engine has its record back within minutes; a note that is older only costs the reading. */
  static final Duration RETENTION = Duration.ofDays(7);

  private static final String NOTE = ".note";
  private static final String UNFINISHED = ".tmp";
  private static final int STEP_ID_UNITS_MAX = 180; // with the digest well below the 255 bytes of most file systems
  private static final int DIGEST_BYTES = 16;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+-[0-9a-f]{" + 2 * DIGEST_BYTES + "}");
  private static final Logger log = LoggerFactory.getLogger(RunawayNotes.class);

  private final Path directory;

  /** @param directory need not exist */
  RunawayNotes(Path directory) {
    this.directory = directory;
  }

  /** Equal for equal steps only. */
  static String nameOf(RunawayStep step) {
    MessageDigest digest = sha256();
    for (String part : List.of(step.stepId(), step.threadId(), kindOf(step.command()), textOf(step.command()))) {
      byte[] bytes = part.getBytes(UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
      digest.update(bytes);
    }
    String end = step.stepId().substring(Math.max(0, step.stepId().length() - STEP_ID_UNITS_MAX));
    return end + "-" + HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
  }

  /**
   * The names of the steps noted in the last {@link #RETENTION}. Removes older notes, and what a crash left unfinished; files of others are left alone
   * with a warning.
   */
  Set<String> read(Instant now) throws IOException {
    Set<String> names = new HashSet<>();
    if (!Files.isDirectory(directory)) {
      return names;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String fileName = file.getFileName().toString();
        String name = fileName.endsWith(NOTE) ? fileName.substring(0, fileName.length() - NOTE.length()) : "";
        if (NAME.matcher(name).matches()) {
          boolean isOld = Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(RETENTION));
          if (isOld) {
            Files.delete(file);
          } else {
            names.add(name);
          }
        } else if (fileName.endsWith(NOTE + UNFINISHED)) {
          Files.delete(file);
        } else {
          log.warn("{} is no note of a step; it is left alone", file);
        }
      }
    }
    return names;
  }

  /** @return the note */
  Path write(RunawayStep step, Instant now) throws IOException {
    boolean isNew = !Files.isDirectory(directory);
    Files.createDirectories(directory);
    if (isNew) {
      force(directory.toAbsolutePath().getParent());
    }
    Path note = directory.resolve(nameOf(step) + NOTE);
    Path unfinished = directory.resolve(note.getFileName() + UNFINISHED);
    String text = "step " + step.stepId() + " could not be interrupted\nthread " + JsonText.quote(step.threadId()) + "\nnoted " + now + "\n";
    try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
      for (ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8)); bytes.hasRemaining(); ) {
        file.write(bytes);
      }
      file.force(true);
    }
    Files.move(unfinished, note, StandardCopyOption.ATOMIC_MOVE);
    force(directory);
    return note;
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel opened = FileChannel.open(directory, StandardOpenOption.READ)) {
      opened.force(true);
    }
  }

  private static String kindOf(Command command) {
    return command instanceof Command.Start ? "start" : command instanceof Command.Settle ? "settle"
        : command instanceof Command.Translate ? "translate" : "cancel";
  }

  private static String textOf(Command command) {
    if (command instanceof Command.Start start) {
      return start.argumentJson();
    }
    if (command instanceof Command.Translate translate) {
      byte[] value = translate.record().value();
      return value == null ? "" : new String(value, ISO_8859_1); // any bytes, none lost
    }
    return command instanceof Command.Settle settle ? settle.recordJson() : ((Command.Cancel) command).reasonJson();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}

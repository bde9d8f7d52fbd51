package io.kafkaworkflow.engine;

import io.kafkaworkflow.start.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files of a bundle as they lie on the disk.
 *
 * @param name file name, for stack traces and messages
 * @param code bytes of the script
 * @param sourceMap bytes of {@code <name>.map} beside it; null when there is none, and stacks then name the bundle's lines
 */
record BundleFile(String name, byte[] code, byte @Nullable [] sourceMap) {
  static final String UNREADABLE = "config/unreadable-bundle";

  /** Bytes of a script or map; GraalJS keeps each several times over. */
  static final long BYTES_MAX = 64L << 20;

  /** @throws StartException {@code config/unreadable-bundle}: not there, no file, too large, or no right to read it */
  static BundleFile read(Path file) {
    byte[] code = bytes(file);
    Path map = file.resolveSibling(file.getFileName() + ".map");
    return new BundleFile(file.getFileName().toString(), code, Files.exists(map) ? bytes(map) : null);
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw unreadable(file, "it is a directory");
      }
      long size = Files.size(file);
      if (size > BYTES_MAX) {
        throw unreadable(file, "it has " + size + " bytes, expected at most " + BYTES_MAX);
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "there is no such file");
    } catch (IOException e) {
      throw unreadable(file, e.toString());
    }
  }

  private static StartException unreadable(Path file, String reason) {
    return new StartException(UNREADABLE, "cannot read the bundle: " + reason, file.toString(),
        "nothing was started; the program exits with 1", "build it with `kafka-workflow build src/index.ts -o dist/index.js` and check the path");
  }
}

package io.kafkaworkflow.chaos.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** A small file system in memory for the state of each engine. Needs a mount namespace of the run's own, with which it goes away. */
final class MountedDisks implements Cluster.Disks {
  private static final String SIZE = "96m";
  private static final byte[] BLOCK = new byte[64 * 1024];

  private final Function<String, Path> directories;

  /** @param directories where the engine of that name keeps its state */
  MountedDisks(List<String> engines, Function<String, Path> directories) {
    this.directories = directories;
    for (String engine : engines) {
      Path directory = directories.apply(engine);
      try {
        Files.createDirectories(directory);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot make " + directory, e);
      }
      Shell.run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", directory.toString());
    }
  }

  @Override
  public void fill(Node engine) {
    try (OutputStream filler = Files.newOutputStream(filler(engine))) {
      while (true) {
        filler.write(BLOCK);
      }
    } catch (FileSystemException e) {
      throw new UncheckedIOException("cannot open " + filler(engine), e);
    } catch (IOException full) {
      // what was wanted: there is no room for another block
      if (!String.valueOf(full.getMessage()).contains("No space left")) throw new UncheckedIOException("cannot fill the disk", full);
    }
  }

  @Override
  public void free(Node engine) {
    try {
      Files.deleteIfExists(filler(engine));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot free the disk of " + engine.name(), e);
    }
  }

  private Path filler(Node engine) {
    return directories.apply(engine.name()).resolve("filler");
  }
}

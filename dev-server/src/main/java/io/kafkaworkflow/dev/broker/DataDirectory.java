package io.kafkaworkflow.dev.broker;

import io.kafkaworkflow.dev.failure.Failures;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The directory of one broker, locked against a second one while it is open. The lock is the operating system's, so a killed
 * process leaves none behind.
 */
final class DataDirectory implements AutoCloseable {
  private final Path directory;
  private final FileChannel lockFile;

  private DataDirectory(Path directory, FileChannel lockFile) {
    this.directory = directory;
    this.lockFile = lockFile;
  }

  /** @throws io.kafkaworkflow.start.StartException it cannot be made, written or locked */
  static DataDirectory open(Path directory) {
    Path absolute = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute);
    } catch (IOException e) {
      throw Failures.dataDirectoryUnusable(absolute, "it cannot be made (" + e + ")");
    }
    FileChannel channel;
    try {
      channel = FileChannel.open(absolute.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw Failures.dataDirectoryUnusable(absolute, "it cannot be written (" + e + ")");
    }
    if (!lock(channel, absolute)) {
      close(channel);
      throw Failures.dataDirectoryInUse(absolute);
    }
    return new DataDirectory(absolute, channel);
  }

  private static boolean lock(FileChannel channel, Path directory) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // a broker of this very process has it
    } catch (IOException e) {
      close(channel);
      throw Failures.dataDirectoryUnusable(directory, "it cannot be locked (" + e + ")");
    }
  }

  /** Where Kafka keeps partitions and metadata. */
  Path logs() {
    return directory.resolve("kafka");
  }

  /** Removes what an earlier broker left. */
  void clear() {
    FileTree.delete(logs());
  }

  @Override
  public void close() {
    close(lockFile);
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot release the broker's lock", e);
    }
  }
}

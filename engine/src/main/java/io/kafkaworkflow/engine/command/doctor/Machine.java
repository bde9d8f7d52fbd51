package io.kafkaworkflow.engine.command.doctor;

import io.kafkaworkflow.engine.StreamThreadStack;
import io.kafkaworkflow.engine.config.PeerSettings;
import io.kafkaworkflow.http.HttpSettings;
import io.kafkaworkflow.start.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;

/**
 * What this JVM and this machine's disk say.
 *
 * @param stackKb of a stream thread; empty: the JVM does not tell
 * @param heapBytesMax {@code -Xmx}
 * @param openFiles files with secrets that others on this machine may read
 * @param stateDirFailure why nothing can be written to {@code state.dir}; empty when it can
 * @param isStateTemporary whether {@code state.dir} is where the machine clears up
 * @param httpFailure why the HTTP server would refuse its files
 */
record Machine(OptionalLong stackKb, long heapBytesMax, List<SecretFile> openFiles, String stateDir, Optional<String> stateDirFailure, boolean isStateTemporary,
    Optional<Finding> httpFailure) {

  /** @param what such as {@code tokens file} */
  record SecretFile(String what, Path file) {}

  /** @param settingsFile looked at when a secret stands in it */
  static Machine ask(Optional<Path> settingsFile, boolean hasSecrets, Properties settings, Optional<HttpSettings> http) {
    List<SecretFile> secret = new ArrayList<>();
    settingsFile.filter(file -> hasSecrets).ifPresent(file -> secret.add(new SecretFile("properties file", file)));
    http.flatMap(HttpSettings::tokensFile).ifPresent(file -> secret.add(new SecretFile("tokens file", file)));
    http.flatMap(HttpSettings::keyStore).ifPresent(store -> secret.add(new SecretFile("key store", store.file())));
    Path stateDir = Path.of(settings.getProperty("state.dir"));
    return new Machine(StreamThreadStack.sizeKb(), Runtime.getRuntime().maxMemory(), secret.stream().filter(file -> isReadByOthers(file.file)).toList(),
        stateDir.toString(), stateDirFailure(stateDir.toAbsolutePath()), isTemporary(stateDir), http.flatMap(server -> httpFailure(server, settings)));
  }

  private static Optional<Finding> httpFailure(HttpSettings http, Properties settings) {
    try {
      http.checkFiles();
      PeerSettings.of(settings).trust();
      return Optional.empty();
    } catch (StartException e) {
      return Optional.of(Finding.of(e));
    }
  }

  /** False where the file system has no such notion, and for files that are not there: others tell of them. */
  private static boolean isReadByOthers(Path file) {
    try {
      return Files.exists(file) && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    } catch (UnsupportedOperationException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask who may read " + file, e);
    }
  }

  /** Nothing is written: the nearest directory that exists must let this user write. */
  private static Optional<String> stateDirFailure(Path directory) {
    Path existing = directory;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing)) {
      return Optional.of(existing + " is no directory");
    }
    return Files.isWritable(existing) ? Optional.empty() : Optional.of("this user may not write to " + existing);
  }

  private static boolean isTemporary(Path directory) {
    return directory.toAbsolutePath().normalize().startsWith(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().normalize());
  }
}

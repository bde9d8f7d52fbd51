package io.kafkaworkflow.dev.bundle;

import io.kafkaworkflow.engine.js.GuestHost;
import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleCatalog;
import io.kafkaworkflow.engine.step.BundleId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every bundle that was ever current in one data directory, by id, so that a thread which waits on old code goes on with it, also
 * after a restart of the development server. Safe for use by several threads.
 */
public final class KeptBundles implements BundleCatalog {
  private final Path directory;
  private final GuestHost host;
  private final Map<BundleId, Bundle> read = new ConcurrentHashMap<>();
  private volatile @Nullable Bundle current;

  /** @param directory where the bundles are kept; made when missing */
  public KeptBundles(Path directory, GuestHost host) {
    this.directory = directory;
    this.host = host;
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + directory, e);
    }
  }

  /**
   * Reads a bundle that was just compiled and keeps a copy; threads do not start on it before {@link #makeCurrent}.
   *
   * @throws io.kafkaworkflow.engine.js.BundleException its module code throws, or it is no bundle
   */
  public Bundle keep(Path script) {
    try {
      byte[] code = Files.readAllBytes(script);
      Path map = sourceMapOf(script);
      Bundle bundle = host.read(script.getFileName().toString(), code, Files.exists(map) ? Files.readAllBytes(map) : null);
      Path copy = fileOf(bundle.id());
      if (!Files.exists(copy)) {
        byte[] sourceMap = bundle.sourceMap();
        if (sourceMap != null) {
          Files.write(sourceMapOf(copy), sourceMap);
        }
        // The script last and in one move: a half-written one must not count as kept.
        Path partial = Files.write(directory.resolve(bundle.id() + ".partial"), code);
        Files.move(partial, copy);
      }
      read.put(bundle.id(), bundle);
      return bundle;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the bundle " + script, e);
    }
  }

  /** New threads start on {@code bundle} from now on. */
  public void makeCurrent(Bundle bundle) {
    current = bundle;
  }

  /** @throws IllegalStateException no bundle was made current yet */
  @Override
  public Bundle current() {
    Bundle bundle = current;
    if (bundle == null) {
      throw new IllegalStateException("no bundle is current yet");
    }
    return bundle;
  }

  @Override
  public Optional<Bundle> byId(BundleId id) {
    return Optional.ofNullable(read.computeIfAbsent(id, this::reread));
  }

  private @Nullable Bundle reread(BundleId id) {
    Path copy = fileOf(id);
    if (!Files.exists(copy)) {
      return null;
    }
    try {
      Path map = sourceMapOf(copy);
      return host.read("index.js", Files.readAllBytes(copy), Files.exists(map) ? Files.readAllBytes(map) : null);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the kept bundle " + copy, e);
    }
  }

  private Path fileOf(BundleId id) {
    return directory.resolve(id + ".js");
  }

  private static Path sourceMapOf(Path script) {
    return script.resolveSibling(script.getFileName() + ".map");
  }
}

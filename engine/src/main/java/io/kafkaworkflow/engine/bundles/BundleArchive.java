package io.kafkaworkflow.engine.bundles;

import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleId;
import io.kafkaworkflow.protocol.BundleManifest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A bundle as bytes on the topic: one gzip stream of the script, then its source map; cut into chunks that fit into records. */
final class BundleArchive {

  /** Bytes of script and map together that are unpacked at most: nobody publishes more, see {@code BundleFile}. */
  private static final long BYTES_MAX = 128L << 20;

  /** The chunks, in order; at least one. */
  static List<byte[]> pack(Bundle bundle, int chunkBytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(bundle.code().length / 2);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bundle.code());
      byte[] map = bundle.sourceMap();
      if (map != null) {
        out.write(map);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a stream in memory cannot fail", e);
    }
    byte[] bytes = packed.toByteArray();
    List<byte[]> chunks = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += chunkBytes) {
      chunks.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + chunkBytes)));
    }
    return chunks;
  }

  /** The bundle, or empty when the bytes are not those that the manifest and the bundle id speak of. */
  static Optional<Bundle> unpack(BundleManifest manifest, byte[] packed) {
    if ((long) manifest.codeBytes() + manifest.sourceMapBytes() > BYTES_MAX) {
      return Optional.empty();
    }
    byte[] code;
    byte[] map;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      code = in.readNBytes(manifest.codeBytes());
      map = in.readNBytes(manifest.sourceMapBytes());
      if (in.read() >= 0) {
        return Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty(); // damaged: as good as not there
    }
    BundleId id = BundleId.ofCode(code);
    boolean isWhole = code.length == manifest.codeBytes() && map.length == manifest.sourceMapBytes() && id.toString().equals(manifest.bundleId());
    return isWhole
        ? Optional.of(new Bundle(id, manifest.name(), code, map.length == 0 ? null : map, Set.copyOf(manifest.outputTopics())))
        : Optional.empty();
  }

  private BundleArchive() {}
}

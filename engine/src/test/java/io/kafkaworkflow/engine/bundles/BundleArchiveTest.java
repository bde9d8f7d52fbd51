package io.kafkaworkflow.engine.bundles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.engine.step.Bundle;
import io.kafkaworkflow.engine.step.BundleId;
import io.kafkaworkflow.protocol.BundleManifest;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BundleArchiveTest {
  private static final byte[] CODE = randomText(200_000);
  private static final byte[] MAP = "{\"version\":3}".getBytes(UTF_8);

  @Test
  void chunksAreAtMostAsLongAsAskedAndMakeUpTheBundle() {
    List<byte[]> chunks = BundleArchive.pack(bundle(CODE, MAP), 10_000);
    assertThat(chunks).hasSizeGreaterThan(5).allMatch(chunk -> chunk.length <= 10_000);

    Bundle read = BundleArchive.unpack(manifest(CODE, MAP), join(chunks)).orElseThrow();
    assertThat(read.id()).isEqualTo(BundleId.ofCode(CODE));
    assertThat(read.name()).isEqualTo("index.js");
    assertThat(read.code()).isEqualTo(CODE);
    assertThat(read.sourceMap()).isEqualTo(MAP);
    assertThat(read.outputTopics()).containsExactly("orders");
  }

  @Test
  void aBundleWithoutSourceMapComesBackWithoutOne() {
    byte[] packed = join(BundleArchive.pack(bundle(CODE, null), 500_000));
    assertThat(BundleArchive.unpack(manifest(CODE, null), packed).orElseThrow().sourceMap()).isNull();
  }

  @Test
  void whatWasDamagedOrCutOffIsNoBundle() {
    byte[] packed = join(BundleArchive.pack(bundle(CODE, MAP), 500_000));
    for (int at : new int[] {0, packed.length / 2, packed.length - 5}) {
      byte[] damaged = packed.clone();
      damaged[at] ^= 0x40;
      assertThat(BundleArchive.unpack(manifest(CODE, MAP), damaged)).as("byte %s", at).isEmpty();
    }
    assertThat(BundleArchive.unpack(manifest(CODE, MAP), Arrays.copyOf(packed, packed.length / 2))).isEmpty();
    assertThat(BundleArchive.unpack(manifest(CODE, MAP), new byte[0])).isEmpty();
  }

  @Test
  void anotherBundlesBytesAreRefusedByTheChecksum() {
    byte[] other = CODE.clone();
    other[7] ^= 1;
    assertThat(BundleArchive.unpack(manifest(CODE, MAP), join(BundleArchive.pack(bundle(other, MAP), 500_000)))).isEmpty();
  }

  @Test
  void moreThanTheManifestSaysIsRefused() {
    byte[] packed = join(BundleArchive.pack(bundle(CODE, MAP), 500_000));
    assertThat(BundleArchive.unpack(manifest(CODE, null), packed)).isEmpty();
  }

  static Bundle bundle(byte[] code, byte @Nullable [] map) {
    return new Bundle(BundleId.ofCode(code), "index.js", code, map, Set.of("orders"));
  }

  private static BundleManifest manifest(byte[] code, byte @Nullable [] map) {
    return new BundleManifest(
        BundleId.ofCode(code).toString(), "index.js", "p", 1, code.length, map == null ? 0 : map.length, List.of("orders"), 1, false);
  }

  private static byte[] join(List<byte[]> chunks) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    chunks.forEach(all::writeBytes);
    return all.toByteArray();
  }

  /** Half of a byte each: text that gzip cannot shrink to nothing. */
  private static byte[] randomText(int length) {
    byte[] text = new byte[length];
    Random random = new Random(1);
    for (int i = 0; i < length; i++) {
      text[i] = (byte) ('a' + random.nextInt(16));
    }
    return text;
  }
}

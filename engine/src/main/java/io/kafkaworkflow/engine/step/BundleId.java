package io.kafkaworkflow.engine.step;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a bundle's bytes; stands in every continuation. The four numbers are its 32 bytes, big endian. */
public record BundleId(long first, long second, long third, long fourth) {

  public static final int BYTES = 32;

  public static BundleId ofCode(byte[] code) {
    try {
      return fromBytes(MessageDigest.getInstance("SHA-256").digest(code), 0);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Reads {@link #BYTES} bytes from {@code offset}. */
  public static BundleId fromBytes(byte[] bytes, int offset) {
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, BYTES);
    return new BundleId(in.getLong(), in.getLong(), in.getLong(), in.getLong());
  }

  public byte[] toBytes() {
    return ByteBuffer.allocate(BYTES).putLong(first).putLong(second).putLong(third).putLong(fourth).array();
  }

  /** 64 hexadecimal digits. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(first) + hex.toHexDigits(second) + hex.toHexDigits(third) + hex.toHexDigits(fourth);
  }
}

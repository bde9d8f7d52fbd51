package io.kafkaworkflow.engine.step;

import java.util.Arrays;

/** Writes the primitives of the continuation format into a growing buffer; {@link ByteReader} reads them. Reusable after {@link #clear}. */
public final class ByteWriter {

  private byte[] bytes;
  private int length;

  public ByteWriter(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  public int length() {
    return length;
  }

  public void clear() {
    length = 0;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  public void u8(int value) {
    if (length == bytes.length) {
      grow(1);
    }
    bytes[length++] = (byte) value;
  }

  /** @param value from 0 to 2^53-1 */
  public void uint(long value) {
    assert value >= 0 && value < 1L << 53 : value;
    long rest = value;
    while (rest > 0x7f) {
      u8((int) rest | 0x80);
      rest >>>= 7;
    }
    u8((int) rest);
  }

  public void f64(double value) {
    long bits = Double.doubleToLongBits(value); // not the raw bits: every NaN is 0x7ff8000000000000
    for (int i = 0; i < 8; i++) {
      u8((int) (bits >>> 8 * i));
    }
  }

  public void raw(byte[] value) {
    raw(value, 0, value.length);
  }

  public void raw(byte[] value, int from, int count) {
    if (count > bytes.length - length) {
      grow(count);
    }
    System.arraycopy(value, from, bytes, length, count);
    length += count;
  }

  public void byteString(byte[] value) {
    uint(value.length);
    raw(value);
  }

  public void text(String value) {
    int start = length;
    uint(value.length()); // right when all of it is ASCII
    int count = value.length();
    if (count > bytes.length - length) {
      grow(count);
    }
    for (int i = 0; i < count; i++) {
      char c = value.charAt(i);
      if (c > 0x7f) {
        length = start;
        byteString(Wtf8.encode(value));
        return;
      }
      bytes[length++] = (byte) c;
    }
  }

  private void grow(int count) {
    bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, count), (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L)));
  }
}

package io.kafkaworkflow.engine.step;

/**
 * Reads the primitives of the continuation format (docs/continuation-format.md, "Primitives"). Checks every length against
 * the bytes that are left before anything is allocated; all methods throw {@link MalformedContinuationException}.
 */
public final class ByteReader {

  private static final long UINT_MAX = (1L << 53) - 1;

  private final byte[] bytes;
  private int offset;

  public ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The bytes being read; not to be changed. */
  public byte[] array() {
    return bytes;
  }

  public int offset() {
    return offset;
  }

  public int remaining() {
    return bytes.length - offset;
  }

  public int u8() {
    if (offset == bytes.length) {
      throw MalformedContinuationException.at(offset, "expected another byte, found the end");
    }
    return bytes[offset++] & 0xff;
  }

  /** Steps over {@code length} bytes and returns the offset at which they start. */
  public int skip(int length) {
    if (length > remaining()) {
      throw MalformedContinuationException.at(offset, "expected " + length + " more bytes, found " + remaining());
    }
    int start = offset;
    offset += length;
    return start;
  }

  public long uint() {
    if (offset < bytes.length && bytes[offset] >= 0) {
      return bytes[offset++];
    }
    int start = offset;
    long value = 0;
    for (int shift = 0; shift < 56; shift += 7) {
      int next = u8();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        if (next == 0 || value > UINT_MAX) {
          throw MalformedContinuationException.at(start, "expected the shortest form of an integer of at most 53 bits");
        }
        return value;
      }
    }
    throw MalformedContinuationException.at(start, "expected an integer of at most 53 bits");
  }

  /** A {@code uint} that fits an int: ids, lengths, resume points. */
  public int smallUint() {
    int start = offset;
    long value = uint();
    if (value > Integer.MAX_VALUE - 8) {
      throw MalformedContinuationException.at(start, "expected an id or length, found " + value);
    }
    return (int) value;
  }

  /** A count of things of which each takes at least {@code bytesEach} bytes. */
  public int count(int bytesEach) {
    int start = offset;
    long value = uint();
    if (value > remaining() / bytesEach) {
      throw MalformedContinuationException.at(start, "expected at most " + remaining() / bytesEach + " entries, found " + value);
    }
    return (int) value;
  }

  public double f64() {
    int at = skip(8);
    long bits = 0;
    for (int i = 7; i >= 0; i--) {
      bits = bits << 8 | bytes[at + i] & 0xff;
    }
    return Double.longBitsToDouble(bits);
  }

  public byte[] byteString() {
    int length = count(1);
    int at = skip(length);
    return java.util.Arrays.copyOfRange(bytes, at, at + length);
  }

  public String text() {
    int length = count(1);
    int at = skip(length);
    return Wtf8.decode(bytes, at, length);
  }
}

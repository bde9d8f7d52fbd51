package io.kafkaworkflow.engine.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytePrimitivesTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, 1L << 31, 1L << 32, (1L << 53) - 1})
  void unsignedIntegersAreKept(long value) {
    ByteWriter out = new ByteWriter(0);
    out.uint(value);

    ByteReader in = new ByteReader(out.toBytes());
    assertThat(in.uint()).isEqualTo(value);
    assertThat(in.remaining()).isZero();
  }

  @Test
  void overlongAndTooLargeIntegersAreRefused() {
    assertMalformed(in -> in.uint(), 0x80, 0x00);
    assertMalformed(in -> in.uint(), 0xff, 0x80, 0x00);
    assertMalformed(in -> in.uint(), 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10); // 2^53
    assertMalformed(in -> in.uint(), 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01);
    assertMalformed(in -> in.smallUint(), 0xff, 0xff, 0xff, 0xff, 0x08);
    assertMalformed(in -> in.uint(), 0x80);
  }

  @Test
  void countsAreCheckedAgainstTheBytesThatAreLeft() {
    assertMalformed(in -> in.count(1), 3, 0, 0);
    assertMalformed(in -> in.count(2), 2, 0, 0, 0);
    assertMalformed(in -> in.byteString(), 0xff, 0xff, 0xff, 0xff, 0x07);
    assertThat(new ByteReader(new byte[] {1, 7}).byteString()).containsExactly(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "ä", "€", "😀", "a😀b", "\ud800", "\udc00", "\udc00\ud800", "x\ud83d", "\u0000", "\uffff", "\udbff\udfff"})
  void everyJavaScriptStringIsKept(String text) {
    ByteWriter out = new ByteWriter(0);
    out.text(text);

    assertThat(new ByteReader(out.toBytes()).text()).isEqualTo(text);
    if (text.codePoints().noneMatch(c -> c >= 0xd800 && c < 0xe000)) {
      assertThat(out.toBytes()).endsWith(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void otherFormsOfTextAreRefused() {
    assertMalformed(in -> in.text(), 1, 0x80); // a continuation byte alone
    assertMalformed(in -> in.text(), 2, 0xc0, 0x80); // overlong
    assertMalformed(in -> in.text(), 3, 0xe0, 0x80, 0x80);
    assertMalformed(in -> in.text(), 1, 0xc3); // cut off
    assertMalformed(in -> in.text(), 2, 0xc3, 0x41);
    assertMalformed(in -> in.text(), 4, 0xf4, 0x90, 0x80, 0x80); // above U+10FFFF
    assertMalformed(in -> in.text(), 6, 0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80); // a pair in two halves
    assertMalformed(in -> in.text(), 1, 0xff);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, 1.5, Double.MIN_VALUE, Double.MAX_VALUE, Double.NEGATIVE_INFINITY})
  void doublesAreKept(double value) {
    ByteWriter out = new ByteWriter(0);
    out.f64(value);

    assertThat(new ByteReader(out.toBytes()).f64()).isEqualTo(value);
  }

  @Test
  void everyNotANumberIsTheSame() {
    ByteWriter out = new ByteWriter(0);
    out.f64(Double.longBitsToDouble(0xfff8000000000001L));

    assertThat(out.toBytes()).containsExactly(0, 0, 0, 0, 0, 0, 0xf8, 0x7f);
  }

  private static void assertMalformed(java.util.function.Consumer<ByteReader> read, int... bytes) {
    byte[] given = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      given[i] = (byte) bytes[i];
    }
    assertThatThrownBy(() -> read.accept(new ByteReader(given))).isInstanceOf(MalformedContinuationException.class);
  }
}

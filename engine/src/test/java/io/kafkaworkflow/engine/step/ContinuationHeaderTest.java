package io.kafkaworkflow.engine.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContinuationHeaderTest {

  private static final BundleId BUNDLE = BundleId.ofCode(new byte[] {1, 2, 3});
  private static final ContinuationHeader WAITING = new ContinuationHeader(
      ThreadStatus.WAITING, BUNDLE, 4711, 3, 1_700_000_000_000L, 1_700_000_000_500L, "key-ä",
      List.of(new OpenRef(1, "~3mv.1", 17, 2), new OpenRef(0, "cancel \ud800", -1, 0), new OpenRef(40, "~3mv.14", 300, 200)));

  @Test
  void whatIsWrittenIsRead() {
    byte[] bytes = WAITING.toBytes();

    assertThat(ContinuationHeader.read(bytes)).isEqualTo(WAITING);
    assertThat(bytes).startsWith(1, 0).hasSizeLessThan(90);
    assertThat(Arrays.copyOfRange(bytes, 2, 34)).isEqualTo(BUNDLE.toBytes());
  }

  @Test
  void theBodyFollowsTheHeader() {
    byte[] header = WAITING.toBytes();
    ByteReader in = new ByteReader(Arrays.copyOf(header, header.length + 5));

    ContinuationHeader.read(in);

    assertThat(in.offset()).isEqualTo(header.length);
    assertThat(in.remaining()).isEqualTo(5);
  }

  @Test
  void anEndKeepsWhereTheThreadCameFrom() {
    ContinuationHeader ended = WAITING.ended(ThreadStatus.TERMINATED, 1_700_000_009_000L);

    assertThat(ContinuationHeader.read(ended.toBytes())).isEqualTo(ended);
    assertThat(ended.step()).isEqualTo(4);
    assertThat(ended.openRefs()).isEmpty();
    assertThat(ended.incarnation()).isEqualTo(4711);
    assertThatThrownBy(() -> WAITING.ended(ThreadStatus.WAITING, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRefIsOpenOrSpentOrNotYetKnown() {
    assertThat(WAITING.openRef("~3mv.14")).map(OpenRef::resumePoint).contains(200);
    assertThat(WAITING.isSpent("~3mv.2")).isTrue();
    assertThat(WAITING.isSpent("~3mv.1")).isFalse();
    assertThat(WAITING.isSpent("~3mw.1")).as("made by another incarnation").isFalse();
    assertThat(WAITING.isSpent("order-1")).isFalse();
  }

  @Test
  void aClockThatWentBackIsWrittenAsNoTime() {
    ContinuationHeader early = new ContinuationHeader(ThreadStatus.WAITING, BUNDLE, 1, 2, 1_000, 900, "", List.of());

    assertThat(ContinuationHeader.read(early.toBytes()).updatedAtEpochMs()).isEqualTo(1_000);
  }

  @Test
  void everyTruncationIsRefusedWithItsOffset() {
    byte[] bytes = WAITING.toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] truncated = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ContinuationHeader.read(truncated)).isInstanceOf(MalformedContinuationException.class)
          .hasMessageContaining("at byte ");
    }
  }

  @Test
  void otherFormatsAndStatusesAreRefused() {
    byte[] bytes = WAITING.toBytes();
    bytes[0] = 3;
    assertThatThrownBy(() -> ContinuationHeader.read(bytes)).isInstanceOfSatisfying(
        MalformedContinuationException.class, e -> assertThat(e.code()).isEqualTo("codec/unknown-format"));
    bytes[0] = 1;
    bytes[1] = 5;
    assertThatThrownBy(() -> ContinuationHeader.read(bytes)).hasMessageContaining("at byte 1: expected a status from 0 to 4, found 5");
    bytes[1] = 1; // an end with open refs
    assertThatThrownBy(() -> ContinuationHeader.read(bytes)).hasMessageContaining("end of a completion record");
  }

  @Test
  void bundleIdsAreComparedByTheirBytesAndShownAsHexadecimal() {
    assertThat(BundleId.fromBytes(BUNDLE.toBytes(), 0)).isEqualTo(BUNDLE);
    assertThat(BUNDLE).hasToString("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
  }
}

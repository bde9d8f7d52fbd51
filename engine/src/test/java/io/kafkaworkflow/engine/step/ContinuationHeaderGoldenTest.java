package io.kafkaworkflow.engine.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The headers of js-runtime/test/codec/headers.ts, with the golden files that the other codec wrote: both read and write the same bytes. */
class ContinuationHeaderGoldenTest {
  private static final Path GOLDEN = Path.of("..", "js-runtime", "test", "golden", "v1-headers");
  private static final ContinuationHeader WAITING = new ContinuationHeader(
      ThreadStatus.WAITING, bundle(), 12_345, 3, 1_700_000_000_000L, 1_700_000_000_500L, "k\ud83d\ude00",
      List.of(new OpenRef(4, OpenRef.generatedId(12_345, 4), 17, 2), new OpenRef(0, "cancel", -1, 0)));
  private static final ContinuationHeader MAIL = WAITING.with(new Mailbox(List.of(
      new Message("paid", 12_400, 1_700_000_000_100L, "{\"ref\":\"paid\",\"value\":\"\u00e9\ud83d\ude00\"}", List.of(
          new Message.Header("traceparent", "00-1-2-01".getBytes(UTF_8)), new Message.Header("none", null),
          new Message.Header("\u00fc", new byte[] {0, (byte) 255}), new Message.Header("", new byte[0]))),
      new Message("lone \ud800", 12_401, (1L << 53) - 1, "{\"ref\":\"lone \\ud800\"}", List.of()))));

  @Test
  void aWaitingThreadIsReadAndWrittenWithEqualBytes() throws IOException {
    expectGolden("waiting", WAITING);
  }

  @Test
  void mailIsReadAndWrittenWithEqualBytes_1_06() throws IOException {
    expectGolden("mail", MAIL);
  }

  @Test
  void anEndIsReadAndWrittenWithEqualBytes() throws IOException {
    expectGolden("ended", new ContinuationHeader(ThreadStatus.COMPLETED, bundle(), 12_345, 3, 1_700_000_000_000L, 1_700_000_000_500L,
        "k\ud83d\ude00", List.of()));
  }

  @Test
  void keptHeadersAreReadAndWrittenWithEqualBytes_2_06() throws IOException {
    expectGolden("kept", WAITING.with(new KeptHeaders(List.of(
        new Message.Header("workflow-thread-id", "p\ud83d\ude00".getBytes(UTF_8)), new Message.Header("workflow-step-id", "workflow-resume-0-7".getBytes(UTF_8)),
        new Message.Header("workflow-context-tenant", new byte[0]), new Message.Header("traceparent", new byte[] {0, (byte) 255})))));
    expectGolden("kept-ended", new ContinuationHeader(ThreadStatus.COMPLETED, bundle(), 12_345, 3, 1_700_000_000_000L, 1_700_000_000_500L,
        "k\ud83d\ude00", List.of()).with(new KeptHeaders(List.of(new Message.Header("workflow-step-id", "orders-3-8".getBytes(UTF_8))))));
  }

  @Test
  void formatTwoKeepsAtLeastOneHeaderAndAValueForEach() {
    byte[] bytes = WAITING.toBytes();
    byte[] none = join(bytes, new byte[] {0});
    byte[] nullValue = join(bytes, new byte[] {1, 1, 'a', 0});
    for (byte[] malformed : List.of(none, nullValue)) {
      malformed[0] = 2;
      assertThatThrownBy(() -> ContinuationHeader.read(malformed)).isInstanceOf(MalformedContinuationException.class).hasMessageContaining("kept header");
    }
  }

  @Test
  void anEmptyMailboxIsOneByte() {
    byte[] bytes = WAITING.toBytes();
    assertThat(bytes[bytes.length - 1]).isZero();
    assertThat(MAIL.toBytes()).hasSize(bytes.length + MAIL.mailbox().bytes());
  }

  @Test
  void aMailboxIsPutIntoAContinuationAndTakenOutAgain() {
    byte[] body = {7, 8, 9};
    byte[] without = join(WAITING.toBytes(), body);
    byte[] with = MAIL.mailbox().into(without);
    assertThat(with).isEqualTo(join(MAIL.toBytes(), body));
    assertThat(Mailbox.EMPTY.into(with)).isEqualTo(without);
  }

  @Test
  void anEndWithMailIsRefused() {
    byte[] bytes = MAIL.toBytes();
    ContinuationHeader ended = new ContinuationHeader(ThreadStatus.FAILED, bundle(), 1, 1, 1, 1, "", List.of()).with(MAIL.mailbox());
    assertThatThrownBy(() -> ContinuationHeader.read(ended.toBytes())).isInstanceOf(MalformedContinuationException.class)
        .hasMessageContaining("messages");
    assertThat(ContinuationHeader.read(bytes)).isEqualTo(MAIL);
  }

  @Test
  void aMessageForAnIdOfRefOrForNoNameIsRefused() {
    for (String ref : List.of("", "~9ix.1")) {
      byte[] bytes = WAITING.with(Mailbox.EMPTY.with(new Message(ref, 1, 1, "{}", List.of()))).toBytes();
      assertThatThrownBy(() -> ContinuationHeader.read(bytes)).isInstanceOf(MalformedContinuationException.class)
          .hasMessageContaining("expected a message for a named ref");
    }
  }

  @Test
  void malformedMailIsRefusedAndNeverMore() {
    byte[] bytes = MAIL.toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] truncated = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ContinuationHeader.read(truncated)).as("%d bytes", length).isInstanceOf(MalformedContinuationException.class);
    }
    Random random = new Random(20_260_101);
    for (int i = 0; i < 5_000; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] = (byte) random.nextInt();
      try {
        assertThat(ContinuationHeader.read(damaged)).isNotNull();
      } catch (MalformedContinuationException e) {
        assertThat(e.code()).startsWith("codec/");
      }
    }
  }

  private static void expectGolden(String name, ContinuationHeader header) throws IOException {
    byte[] golden = Files.readAllBytes(GOLDEN.resolve(name + ".bin"));
    assertThat(ContinuationHeader.read(golden)).isEqualTo(header);
    assertThat(header.toBytes()).isEqualTo(golden);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static BundleId bundle() {
    byte[] bytes = new byte[BundleId.BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return BundleId.fromBytes(bytes, 0);
  }
}

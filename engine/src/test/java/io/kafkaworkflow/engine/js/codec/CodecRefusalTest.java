package io.kafkaworkflow.engine.js.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.kafkaworkflow.engine.js.guest.GuestException;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.step.ByteWriter;
import io.kafkaworkflow.engine.step.MalformedContinuationException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is not saved is refused with its path, by both codecs; what is no continuation is refused whatever the bytes are. */
class CodecRefusalTest {

  /** The TypeScript codec cannot see private fields from outside; see docs/continuation-format.md. */
  private static final List<String> SEEN_BY_JAVA_ALONE = List.of("privateField");

  private CodecFixture fixture;

  @BeforeEach
  void open() {
    fixture = new CodecFixture();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @TestFactory
  Stream<DynamicTest> bothRefuseWhatCannotBeSaved() {
    return fixture.names("unsaveable").stream().map(name -> dynamicTest(name, () -> {
      Object graph = fixture.run("unsaveable", name);
      assertThatThrownBy(() -> fixture.save(graph)).isInstanceOfSatisfying(
          SaveException.class, e -> assertThat(e.code()).isEqualTo("codec/unserializable-value"));
      if (!SEEN_BY_JAVA_ALONE.contains(name)) {
        assertThatThrownBy(() -> fixture.saveInTypeScript(graph)).isInstanceOf(GuestException.class)
            .hasMessageContaining("codec/unserializable-value");
      }
      assertThat(fixture.save(GuestValues.NULL)).as("the next save knows nothing of it").containsExactly(Tags.NULL, 0);
    }));
  }

  @TestFactory
  Stream<DynamicTest> bothRefuseModuleStateThatCannotBePutBack() {
    return fixture.names("stuck").stream().map(name -> dynamicTest(name, () -> {
      try (CodecFixture spoiled = new CodecFixture()) {
        spoiled.run("stuck", name);
        assertThatThrownBy(() -> spoiled.save(GuestValues.NULL)).isInstanceOfSatisfying(
            SaveException.class, e -> assertThat(e.code()).isEqualTo("codec/unrestorable-module-object"));
        assertThatThrownBy(() -> spoiled.saveInTypeScript(GuestValues.NULL)).hasMessageContaining("codec/unrestorable-module-object");
        assertThat(spoiled.codec.restoreModules()).isFalse();
      }
    }));
  }

  @TestFactory
  Stream<DynamicTest> aChangedBuiltInIsRefusedAndPutBack() {
    return fixture.names("builtInChanges").stream().map(name -> dynamicTest(name, () -> {
      byte[] pristine = fixture.save(GuestValues.NULL);
      fixture.run("builtInChanges", name);
      assertThatThrownBy(() -> fixture.save(GuestValues.NULL)).isInstanceOfSatisfying(
          SaveException.class, e -> assertThat(e.code()).isEqualTo("step/changed-built-in")).hasMessageContaining("`" + name.replace('_', '.') + "`");
      assertThat(fixture.codec.restoreModules()).isTrue();
      assertThat(fixture.save(GuestValues.NULL)).isEqualTo(pristine);
    }));
  }

  @Test
  void thePathStartsAtTheNearestVariable() {
    assertThatThrownBy(() -> fixture.save(fixture.run("unsaveable", "frameVariable"))).message()
        .startsWith("codec/unserializable-value: cannot save `order.client.socket` (a Proxy) in a continuation\n"
            + "  at    orders.ts:31:5, local `order` of `placeOrder`\n  then  ").contains("\n  help  ");
    assertThatThrownBy(() -> fixture.save(fixture.run("unsaveable", "proxy"))).hasMessageContaining("`thread.order.client.socket` (a Proxy)");
  }

  @Test
  void aLimitStopsTheWriterEarly() {
    Object wide = fixture.run("graphs", "wide");
    ByteWriter out = fixture.codec.out();

    assertThatThrownBy(() -> fixture.codec.write(wide, 1_000)).isInstanceOf(ContinuationTooLargeException.class);

    assertThat(out.length()).isLessThan(200_000);
  }

  @TestFactory
  Stream<DynamicTest> truncatedBytesAreRefused() {
    return fixture.names("graphs").stream().filter(name -> !name.equals("deep") && !name.equals("wide")).map(name -> dynamicTest(name, () -> {
      byte[] body = fixture.save(fixture.run("graphs", name));
      for (int length = 0; length < body.length; length += 1 + body.length / 500) {
        byte[] truncated = Arrays.copyOf(body, length);
        assertThatThrownBy(() -> fixture.load(truncated)).isInstanceOf(MalformedContinuationException.class);
      }
    }));
  }

  @TestFactory
  Stream<DynamicTest> damagedBytesGiveAGraphOrAreRefused() {
    long seed = Long.getLong("seed", System.nanoTime());
    return fixture.names("graphs").stream().filter(name -> !name.equals("deep") && !name.equals("wide"))
        .map(name -> dynamicTest(name + ", repeat with -Dseed=" + seed, () -> Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
          Random random = new Random(seed);
          try (CodecFixture damaged = new CodecFixture()) { // guest contexts belong to one thread, and this is another
            byte[] body = damaged.save(damaged.run("graphs", name));
            for (int i = 0; i < 300; i++) {
              byte[] bytes = body.clone();
              for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
              }
              Throwable thrown = catchThrowable(() -> damaged.load(bytes));
              if (thrown != null) {
                assertThat(thrown).isInstanceOf(MalformedContinuationException.class);
              }
            }
          }
        })));
  }
}

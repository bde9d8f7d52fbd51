package io.kafkaworkflow.engine.js.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.kafkaworkflow.engine.js.guest.GuestValues;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Both codecs write equal bytes, and each reads what the other wrote: one graph for each kind of value, one change for each kind of module object. */
class CodecDifferentialTest {

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
  Stream<DynamicTest> bothWriteEqualBytes() {
    return fixture.names("graphs").stream().map(name -> dynamicTest(name, () -> {
      Object graph = fixture.run("graphs", name);
      assertThat(fixture.save(graph)).isEqualTo(fixture.saveInTypeScript(graph));
    }));
  }

  @TestFactory
  Stream<DynamicTest> whatJavaReadsIsWrittenAgain() {
    return fixture.names("graphs").stream().map(name -> dynamicTest(name, () -> {
      byte[] body = fixture.saveInTypeScript(fixture.run("graphs", name));
      for (int i = 0; i < 3; i++) { // the second time takes the fast paths that the first one learned
        Object read = fixture.load(body);
        assertThat(fixture.saveInTypeScript(read)).isEqualTo(body);
        assertThat(fixture.save(read)).isEqualTo(body);
      }
    }));
  }

  @TestFactory
  Stream<DynamicTest> whatTypeScriptReadsIsWrittenAgain() {
    return fixture.names("graphs").stream().map(name -> dynamicTest(name, () -> {
      byte[] body = fixture.save(fixture.run("graphs", name));
      Object read = fixture.loadInTypeScript(body);
      assertThat(fixture.save(read)).isEqualTo(body);
    }));
  }

  @TestFactory
  Stream<DynamicTest> changesOfModuleStateTravelWithTheThread() {
    return fixture.names("changes").stream().map(name -> dynamicTest(name, () -> {
      byte[] pristine = fixture.save(GuestValues.NULL);
      fixture.run("changes", name);
      byte[] changed = fixture.save(GuestValues.NULL);
      assertThat(changed).isEqualTo(fixture.saveInTypeScript(GuestValues.NULL)); // puts everything back
      assertThat(fixture.save(GuestValues.NULL)).as("put back by TypeScript").isEqualTo(pristine);
      for (int i = 0; i < 2; i++) {
        fixture.load(changed);
        assertThat(fixture.save(GuestValues.NULL)).as("read by Java").isEqualTo(changed);
        assertThat(fixture.codec.restoreModules()).isTrue();
        assertThat(fixture.save(GuestValues.NULL)).as("put back by Java").isEqualTo(pristine);
        fixture.rollbackInTypeScript();
      }
      assertThat(changed.length > pristine.length).isEqualTo(!name.equals("nothing") && !name.equals("sameValueAgain"));
    }));
  }
}

package io.kafkaworkflow.engine.js.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.kafkaworkflow.engine.js.TestBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The golden files of the TypeScript codec: the Java codec reads each, and writes it again with equal bytes. That they hold every kind is checked beside them. */
class GoldenThreadsTest {

  private static final Path FOLDER = Path.of("..", "js-runtime", "test", "golden", "threads-v1");

  @TestFactory
  Stream<DynamicTest> areReadAndWrittenAgain() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(FOLDER)) {
      files = all.filter(file -> file.toString().endsWith(".bin")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(25);
    String bundle = TestBundles.withRuntime(Files.readString(FOLDER.resolve("bundle.js")));
    return files.stream().map(file -> dynamicTest(file.getFileName().toString(), () -> {
      byte[] golden = Files.readAllBytes(file);
      try (CodecFixture fixture = new CodecFixture(bundle, "golden")) {
        for (int i = 0; i < 3; i++) { // the second time takes the fast paths that the first one learned
          Object thread = fixture.load(golden);
          assertThat(fixture.save(thread)).isEqualTo(golden);
          assertThat(fixture.saveInTypeScript(thread)).isEqualTo(golden);
        }
      }
    }));
  }
}

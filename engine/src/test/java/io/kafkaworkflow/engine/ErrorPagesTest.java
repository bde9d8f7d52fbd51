package io.kafkaworkflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code that the engine can report has a page, and the page has the form of the others. */
class ErrorPagesTest {
  private static final Pattern CODE = Pattern.compile("\"((?:step|codec|host|config|command|http|query)/[a-z0-9]+(?:-[a-z0-9]+)*)[\": ]");

  @Test
  void everyCodeInTheSourcesHasAPage() throws IOException {
    Set<String> codes = codesInSources();
    assertThat(codes).contains("step/output-too-large", "config/unreadable-bundle", "host/small-stack");
    assertThat(codes).allSatisfy(code -> assertThat(page(code)).content()
        .startsWith("# " + code + "\n").contains("## What the system did", "## What to do"));
  }

  private static Path page(String code) {
    return Path.of("..", "docs", "errors", code.replace('/', '-') + ".md");
  }

  private static Set<String> codesInSources() throws IOException {
    Set<String> codes = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher found = CODE.matcher(Files.readString(file));
        while (found.find()) {
          codes.add(found.group(1));
        }
      }
    }
    return codes;
  }
}

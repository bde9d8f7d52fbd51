package io.kafkaworkflow.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.start.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
  private static final String READER = "reader-0123456789abcdef";
  private static final String WRITER = "writer-0123456789abcdef";

  @TempDir Path directory;

  @Test
  void aTokenHasTheScopeOfItsLineAndIsNamedByIt() throws Exception {
    Tokens tokens = new Tokens(file("# comment", "", "read " + READER, "write\t" + WRITER));

    assertThat(tokens.holder(READER)).contains(new Tokens.Holder(Tokens.Scope.READ, "token of line 3"));
    assertThat(tokens.holder(WRITER)).contains(new Tokens.Holder(Tokens.Scope.WRITE, "token of line 4"));
    assertThat(tokens.holder(READER + "x")).isEmpty();
    assertThat(tokens.holder("")).isEmpty();
  }

  @Test
  void aBrokenFileIsRefusedWithoutShowingIt() throws Exception {
    for (String line : List.of("admin " + READER, READER, "read " + READER + " more", "read short", "read t\u00f6ken-0123456789abcdef")) {
      Path file = file(line);
      assertThatThrownBy(() -> new Tokens(file)).isInstanceOf(StartException.class)
          .hasMessageContaining("config/invalid-setting").hasMessageContaining("line 1").message().doesNotContain("0123456789");
    }
    assertThatThrownBy(() -> new Tokens(directory.resolve("absent"))).isInstanceOf(StartException.class).hasMessageContaining("NoSuchFile");
  }

  private Path file(String... lines) throws Exception {
    return Files.write(directory.resolve("tokens"), List.of(lines));
  }
}

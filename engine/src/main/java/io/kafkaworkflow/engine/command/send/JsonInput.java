package io.kafkaworkflow.engine.command.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kafkaworkflow.start.StartException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A JSON text from the command line, or from a file where it is long or secret. */
final class JsonInput {
  private static final String STANDARD_INPUT = "-";

  @Option(names = {"-f", "--file"}, paramLabel = "FILE", description = "the JSON is in this file; `-` for standard input")
  private @Nullable String file;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /**
   * @param text from the command line, null when there is none
   * @return null when there is neither text nor file
   * @throws ParameterException there are both
   * @throws StartException {@code command/unreadable-input}
   */
  @Nullable String json(@Nullable String text) {
    if (file == null) {
      return text;
    }
    if (text != null) {
      throw new ParameterException(Objects.requireNonNull(command).commandLine(), "JSON and --file exclude each other");
    }
    try (InputStream in = file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file))) {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(in.readAllBytes())).toString();
    } catch (CharacterCodingException e) {
      throw unreadable("it is not UTF-8");
    } catch (IOException e) {
      throw unreadable(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private StartException unreadable(String reason) {
    return new StartException("command/unreadable-input", "cannot read the JSON: " + reason, "file " + file,
        "nothing was sent; the command exits with 1", "name a file of UTF-8 text, or - for standard input");
  }
}

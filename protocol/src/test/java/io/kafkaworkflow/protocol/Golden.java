package io.kafkaworkflow.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Reads protocol/golden. */
final class Golden {
  static String text(String file) {
    try {
      return Files.readString(Path.of("golden", file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode cases(String file) {
    try {
      return new ObjectMapper().readTree(text(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of `name` (text) or `nameHex`, null when the case has a JSON null. */
  static byte @Nullable [] bytes(JsonNode node, String name) {
    if (node.has(name + "Hex")) return HexFormat.of().parseHex(node.get(name + "Hex").asText());
    return node.get(name).isNull() ? null : node.get(name).asText().getBytes(StandardCharsets.UTF_8);
  }

  private Golden() {}
}

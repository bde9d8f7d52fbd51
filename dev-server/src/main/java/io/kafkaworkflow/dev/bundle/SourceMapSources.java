package io.kafkaworkflow.dev.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** The files that a bundle was made from, as its source map names them. */
final class SourceMapSources {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SourceMapSources() {}

  /**
   * @param map a source map, version 3; the names in it are relative to it
   * @return those of its sources that are files, absolute
   */
  static Set<Path> of(Path map) throws IOException {
    JsonNode root = JSON.readTree(Files.readAllBytes(map));
    String sourceRoot = root.path("sourceRoot").asText("");
    Set<Path> files = new LinkedHashSet<>();
    for (JsonNode source : root.path("sources")) {
      // Sources of tools have names that are no paths, such as "webpack://..."; they cannot change under us.
      if (source.isTextual() && !source.textValue().contains("://")) {
        Path file = map.toAbsolutePath().getParent().resolve(sourceRoot).resolve(source.textValue()).normalize();
        if (Files.isRegularFile(file)) {
          files.add(file);
        }
      }
    }
    return files;
  }
}

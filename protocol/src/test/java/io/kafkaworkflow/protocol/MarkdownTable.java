package io.kafkaworkflow.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rows of a table in one of the documents; cells without white space around them and without backquotes. */
final class MarkdownTable {
  /** The table below a heading, without its own two head lines. */
  static List<List<String>> below(Path document, String heading) {
    try {
      List<String> lines = Files.readAllLines(document);
      int at = lines.indexOf(heading);
      if (at < 0) {
        throw new IllegalArgumentException("Expected the heading " + heading + " in " + document);
      }
      List<List<String>> rows = new ArrayList<>();
      lines.stream().skip(at + 1).dropWhile(line -> !line.startsWith("|")).takeWhile(line -> line.startsWith("|")).skip(2)
          .forEach(line -> rows.add(cells(line)));
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cells(String line) {
    return Stream.of(line.substring(1).split("(?<!\\\\)\\|")).map(cell -> cell.replace("`", "").strip()).toList();
  }

  private MarkdownTable() {}
}

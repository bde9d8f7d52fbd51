package io.kafkaworkflow.it.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One fenced block of a page.
 *
 * @param language first word behind the fence: {@code sh} is run, {@code text} is what is seen then, {@code console} is for reading
 *     only, everything else is a file
 * @param name second word: {@code server} for the terminal that stays busy, or the file's name; may be empty
 * @param text the lines between the fences
 * @param line of the opening fence in the page, from 1
 */
record PageBlock(String language, String name, String text, int line) {
  private static final Pattern FENCED = Pattern.compile("^```(\\S+)[ ]?(\\S*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** The blocks of {@code page} in order. */
  static List<PageBlock> of(Path page) {
    String markdown;
    try {
      markdown = Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + page, e);
    }
    List<PageBlock> blocks = new ArrayList<>();
    for (MatchResult found : FENCED.matcher(markdown).results().toList()) {
      int line = 1 + (int) markdown.substring(0, found.start()).chars().filter(c -> c == '\n').count();
      blocks.add(new PageBlock(found.group(1), found.group(2), found.group(3), line));
    }
    return blocks;
  }

  boolean isOfServer() {
    return name.equals("server");
  }

  List<String> lines() {
    return text.lines().toList();
  }
}

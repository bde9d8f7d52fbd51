package io.kafkaworkflow.engine.js;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stack traces as a workflow's author reads them: GraalJS ignores source maps, so positions in the bundle are mapped here, and
 * frames without an original (the runtime, code that the compiler made up) are left out. Other lines stay as they are: the runtime
 * adds those of the async call chain in source positions. The testing kit's {@code StackMap} does the same.
 */
final class StackMapper {

  private static final Logger LOG = LoggerFactory.getLogger(StackMapper.class);

  /** What GraalJS calls {@code run} of a frame: the async function's name, behind the frame's type. */
  private static final Pattern FRAME_NAME = Pattern.compile("^(?:FrameBase|\\w*GeneratorFrame|\\$_*F\\d+)\\.(.*)$");

  /** What GraalJS calls functions without a name. */
  private static final Set<String> NAMELESS = Set.of("", "run", "<anonymous>");

  /** The runtime's function that starts an async call, called by what the compiler put in the async function's place. */
  private static final Pattern START = Pattern.compile("^(?:[\\w$]+\\.)?start\\d*$");

  /** {@code "    at name (bundle.js:line:column)"} or {@code "    at bundle.js:line:column"}. */
  private final Pattern frame;

  private final @Nullable SourceMap map;

  /** @param map null leaves traces as they are */
  StackMapper(String bundleName, @Nullable SourceMap map) {
    this.frame = Pattern.compile("^\\s+at (?:(.*) \\()?" + Pattern.quote(bundleName) + ":(\\d{1,9}):(\\d{1,9})\\)?$");
    this.map = map;
  }

  /** @param sourceMap bytes of the map; an unreadable one costs mapped stack traces and nothing else */
  static StackMapper of(String bundleName, byte @Nullable [] sourceMap) {
    try {
      return new StackMapper(bundleName, sourceMap == null ? null : SourceMap.parse(sourceMap));
    } catch (IOException e) {
      LOG.warn("The source map of {} cannot be read; stack traces will name positions in the bundle", bundleName, e);
      return new StackMapper(bundleName, null);
    }
  }

  /** @param text a stack trace, or any text that may contain some */
  String map(String text) {
    if (map == null || text.indexOf('\n') < 0) {
      return text;
    }
    StringBuilder mapped = new StringBuilder(text.length());
    boolean isStarting = false;
    for (String line : text.split("\n", -1)) {
      Matcher found = frame.matcher(line);
      if (!found.matches()) {
        mapped.append('\n').append(line);
        continue;
      }
      Optional<SourceMap.Position> at = original(map, found);
      String name = found.group(1) == null ? "" : found.group(1);
      if (at.isPresent() && !isStarting) {
        mapped.append('\n').append(frameLine(name, at.get()));
      }
      isStarting = at.isEmpty() && START.matcher(name).matches();
    }
    return mapped.substring(1);
  }

  private static Optional<SourceMap.Position> original(SourceMap map, Matcher found) {
    return map.original(Integer.parseInt(found.group(2)), Integer.parseInt(found.group(3)));
  }

  private static String frameLine(String name, SourceMap.Position at) {
    Matcher frame = FRAME_NAME.matcher(name);
    String own = frame.matches() ? frame.group(1) : name;
    String position = at.source() + ":" + at.line() + ":" + at.column();
    return NAMELESS.contains(own) ? "    at " + position : "    at " + own + " (" + position + ")";
  }
}

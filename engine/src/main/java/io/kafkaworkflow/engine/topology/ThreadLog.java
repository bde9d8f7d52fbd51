package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.step.LogLine;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What workflow code says with {@code console}, in the engine's log: one logger, {@code workflow}, the thread id in front. */
final class ThreadLog {
  private static final Logger log = LoggerFactory.getLogger("workflow");

  static void write(String threadId, List<LogLine> lines) {
    for (LogLine line : lines) {
      String text = "[" + printable(threadId) + "] " + line.text();
      switch (line.level()) {
        case DEBUG -> log.debug(text);
        case INFO -> log.info(text);
        case WARN -> log.warn(text);
        case ERROR -> log.error(text);
      }
    }
  }

  /** The id with control characters escaped: an id comes from outside and must not forge lines of the log. */
  static String printable(String threadId) {
    StringBuilder out = new StringBuilder(threadId.length());
    threadId.codePoints().forEach(c -> {
      if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
        out.append(String.format("\\u%04x", c));
      } else {
        out.appendCodePoint(c);
      }
    });
    return out.toString();
  }

  private ThreadLog() {}
}

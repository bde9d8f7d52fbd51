package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.step.LogLine;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * What workflow code says with {@code console}, in the engine's log: one logger, {@code workflow}, the thread id in front. Loggers that write structured
 * lines find thread and step in the MDC, as {@value #THREAD} and {@value #STEP}.
 */
final class ThreadLog {
  private static final Logger log = LoggerFactory.getLogger("workflow");

  /** Names in the MDC. */
  static final String THREAD = "workflow-thread-id";

  static final String STEP = "workflow-step-id";

  static void write(String threadId, String stepId, List<LogLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    MDC.put(THREAD, threadId);
    MDC.put(STEP, stepId);
    try {
      write(threadId, lines);
    } finally {
      MDC.remove(STEP);
      MDC.remove(THREAD);
    }
  }

  /** @param who what stands in front: a thread id, or the step id of an input's record */
  static void write(String who, List<LogLine> lines) {
    for (LogLine line : lines) {
      String text = "[" + printable(who) + "] " + line.text();
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

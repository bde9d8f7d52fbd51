package io.kafkaworkflow.dev.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The screen: records and results on one stream, progress and errors on the other, always UTF-8. Safe for use by several threads; one
 * call writes whole lines.
 */
public final class Terminal {
  /** Columns assumed when nobody says; also used when the output goes to a file. */
  private static final int COLUMNS_DEFAULT = 160;
  private static final int COLUMNS_MIN = 60;

  private final PrintStream data;
  private final PrintStream progress;
  private final boolean hasColour;
  private final int columns;

  public Terminal(PrintStream data, PrintStream progress, boolean hasColour, int columns) {
    this.data = data;
    this.progress = progress;
    this.hasColour = hasColour;
    this.columns = Math.max(columns, COLUMNS_MIN);
  }

  /**
   * Standard output and standard error. The launcher says by {@code -Dkafkaworkflow.color} and {@code
   * -Dkafkaworkflow.columns} what they are connected to: Java 17 cannot tell.
   */
  public static Terminal ofProcess() {
    return new Terminal(
        utf8(FileDescriptor.out), utf8(FileDescriptor.err), Boolean.getBoolean("kafkaworkflow.color"), Integer.getInteger("kafkaworkflow.columns", COLUMNS_DEFAULT));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** For commands that write what was asked for themselves; they flush it. */
  public PrintWriter writer() {
    return new PrintWriter(new OutputStreamWriter(data, StandardCharsets.UTF_8), false);
  }

  /** One line of what was asked for. */
  public synchronized void print(String line) {
    data.println(line);
  }

  /** One line, or several, about what is going on. */
  public synchronized void progress(String text) {
    progress.println(text);
  }

  /** {@code text} in {@code style}, when there are colours. */
  public String styled(Style style, String text) {
    return hasColour ? style.wrap(text) : text;
  }

  /** Width of a line in characters. */
  public int columns() {
    return columns;
  }
}

package io.kafkaworkflow.dev.terminal;

/** How a piece of text looks on a terminal with colours (ECMA-48 SGR). */
public enum Style {
  PLAIN(""),
  BOLD("1"),
  FAINT("2"),
  RED("31"),
  GREEN("32"),
  YELLOW("33"),
  BLUE("34"),
  MAGENTA("35"),
  CYAN("36");

  private final String sgr;

  Style(String sgr) {
    this.sgr = sgr;
  }

  String wrap(String text) {
    return this == PLAIN ? text : "\u001b[" + sgr + "m" + text + "\u001b[0m";
  }
}

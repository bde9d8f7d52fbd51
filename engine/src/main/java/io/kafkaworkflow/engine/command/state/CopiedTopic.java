package io.kafkaworkflow.engine.command.state;

/**
 * A topic of which everything that counts is at its new place.
 *
 * @param records how many; those of aborted transactions are none
 */
record CopiedTopic(String from, String to, long records) {
  String line() {
    return from + " -> " + to + "  " + records + (records == 1 ? " record" : " records");
  }

  /** Names of topics have no characters that JSON would escape. */
  String json() {
    return "{\"from\":\"" + from + "\",\"to\":\"" + to + "\",\"records\":" + records + "}";
  }
}

package io.kafkaworkflow.chaos.generator;

/**
 * What the service is to answer to one request; it stands in the request, so that the model knows what will be said.
 *
 * @param say a value, an error, or nothing at all
 * @param afterMs milliseconds that the service takes
 * @param copies how often it says so; all but the first must change nothing
 */
public record Answer(Say say, int afterMs, int copies) {

  public enum Say { VALUE, ERROR, NOTHING }

  boolean isValue() {
    return say == Say.VALUE;
  }
}

package io.kafkaworkflow.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Why a thread cannot move, as it stands in the changelog of the store {@value #STORE} under the thread's id, for as long as it is so.
 *
 * @param reason the code, such as {@code step/unknown-bundle}; has a page under docs/errors
 * @param bundleId the bundle that it is pinned to; 64 zeros when that cannot be read either
 * @param stepId the first record that could not be applied
 * @param sinceEpochMs engine's clock at that record
 * @param message what was found
 * @param help what to do
 */
public record ParkedThread(String reason, String bundleId, String stepId, long sinceEpochMs, String message, String help) {

  /** The store's name, a part of the name of its changelog. */
  public static final String STORE = "workflow-parked-threads";

  /** The topic with the parked threads of all engines of an application; whoever has no value there any more is not parked. */
  public static String changelog(String applicationId) {
    return applicationId + "-" + STORE + "-changelog";
  }

  /** The record's value: one flat JSON object, fields in this order. */
  public String toJson() {
    return "{\"reason\":\"" + reason + "\",\"bundle\":\"" + bundleId + "\",\"step\":" + JsonText.quote(stepId) + ",\"sinceEpochMs\":" + sinceEpochMs
        + ",\"message\":" + JsonText.quote(message) + ",\"help\":" + JsonText.quote(help) + "}";
  }

  /**
   * Reads what {@link #toJson} wrote; fields that it does not know are left out, texts that are missing are empty.
   *
   * @throws IllegalArgumentException no JSON object, or one without a reason
   */
  public static ParkedThread parse(String json) {
    String reason = "";
    String bundleId = "";
    String stepId = "";
    long sinceEpochMs = 0;
    String message = "";
    String help = "";
    try (JsonParser in = JsonText.parser(json)) {
      boolean isObject = in.nextToken() == JsonToken.START_OBJECT;
      while (isObject && in.nextToken() == JsonToken.FIELD_NAME) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case "reason" -> reason = in.getText();
          case "bundle" -> bundleId = in.getText();
          case "step" -> stepId = in.getText();
          case "sinceEpochMs" -> sinceEpochMs = in.getLongValue();
          case "message" -> message = in.getText();
          case "help" -> help = in.getText();
          default -> in.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("Expected why a thread is parked, but got broken JSON", e);
    }
    if (reason.isEmpty()) {
      throw new IllegalArgumentException("Expected why a thread is parked, but got no reason");
    }
    return new ParkedThread(reason, bundleId, stepId, sinceEpochMs, message, help);
  }
}

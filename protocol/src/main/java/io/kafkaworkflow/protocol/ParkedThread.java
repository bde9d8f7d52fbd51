package io.kafkaworkflow.protocol;

/**
 * Why a thread cannot move, as it stands in the changelog of the store {@code workflow-parked-threads} under the thread's id, for as long as it is so.
 *
 * @param reason the code, such as {@code step/unknown-bundle}; has a page under docs/errors
 * @param bundleId the bundle that it is pinned to; 64 zeros when that cannot be read either
 * @param stepId the first record that could not be applied
 * @param sinceEpochMs engine's clock at that record
 * @param message what was found
 * @param help what to do
 */
public record ParkedThread(String reason, String bundleId, String stepId, long sinceEpochMs, String message, String help) {

  /** The record's value: one flat JSON object, fields in this order. */
  public String toJson() {
    return "{\"reason\":\"" + reason + "\",\"bundle\":\"" + bundleId + "\",\"step\":" + JsonText.quote(stepId) + ",\"sinceEpochMs\":" + sinceEpochMs
        + ",\"message\":" + JsonText.quote(message) + ",\"help\":" + JsonText.quote(help) + "}";
  }
}

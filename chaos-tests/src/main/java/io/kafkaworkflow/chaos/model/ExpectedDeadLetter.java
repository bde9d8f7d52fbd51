package io.kafkaworkflow.chaos.model;

import java.util.Set;

/**
 * One record that must come back as a dead letter.
 *
 * @param reasons any of them is right: an ended thread may have been forgotten by the time a record for it is applied
 */
public record ExpectedDeadLetter(String threadId, String value, Set<String> reasons) {}

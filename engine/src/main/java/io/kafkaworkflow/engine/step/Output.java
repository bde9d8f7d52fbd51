package io.kafkaworkflow.engine.step;

import org.jspecify.annotations.Nullable;

/** A record that the thread sends; it leaves only when the step commits. A null value is a tombstone. */
public record Output(String topic, String key, @Nullable String value) {}

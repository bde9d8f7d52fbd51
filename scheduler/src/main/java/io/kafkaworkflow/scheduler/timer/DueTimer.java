package io.kafkaworkflow.scheduler.timer;

/**
 * A timer whose time has come. It is in no map any more.
 *
 * @param key the key of the record that armed it, byte for byte
 * @param dueAtEpochMs when it was to fire
 * @param attachment what was given to {@link Timers#arm}
 */
public record DueTimer(byte[] key, long dueAtEpochMs, byte[] attachment) {}

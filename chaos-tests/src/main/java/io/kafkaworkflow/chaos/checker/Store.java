package io.kafkaworkflow.chaos.checker;

/**
 * A state store as its changelog shows it.
 *
 * @param name of the changelog topic
 * @param keys that have a value now
 * @param bytes of these keys and values
 * @param written records that were ever written, the markers of transactions included: the sum of the end offsets
 * @param kept records that the brokers still keep: end offsets minus start offsets
 */
public record Store(String name, long keys, long bytes, long written, long kept) {}

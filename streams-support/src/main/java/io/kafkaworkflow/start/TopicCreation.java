package io.kafkaworkflow.start;

import java.util.Optional;

/**
 * What to do about topics that do not exist.
 *
 * @param isWanted create them; otherwise they are an error
 * @param partitions of new topics; empty: the brokers' default
 * @param replicationFactor of new topics; empty: the brokers' default
 */
public record TopicCreation(boolean isWanted, Optional<Integer> partitions, Optional<Short> replicationFactor) {}

package io.kafkaworkflow.engine.topology;

/**
 * What holds for every record that leaves.
 *
 * @param topics how the protocol's topics are called here
 * @param recordBytesMax UTF-8 bytes of key, value and the headers that the workflow gave
 */
record OutputRules(TopicNames topics, int recordBytesMax) {}

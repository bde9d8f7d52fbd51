/**
 * The record shapes that cross a topic: what the engine, the scheduler and every client agree on. No Kafka client types, so
 * that anything which can read bytes can use it. docs/protocol.md describes the same in prose; a test holds the two together.
 */
@NullMarked
package io.kafkaworkflow.protocol;

import org.jspecify.annotations.NullMarked;

/** What is done to the system, from a seed: the threads' stories and the records that they take. Knows no Kafka client. */
@NullMarked
package io.kafkaworkflow.chaos.generator;

import org.jspecify.annotations.NullMarked;

/** Bundles in Kafka: the topic itself, and engines that share it. */
@NullMarked
package io.kafkaworkflow.it.bundles;

import org.jspecify.annotations.NullMarked;

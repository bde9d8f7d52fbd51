/**
 * The bundles in Kafka: publishing, loading on demand, and removing those that no thread uses
 * (docs/decisions/0030-bundles-in-kafka.md).
 *
 * <p>Knows Kafka's plain clients, neither Kafka Streams nor JavaScript. Start at {@link io.kafkaworkflow.engine.bundles.TopicBundles}.
 */
@NullMarked
package io.kafkaworkflow.engine.bundles;

import org.jspecify.annotations.NullMarked;

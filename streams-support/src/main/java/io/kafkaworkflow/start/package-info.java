/**
 * What a Kafka Streams program of ours does before and after it streams: read its properties file, say which settings it runs
 * with (secrets redacted), make sure that its topics exist, announce that it is ready, and stop cleanly.
 *
 * <p>Shared by the engine, the scheduler and the development server. Knows nothing of workflows.
 */
@NullMarked
package io.kafkaworkflow.start;

import org.jspecify.annotations.NullMarked;

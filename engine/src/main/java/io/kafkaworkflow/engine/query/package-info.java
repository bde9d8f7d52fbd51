/**
 * Finding threads in the stores of all engines of a group, by looking: no index is kept, so that a step costs the same whether or not somebody searches.
 *
 * <p>Knows continuations by their headers and neither Kafka Streams nor HTTP: what is stored comes through {@link
 * io.kafkaworkflow.engine.query.StoredThreads}, other engines through {@link io.kafkaworkflow.engine.query.OtherEngines}.
 */
@NullMarked
package io.kafkaworkflow.engine.query;

import org.jspecify.annotations.NullMarked;

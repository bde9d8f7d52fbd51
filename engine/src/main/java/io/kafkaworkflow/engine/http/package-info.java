/**
 * The engine's HTTP API: threads are started, moved, ended, described, listed and waited for. Whatever changes something becomes a record on {@code
 * workflow-resume}, as any Kafka client would send it; whatever is asked is read from stores and topics.
 *
 * <p>Knows no Kafka Streams: stores come through {@code engine.query}. Nothing here is loaded unless {@code workflow.http.listen} is set.
 */
@NullMarked
package io.kafkaworkflow.engine.http;

import org.jspecify.annotations.NullMarked;

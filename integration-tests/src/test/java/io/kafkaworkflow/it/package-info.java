/** What users are promised, checked from outside: real broker, engine and scheduler as processes of their own, plain Kafka clients. */
@NullMarked
package io.kafkaworkflow.it;

import org.jspecify.annotations.NullMarked;

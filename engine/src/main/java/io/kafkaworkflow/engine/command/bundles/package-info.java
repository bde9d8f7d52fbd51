/** What an operator can ask and change about the bundles in Kafka. */
@NullMarked
package io.kafkaworkflow.engine.command.bundles;

import org.jspecify.annotations.NullMarked;

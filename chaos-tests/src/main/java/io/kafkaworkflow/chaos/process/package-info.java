/** The system under attack: brokers, engines and schedulers, and what can be done to them. */
@NullMarked
package io.kafkaworkflow.chaos.process;

import org.jspecify.annotations.NullMarked;

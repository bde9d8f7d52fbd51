/** Workers of the demo rest-orchestrator: they do the jobs of the actions that they register. */
@NullMarked
package io.kafkaworkflow.worker;

import org.jspecify.annotations.NullMarked;

/**
 * The engine as a program ({@link io.kafkaworkflow.engine.Main}) and as a part of another one ({@link
 * io.kafkaworkflow.engine.WorkflowEngine}): the only package that knows both the topology and the JavaScript host.
 */
@NullMarked
package io.kafkaworkflow.engine;

import org.jspecify.annotations.NullMarked;

@org.jspecify.annotations.NullMarked
package io.kafkaworkflow.engine.command.doctor;

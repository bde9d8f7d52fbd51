/** {@code doctor}: asks settings, machine and brokers once, then judges the answers, check by check; docs/doctor.md. */
@NullMarked
package io.kafkaworkflow.engine.command.doctor;

import org.jspecify.annotations.NullMarked;

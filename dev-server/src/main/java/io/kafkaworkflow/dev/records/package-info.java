/** Shows the records that pass, in a form that a person can follow. */
@NullMarked
package io.kafkaworkflow.dev.records;

import org.jspecify.annotations.NullMarked;

/** The development server: command line, and the error that every part of it reports with. */
@NullMarked
package io.kafkaworkflow.dev;

import org.jspecify.annotations.NullMarked;

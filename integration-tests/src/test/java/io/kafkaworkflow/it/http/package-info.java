/** What engine and scheduler say over HTTP. */
@NullMarked
package io.kafkaworkflow.it.http;

import org.jspecify.annotations.NullMarked;

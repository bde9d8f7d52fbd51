/** Pages of the documentation, read and done as a reader does them. */
@NullMarked
package io.kafkaworkflow.it.docs;

import org.jspecify.annotations.NullMarked;

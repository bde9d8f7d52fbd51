@NullMarked
package io.kafkaworkflow.protocol;

import org.jspecify.annotations.NullMarked;

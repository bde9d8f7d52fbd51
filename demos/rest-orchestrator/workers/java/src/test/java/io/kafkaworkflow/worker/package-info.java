@NullMarked
package io.kafkaworkflow.worker;

import org.jspecify.annotations.NullMarked;

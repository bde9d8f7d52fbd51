@NullMarked
package io.kafkaworkflow.engine.listen;

import org.jspecify.annotations.NullMarked;

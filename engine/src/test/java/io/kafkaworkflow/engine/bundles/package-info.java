@NullMarked
package io.kafkaworkflow.engine.bundles;

import org.jspecify.annotations.NullMarked;

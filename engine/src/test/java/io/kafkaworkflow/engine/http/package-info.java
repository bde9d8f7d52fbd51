@NullMarked
package io.kafkaworkflow.engine.http;

import org.jspecify.annotations.NullMarked;

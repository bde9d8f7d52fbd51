/** The engine's settings: one definition that the code reads and docs/settings.md is compared with. */
@NullMarked
package io.kafkaworkflow.engine.config;

import org.jspecify.annotations.NullMarked;

/** Compiles a workflow's source, notices when it changes, and keeps every bundle that a thread may still need. */
@NullMarked
package io.kafkaworkflow.dev.bundle;

import org.jspecify.annotations.NullMarked;

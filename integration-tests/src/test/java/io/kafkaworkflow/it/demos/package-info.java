/** The demos' stories, played on real processes, undisturbed and while engines are killed. */
@NullMarked
package io.kafkaworkflow.it.demos;

import org.jspecify.annotations.NullMarked;

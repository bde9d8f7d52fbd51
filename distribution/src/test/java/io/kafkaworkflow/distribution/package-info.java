/** The archive and the Kubernetes base, as whoever installs them finds them. */
@NullMarked
package io.kafkaworkflow.distribution;

import org.jspecify.annotations.NullMarked;

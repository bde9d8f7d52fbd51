/** Processes of the operating system, as tests use them: started, signalled, watched by what they write. Knows nothing of Kafka. */
@NullMarked
package io.kafkaworkflow.process;

import org.jspecify.annotations.NullMarked;

/** {@code state copy}: the state of an application, to another {@code application.id} or to another cluster. Admin, consumer and producer; no Streams. */
@NullMarked
package io.kafkaworkflow.engine.command.state;

import org.jspecify.annotations.NullMarked;

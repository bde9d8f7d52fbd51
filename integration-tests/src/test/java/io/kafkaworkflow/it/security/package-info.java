/** TLS, passwords and ACLs on a real broker. */
@NullMarked
package io.kafkaworkflow.it.security;

import org.jspecify.annotations.NullMarked;

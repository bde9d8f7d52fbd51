package io.kafkaworkflow.http;

/** Who may use a route. */
public enum Access {
  /** Everybody who can reach the port: health checks have no token. */
  OPEN,
  /** With a tokens file, tokens of any scope; without one, everybody: numbers, never contents. */
  METRICS,
  /** Tokens of scope {@code read} or {@code write}; without a tokens file, callers on this machine. */
  READ,
  /** Tokens of scope {@code write}; without a tokens file, callers on this machine. */
  WRITE
}

package io.kafkaworkflow.engine.js.guest;

/** What a raw guest value is, as far as saving it goes. */
public enum Kind {
  UNDEFINED,
  NULL,
  BOOLEAN,
  NUMBER,
  STRING,
  BIGINT,
  SYMBOL,
  ORDINARY,
  ARRAY,
  FUNCTION,
  BOUND_FUNCTION,
  MAP,
  SET,
  DATE,
  ERROR,
  REGEXP,
  BOXED,
  ARRAY_BUFFER,
  TYPED_ARRAY,
  DATA_VIEW,
  /** Proxies, native promises, generators, weak collections, ...: not saved. */
  OTHER;

  public boolean isObject() {
    return ordinal() >= ORDINARY.ordinal();
  }
}

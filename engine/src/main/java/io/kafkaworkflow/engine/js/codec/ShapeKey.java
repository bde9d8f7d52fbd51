package io.kafkaworkflow.engine.js.codec;

import java.util.Arrays;

/** What makes two shapes of the format the same: prototype by identity, keys, attributes and flags by value. */
record ShapeKey(Object prototype, Object[] keys, byte[] attributes, int flags) {

  @Override
  public boolean equals(Object other) {
    return other instanceof ShapeKey key && key.prototype == prototype && key.flags == flags
        && Arrays.equals(key.keys, keys) && Arrays.equals(key.attributes, attributes);
  }

  @Override
  public int hashCode() {
    return (System.identityHashCode(prototype) * 31 + Arrays.hashCode(keys)) * 31 + Arrays.hashCode(attributes) + flags;
  }
}

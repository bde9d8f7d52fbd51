package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.GuestShape;
import java.util.HashMap;
import java.util.Map;

/**
 * A shape as the format knows it: prototype, extensibility, keys and attributes. Many Truffle shapes may mean the same one (an object whose
 * field once held a double has another Truffle shape); equal ones share one instance, and one entry in a continuation.
 */
final class CanonicalShape {

  final Object prototype;
  final Object[] keys;
  final byte[] attributes;
  /** {@link Tags#NOT_EXTENSIBLE} and others. */
  final int flags;

  /** The message in which {@link #number} is valid. */
  int message;
  int number;

  private CanonicalShape(ShapeKey key) {
    prototype = key.prototype();
    keys = key.keys();
    attributes = key.attributes();
    flags = key.flags();
  }

  boolean hasAttributes() {
    return (flags & Tags.HAS_ATTRIBUTES) != 0;
  }

  private static boolean isAllZero(byte[] bytes) {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** Interns shapes. Bounded, because workflows that use objects as dictionaries make shapes without end. */
  static final class Table {

    private static final int SHAPES_MAX = 10_000;

    private final Map<ShapeKey, CanonicalShape> shapes = new HashMap<>();

    CanonicalShape of(GuestShape shape) {
      return of(shape.prototype(), shape.keys(), shape.attributes(), shape.isExtensible() ? 0 : Tags.NOT_EXTENSIBLE);
    }

    /** @param flags all but {@link Tags#HAS_ATTRIBUTES}, which follows from {@code attributes} */
    CanonicalShape of(Object prototype, Object[] keys, byte[] attributes, int flags) {
      int all = flags | (isAllZero(attributes) ? 0 : Tags.HAS_ATTRIBUTES);
      return shapes.computeIfAbsent(new ShapeKey(prototype, keys, attributes, all), CanonicalShape::new);
    }

    /** To be called between two messages: forgets everything once it is too much. */
    boolean trim() {
      boolean isTooMuch = shapes.size() > SHAPES_MAX;
      if (isTooMuch) {
        shapes.clear();
      }
      return isTooMuch;
    }
  }
}

package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.GuestRealm;
import io.kafkaworkflow.engine.js.guest.ObjectMaker;
import java.util.HashMap;
import java.util.Map;

/** A shape read from a continuation, with what makes objects of it. Kept from one message to the next. */
final class ReadShape {

  final Object prototype;
  final Object[] keys;
  final byte[] attributes;
  final int flags;
  final ObjectMaker maker;

  private ReadShape(GuestRealm realm, Object prototype, Object[] keys, byte[] attributes, int flags) {
    this.prototype = prototype;
    this.keys = keys;
    this.attributes = attributes;
    this.flags = flags;
    maker = new ObjectMaker(realm, prototype, keys, attributes, (flags & Tags.NOT_EXTENSIBLE) == 0);
  }

  boolean isLocked() {
    return (flags & Tags.LOCKED_LENGTH) != 0;
  }

  boolean isExtensible() {
    return (flags & Tags.NOT_EXTENSIBLE) == 0;
  }

  /** Bounded: workflows that use objects as dictionaries make shapes without end. */
  static final class Table {

    private static final int SHAPES_MAX = 5_000;

    private final GuestRealm realm;
    private final Map<ShapeKey, ReadShape> shapes = new HashMap<>();

    Table(GuestRealm realm) {
      this.realm = realm;
    }

    ReadShape of(Object prototype, Object[] keys, byte[] attributes, int flags) {
      return shapes.computeIfAbsent(
          new ShapeKey(prototype, keys, attributes, flags), key -> new ReadShape(realm, prototype, keys, attributes, flags));
    }

    /** To be called between two messages. */
    void trim() {
      if (shapes.size() > SHAPES_MAX) {
        shapes.clear();
      }
    }
  }
}

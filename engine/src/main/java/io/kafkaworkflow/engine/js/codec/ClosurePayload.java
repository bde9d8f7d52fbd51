package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.Attributes;
import io.kafkaworkflow.engine.js.guest.GuestShape;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.Kind;

/** Writes the own properties of closures and of their prototype objects, where they differ from what the factory gives. */
final class ClosurePayload {

  private static final int FUNCTION_DIFFERS = 1;
  private static final int PROTOTYPE_DIFFERS = 2;

  private final GraphWriter writer;
  private final PropertyValues properties;

  ClosurePayload(GraphWriter writer, PropertyValues properties) {
    this.writer = writer;
    this.properties = properties;
  }

  void write(Object function, ClosureTable.Closure parts) {
    BundleTables tables = writer.tables;
    ClosureTable.Defaults defaults = tables.closures.defaults(parts.id());
    ClosureTable.Defaults ofPrototype = defaults.prototype;
    Object prototype = parts.prototype();
    boolean hasPrototype = prototype != GuestValues.UNDEFINED && ofPrototype != null;
    boolean isOther = !isAsMade(function, defaults, tables.realm.functionPrototype(), prototype);
    boolean isOtherPrototype = hasPrototype && !isAsMade(prototype, ofPrototype, tables.realm.objectPrototype(), function);
    writer.out().uint((isOther ? FUNCTION_DIFFERS : 0) | (isOtherPrototype ? PROTOTYPE_DIFFERS : 0));
    if (isOther) {
      writeDifferent(function, Kind.FUNCTION, defaults, prototype);
    }
    if (isOtherPrototype) {
      writeDifferent(prototype, Kind.ORDINARY, ofPrototype, function);
    }
  }

  /** @param partner the object that is part of the closure: its prototype, or the closure of a prototype */
  private boolean isAsMade(Object object, ClosureTable.Defaults defaults, Object expectedPrototype, Object partner) {
    GuestShape shape = writer.tables.shapes.of(object);
    if (shape == null || !defaults.matches(shape, expectedPrototype)) {
      return false;
    }
    for (int i = 0; i < defaults.values.length; i++) {
      Object expected = defaults.values[i];
      Object value = shape.value(object, i);
      boolean isEqual = expected != GuestValues.UNDEFINED
          ? isSame(expected, value)
          : value == partner || isFactoryMade(defaults, i, shape.attributes()[i], value);
      if (!isEqual) {
        return false;
      }
    }
    return true;
  }

  /** Strings and numbers only. */
  private static boolean isSame(Object expected, Object value) {
    return expected.equals(value)
        || GuestValues.kindOf(expected) == Kind.NUMBER && GuestValues.kindOf(value) == Kind.NUMBER
            && GuestValues.toDouble(expected) == GuestValues.toDouble(value);
  }

  private void writeDifferent(Object object, Kind kind, ClosureTable.Defaults defaults, Object partner) {
    SlowProperties own = SlowProperties.of(writer.tables, object, kind);
    writer.shape(own.shape());
    properties.write(own, i -> {
      int place = defaults.indexOf(own.shape().keys[i]);
      return place >= 0 && own.values()[i] != partner
          && isFactoryMade(defaults, place, own.shape().attributes[i], own.values()[i]);
    });
  }

  /** Whether {@code value} is what the factory put there and makes again: a function that exists in no other way. */
  private boolean isFactoryMade(ClosureTable.Defaults defaults, int place, int attributes, Object value) {
    if (defaults.values[place] != GuestValues.UNDEFINED) {
      return false;
    }
    if ((attributes & Attributes.ACCESSOR) == 0) {
      return isNative(value);
    }
    Object getter = Attributes.getter(value);
    Object setter = Attributes.setter(value);
    return (getter != GuestValues.UNDEFINED || setter != GuestValues.UNDEFINED)
        && (getter == GuestValues.UNDEFINED || isNative(getter)) && (setter == GuestValues.UNDEFINED || isNative(setter));
  }

  private boolean isNative(Object value) {
    Kind kind = GuestValues.kindOf(value);
    return (kind == Kind.FUNCTION || kind == Kind.BOUND_FUNCTION)
        && writer.tables.closures.read(value) == null && writer.tables.known(value) == BundleTables.NOT_KNOWN;
  }
}

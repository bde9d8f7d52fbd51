package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.Attributes;
import io.kafkaworkflow.engine.js.guest.GuestException;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.Kind;
import io.kafkaworkflow.engine.js.guest.Properties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads own properties onto objects that exist already, by the language's own definition: slow, right for every kind. */
final class PropertyReader {

  private final GraphReader reader;

  PropertyReader(GraphReader reader) {
    this.reader = reader;
  }

  /** Reads a value, or getter and setter into an accessor object. */
  Object valueOf(int attributes) {
    return completed(attributes, reader.value());
  }

  private Object completed(int attributes, Object value) {
    if ((attributes & Attributes.ACCESSOR) == 0) {
      return value;
    }
    Object setter = reader.value();
    if (!isFunctionOrUndefined(value) || !isFunctionOrUndefined(setter)) {
      throw reader.fail("an accessor that is not a function");
    }
    return Attributes.accessor(value, setter);
  }

  private static boolean isFunctionOrUndefined(Object value) {
    Kind kind = GuestValues.kindOf(value);
    return kind == Kind.UNDEFINED || kind == Kind.FUNCTION || kind == Kind.BOUND_FUNCTION;
  }

  /** Defines all properties of {@code shape}, in order, and locks the object as the shape says. */
  void define(Object object, ReadShape shape) {
    for (int i = 0; i < shape.keys.length; i++) {
      define(object, shape.keys[i], shape.attributes[i], valueOf(shape.attributes[i]));
    }
    if (!shape.isExtensible()) {
      Properties.preventExtensions(object);
    }
  }

  void define(Object object, Object key, int attributes, Object value) {
    try {
      Properties.define(object, key, attributes, value);
    } catch (GuestException e) {
      throw reader.fail("a property cannot be defined (" + e.getMessage() + ")");
    }
  }

  /** Changes the value of a writable property, or adds it with default attributes. */
  void set(Object object, Object key, Object value) {
    define(object, key, 0, value);
  }

  /** Gives an object that a factory made exactly the properties of {@code shape}, in their order. */
  void replace(Object object, ReadShape shape) {
    Map<Object, Properties.Own> given = new HashMap<>();
    for (Properties.Own property : Properties.of(object)) {
      given.put(property.key(), property);
    }
    Properties.makeRoom(object, List.of(shape.keys));
    if (Properties.prototype(object) != shape.prototype) {
      Properties.setPrototype(object, shape.prototype);
    }
    for (int i = 0; i < shape.keys.length; i++) {
      Object value = reader.valueOrHole();
      if (value != GraphReader.HOLE) {
        define(object, shape.keys[i], shape.attributes[i], completed(shape.attributes[i], value));
        continue;
      }
      Properties.Own kept = given.get(shape.keys[i]);
      if (kept == null) {
        throw reader.fail("a property that the factory does not give");
      }
      define(object, kept.key(), kept.attributes(), kept.value());
    }
    if (!shape.isExtensible()) {
      Properties.preventExtensions(object);
    }
  }
}

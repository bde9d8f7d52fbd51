package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.GuestRealm;
import io.kafkaworkflow.engine.js.guest.GuestShape;
import io.kafkaworkflow.engine.js.guest.GuestShapes;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.Kind;
import org.jspecify.annotations.Nullable;

/** The stamps of closures, read straight from the private field that the runtime keeps them in, and their factories. */
final class ClosureTable {

  /** {@code id} in the stamp of a prototype object that a factory made; its scope is then the closure. */
  private static final int PROTOTYPE_OF = -1;

  /** @param prototype what the factory put into the function's {@code prototype}, or undefined */
  record Closure(int id, Object scope, Object prototype) {

    boolean isPrototypeOfClosure() {
      return id == PROTOTYPE_OF;
    }
  }

  private static final Object ID = GuestValues.string("id");
  private static final Object SCOPE = GuestValues.string("scope");
  private static final Object PROTOTYPE = GuestValues.string("prototype");

  private final GuestRealm realm;
  private final GuestShapes shapes;
  private final Object host;
  private final Object closureDefaults;
  private final Object[] factories;
  private final @Nullable Defaults[] defaults;
  /** Of a stamped function; its only private field is the stamp. */
  private final GuestShape probe;

  ClosureTable(GuestRealm realm, GuestShapes shapes, Object host) {
    this.realm = realm;
    this.shapes = shapes;
    this.host = host;
    closureDefaults = realm.get(host, "closureDefaults");
    factories = BundleTables.elements(realm.get(host, "factories"));
    defaults = new Defaults[factories.length];
    GuestShape found = shapes.of(realm.get(host, "stampProbe"));
    if (found == null || found.privateFieldCount() != 1) {
      throw new IllegalStateException("Expected a stamped function with one private field");
    }
    probe = found;
  }

  /** The stamp of a function or of a closure's prototype object, or null. */
  @Nullable Closure read(Object object) {
    GuestShape shape = shapes.of(object);
    int at = shape == null || shape.privateFieldCount() == 0 ? -1 : shape.privateIndexOf(probe, 0);
    if (shape == null || at < 0) {
      return null;
    }
    Object parts = shape.privateField(object, at);
    return new Closure((int) GuestValues.toDouble(part(parts, ID, 0)), part(parts, SCOPE, 1), part(parts, PROTOTYPE, 2));
  }

  /** The parts are an object literal {@code {id, scope, prototype}}: its keys are where they were written. */
  private Object part(Object parts, Object key, int place) {
    GuestShape shape = shapes.of(parts);
    return shape != null && shape.keys().length > place && shape.keys()[place].equals(key)
        ? shape.value(parts, place) : realm.get(parts, key);
  }

  boolean has(int id) {
    return id < factories.length && GuestValues.kindOf(factories[id]) == Kind.FUNCTION;
  }

  /** Makes a closure anew, by the factory that made it first. */
  Object make(int id, Object scope) {
    return realm.call(factories[id], GuestValues.UNDEFINED, scope);
  }

  /** What the factory of an id gives. The factory has been called: there is a closure of it. */
  Defaults defaults(int id) {
    Defaults known = defaults[id];
    if (known == null) {
      known = new Defaults(realm, realm.call(closureDefaults, host, id));
      defaults[id] = known;
    }
    return known;
  }

  /** {@code ClosureDefaults} of abi.ts. */
  static final class Defaults {

    final Object[] keys;
    final byte[] attributes;
    /** Undefined where the value is not compared. */
    final Object[] values;
    /** Of the prototype object, or null when there is none. */
    final @Nullable Defaults prototype;
    /** A shape whose objects have these keys and attributes and the default prototype, met before. */
    private @Nullable GuestShape matching;

    Defaults(GuestRealm realm, Object given) {
      keys = BundleTables.elements(realm.get(given, "keys"));
      Object[] bits = BundleTables.elements(realm.get(given, "attributes"));
      attributes = new byte[bits.length];
      for (int i = 0; i < bits.length; i++) {
        attributes[i] = (byte) GuestValues.toDouble(bits[i]);
      }
      values = BundleTables.elements(realm.get(given, "values"));
      Object ofPrototype = realm.get(given, "prototype");
      prototype = ofPrototype == GuestValues.UNDEFINED ? null : new Defaults(realm, ofPrototype);
    }

    /** True when keys, attributes and extensibility are the factory's, and the [[Prototype]] is {@code expectedPrototype}. */
    boolean matches(GuestShape shape, Object expectedPrototype) {
      if (shape == matching) {
        return true;
      }
      boolean isEqual = shape.prototype() == expectedPrototype && shape.isExtensible()
          && java.util.Arrays.equals(shape.keys(), keys) && java.util.Arrays.equals(shape.attributes(), attributes);
      if (isEqual) {
        matching = shape;
      }
      return isEqual;
    }

    int indexOf(Object key) {
      return java.util.Arrays.asList(keys).indexOf(key);
    }
  }
}

package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.Attributes;
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
  /** In the stamp of a closure's member 0, minus n in that of member n. */
  private static final int FIRST_MEMBER_OF = -2;

  /**
   * @param prototype what the factory put into the function's {@code prototype}, or undefined
   * @param members the other functions that it made with the function, a class
   */
  record Closure(int id, Object scope, Object prototype, Object[] members) {

    boolean isPrototypeOfClosure() {
      return id == PROTOTYPE_OF;
    }

    /** The number that the function has among the members of the closure in {@link #scope}, or -1. */
    int memberNumber() {
      return id <= FIRST_MEMBER_OF ? FIRST_MEMBER_OF - id : -1;
    }
  }

  private static final Object ID = GuestValues.string("id");
  private static final Object SCOPE = GuestValues.string("scope");
  private static final Object PROTOTYPE = GuestValues.string("prototype");
  private static final Object MEMBERS = GuestValues.string("members");

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
    return new Closure((int) GuestValues.toDouble(part(parts, ID, 0)), part(parts, SCOPE, 1), part(parts, PROTOTYPE, 2),
        BundleTables.elements(part(parts, MEMBERS, 3)));
  }

  /** The parts are an object literal {@code {id, scope, prototype, members}}: its keys are where they were written. */
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

    /** The [[Prototype]]. */
    final Object parent;
    final Object[] keys;
    final byte[] attributes;
    /** Undefined where the value is not compared. */
    final Object[] values;
    /** For each key the number of the member that is its value or getter, -1 for none. */
    private final int[] memberAt;
    private final int[] setterAt;
    /** Of the prototype object, or null when there is none. */
    final @Nullable Defaults prototype;
    final Defaults[] ofMembers;
    /** A shape whose objects have these keys and attributes, met before. */
    private @Nullable GuestShape matching;

    Defaults(GuestRealm realm, Object given) {
      parent = realm.get(given, "parent");
      keys = BundleTables.elements(realm.get(given, "keys"));
      Object[] bits = BundleTables.elements(realm.get(given, "attributes"));
      attributes = new byte[bits.length];
      for (int i = 0; i < bits.length; i++) {
        attributes[i] = (byte) GuestValues.toDouble(bits[i]);
      }
      values = BundleTables.elements(realm.get(given, "values"));
      Object ofPrototype = realm.get(given, "prototype");
      prototype = ofPrototype == GuestValues.UNDEFINED ? null : new Defaults(realm, ofPrototype);
      Object[] members = BundleTables.elements(realm.get(given, "ofMembers"));
      ofMembers = new Defaults[members.length];
      for (int i = 0; i < members.length; i++) {
        ofMembers[i] = new Defaults(realm, members[i]);
      }
      Object[] places = BundleTables.elements(realm.get(given, "members"));
      memberAt = new int[places.length];
      setterAt = new int[places.length];
      for (int i = 0; i < places.length; i++) {
        Object[] place = BundleTables.elements(places[i]);
        memberAt[i] = (int) GuestValues.toDouble(place[0]);
        setterAt[i] = (int) GuestValues.toDouble(place[1]);
      }
    }

    /** True when keys, attributes and extensibility are the factory's. */
    boolean matches(GuestShape shape) {
      if (shape == matching) {
        return true;
      }
      boolean isEqual = shape.isExtensible() && java.util.Arrays.equals(shape.keys(), keys) && java.util.Arrays.equals(shape.attributes(), attributes);
      if (isEqual) {
        matching = shape;
      }
      return isEqual;
    }

    /** Whether {@code value} (an accessor object where {@code attributes} say so) is the very member that the factory puts into {@code place}. */
    boolean isMember(int place, Closure closure, int attributes, Object value) {
      boolean isAccessor = (attributes & Attributes.ACCESSOR) != 0;
      int member = memberAt[place];
      int setter = setterAt[place];
      return (member >= 0 || setter >= 0) && attributes == this.attributes[place]
          && (isAccessor ? Attributes.getter(value) : value) == (member < 0 ? GuestValues.UNDEFINED : closure.members[member])
          && (!isAccessor || Attributes.setter(value) == (setter < 0 ? GuestValues.UNDEFINED : closure.members[setter]));
    }

    int indexOf(Object key) {
      return java.util.Arrays.asList(keys).indexOf(key);
    }
  }
}

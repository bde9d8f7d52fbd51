package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.Attributes;
import io.kafkaworkflow.engine.js.guest.GuestShape;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.Kind;
import io.kafkaworkflow.engine.js.guest.Properties;
import java.util.ArrayList;
import java.util.List;

/**
 * The own properties of an object that its Truffle shape does not describe in the form in which they are written; read once.
 * Leaves out what the kind writes in another way: elements, {@code length} of arrays, {@code lastIndex}.
 *
 * @param values accessor objects where the attributes say so
 */
record SlowProperties(CanonicalShape shape, Object[] values) {

  private static final Object LENGTH = GuestValues.string("length");
  private static final Object LAST_INDEX = GuestValues.string("lastIndex");

  static SlowProperties of(BundleTables tables, Object object, Kind kind) {
    List<Properties.Own> own = new ArrayList<>();
    int flags = Properties.isExtensible(object) ? 0 : Tags.NOT_EXTENSIBLE;
    for (Properties.Own property : all(tables, object, kind)) {
      if (isLength(property.key(), object, kind)) {
        boolean isLocked = (property.attributes() & Attributes.NOT_WRITABLE) != 0 && kind != Kind.BOXED;
        flags |= isLocked ? Tags.LOCKED_LENGTH : 0;
      } else if (!isElement(property, kind)) {
        own.add(property);
      }
    }
    Object[] keys = new Object[own.size()];
    byte[] attributes = new byte[keys.length];
    Object[] values = new Object[keys.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = own.get(i).key();
      attributes[i] = (byte) own.get(i).attributes();
      values[i] = own.get(i).value();
    }
    return new SlowProperties(tables.canonicalShapes.of(Properties.prototype(object), keys, attributes, flags), values);
  }

  /** By the shape where that is all: the elements of a large typed array are no properties to be listed. */
  private static List<Properties.Own> all(BundleTables tables, Object object, Kind kind) {
    GuestShape shape = kind == Kind.TYPED_ARRAY ? tables.shapes.of(object) : null;
    if (shape == null) {
      return Properties.of(object);
    }
    List<Properties.Own> own = new ArrayList<>();
    for (int i = 0; i < shape.keys().length; i++) {
      own.add(new Properties.Own(shape.keys()[i], shape.attributes()[i], shape.value(object, i)));
    }
    return own;
  }

  private static boolean isLength(Object key, Object object, Kind kind) {
    if (key.equals(LENGTH)) {
      return kind == Kind.ARRAY
          || kind == Kind.BOXED && GuestValues.kindOf(io.kafkaworkflow.engine.js.guest.GuestBuffers.unboxed(object)) == Kind.STRING;
    }
    return kind == Kind.REGEXP && key.equals(LAST_INDEX);
  }

  private static boolean isElement(Properties.Own property, Kind kind) {
    return property.isIndex() && (kind == Kind.ARRAY
        || kind == Kind.BOXED && (property.attributes() & Attributes.NOT_CONFIGURABLE) != 0);
  }
}

package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.Attributes;
import io.kafkaworkflow.engine.js.guest.GuestArrays;
import io.kafkaworkflow.engine.js.guest.GuestBuffers;
import io.kafkaworkflow.engine.js.guest.GuestCollections;
import io.kafkaworkflow.engine.js.guest.GuestShape;
import io.kafkaworkflow.engine.js.guest.GuestShapes;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.Kind;
import io.kafkaworkflow.engine.js.guest.Properties;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one object of the baseline was when the bundle had been evaluated. */
final class Snapshot {

  private final BundleTables tables;
  private final GuestShapes shapes;
  private final Kind kind;
  private final Object prototype;
  private final boolean isExtensible;
  private final List<Properties.Own> own;
  /** Entries of a Map (flat), values of a Set, elements of an array (null: hole), time of a Date, bytes of a buffer; else null. */
  private final @Nullable Object inside;
  private final @Nullable Object privates;

  /** The shape at which the object had the snapshot's content when last looked at. */
  private @Nullable GuestShape shape;
  /** Properties of {@link #shape} that can change while it stays, and their values. */
  private int[] variable = new int[0];
  private Object[] values = new Object[0];

  Snapshot(BundleTables tables, Object object) {
    this.tables = tables;
    this.shapes = tables.shapes;
    privates = tables.privateRecord(object);
    kind = GuestValues.kindOf(object);
    prototype = Properties.prototype(object);
    isExtensible = Properties.isExtensible(object);
    own = properties(object);
    inside = insideOf(object, kind);
    learnShape(object);
  }

  /** Symbols do not change, and what cannot be saved cannot be compared either. */
  static boolean isPossible(Object member) {
    Kind kind = GuestValues.kindOf(member);
    return kind.isObject() && kind != Kind.OTHER;
  }

  /** Whether the object still has the private elements that it had, or none; their values are a module object's of their own. */
  boolean hasSamePrivates(Object object) {
    return tables.privateRecord(object) == privates;
  }

  boolean wasExtensible() {
    return isExtensible;
  }

  Properties.@Nullable Own property(Object key) {
    for (Properties.Own property : own) {
      if (property.key().equals(key)) {
        return property;
      }
    }
    return null;
  }

  List<Object> keys() {
    return own.stream().map(Properties.Own::key).toList();
  }

  boolean differs(Object object) {
    GuestShape expected = shape;
    if (expected != null && expected.isShapeOf(object)) {
      for (int i = 0; i < variable.length; i++) {
        if (!isSameValue(expected.value(object, variable[i]), values[i])) {
          return true;
        }
      }
      return !isSameInside(object);
    }
    if (differsSlowly(object)) {
      return true;
    }
    learnShape(object); // another Truffle shape of the same meaning
    return false;
  }

  private boolean differsSlowly(Object object) {
    boolean isSameOutside = hasSamePrivates(object) && Properties.prototype(object) == prototype && Properties.isExtensible(object) == isExtensible;
    if (!isSameOutside || kind != Kind.ARRAY && !isSameInside(object)) { // elements of an array are properties, too
      return true;
    }
    List<Properties.Own> now = properties(object);
    if (now.size() != own.size()) {
      return true;
    }
    for (int i = 0; i < now.size(); i++) {
      if (!isSame(now.get(i), own.get(i))) {
        return true;
      }
    }
    return false;
  }

  private void learnShape(Object object) {
    // An unusual array may keep properties of its elements where no shape shows them.
    shape = kind == Kind.ARRAY && !GuestArrays.hasPlainElements(object) ? null : shapes.of(object);
    if (shape == null) {
      return;
    }
    int count = 0;
    int[] found = new int[shape.keys().length];
    for (int i = 0; i < found.length; i++) {
      if (canChange(shape, i)) {
        found[count++] = i;
      }
    }
    variable = java.util.Arrays.copyOf(found, count);
    values = new Object[count];
    for (int i = 0; i < count; i++) {
      values[i] = shape.value(object, variable[i]);
    }
  }

  private static boolean canChange(GuestShape shape, int index) {
    int attributes = shape.attributes()[index];
    int locked = shape.isProxy(index) ? Attributes.NOT_WRITABLE : Attributes.NOT_WRITABLE | Attributes.NOT_CONFIGURABLE;
    return (attributes & locked) != locked && (shape.isProxy(index) || !shape.isConstant(index));
  }

  /** Puts the content back; the object must let itself be changed. */
  void putBack(Object object) {
    if (Properties.prototype(object) != prototype) {
      Properties.setPrototype(object, prototype);
    }
    if (kind != Kind.TYPED_ARRAY) { // its elements cannot be deleted
      Properties.makeRoom(object, keys());
    }
    for (Properties.Own property : own) {
      if (kind == Kind.ARRAY && property.isIndex() && property.attributes() == 0 && GuestArrays.hasPlainElements(object)) {
        GuestArrays.setElement(object, property.index(), property.value()); // defining it would make the array a slow one
      } else {
        Properties.define(object, property.key(), property.attributes(), property.value());
      }
    }
    putBackInside(object);
    learnShape(object);
  }

  /** Own properties; elements of views stand in their buffers, elements of plain arrays in {@link #inside}. */
  static List<Properties.Own> properties(Object object) {
    return GuestValues.kindOf(object) == Kind.TYPED_ARRAY
        ? Properties.of(object).stream().filter(property -> !property.isIndex()).toList()
        : Properties.of(object);
  }

  static boolean isSame(Properties.Own a, Properties.Own b) {
    return a.key().equals(b.key()) && a.attributes() == b.attributes() && isSameValue(a.value(), b.value());
  }

  /** {@code Object.is}; accessors by getter and setter. */
  private static boolean isSameValue(Object a, Object b) {
    return a == b || a.equals(b)
        || a instanceof Number && b instanceof Number && Double.compare(GuestValues.toDouble(a), GuestValues.toDouble(b)) == 0;
  }

  private static @Nullable Object insideOf(Object object, Kind kind) {
    return switch (kind) {
      case MAP, SET -> {
        List<Object> flat = new ArrayList<>();
        GuestCollections.forEach(object, (key, value) -> {
          flat.add(key);
          if (kind == Kind.MAP) {
            flat.add(value);
          }
        });
        yield flat.toArray();
      }
      case ARRAY -> GuestArrays.hasPlainElements(object) ? GuestArrays.elements(object) : null;
      case DATE -> GuestCollections.epochMs(object);
      case ARRAY_BUFFER -> GuestBuffers.bytes(object);
      default -> null;
    };
  }

  private boolean isSameInside(Object object) {
    if (inside instanceof Object[] expected) {
      return kind == Kind.ARRAY ? isSameElements(object, expected) : isSameEntries(object, expected);
    } else if (inside instanceof byte[] bytes) {
      return GuestBuffers.hasBytes(object, bytes);
    }
    return !(inside instanceof Double ms) || Double.compare(GuestCollections.epochMs(object), ms) == 0;
  }

  private static boolean isSameElements(Object array, Object[] expected) {
    if (!GuestArrays.hasPlainElements(array) || GuestArrays.length(array) != expected.length) {
      return false;
    }
    boolean hasHoles = GuestArrays.hasHoles(array);
    for (int i = 0; i < expected.length; i++) {
      Object element = GuestArrays.element(array, i, hasHoles);
      if (element == null || expected[i] == null ? element != expected[i] : !isSameValue(element, expected[i])) {
        return false;
      }
    }
    return true;
  }

  private boolean isSameEntries(Object mapOrSet, Object[] expected) {
    if (GuestCollections.size(mapOrSet) * (kind == Kind.MAP ? 2 : 1) != expected.length) {
      return false;
    }
    int[] next = {0};
    boolean[] isSame = {true};
    GuestCollections.forEach(mapOrSet, (key, value) -> {
      isSame[0] &= isSameValue(key, expected[next[0]++]);
      if (kind == Kind.MAP) {
        isSame[0] &= isSameValue(value, expected[next[0]++]);
      }
    });
    return isSame[0];
  }

  private void putBackInside(Object object) {
    if (inside instanceof Object[] then && kind != Kind.ARRAY) { // elements of an array are its properties
      GuestCollections.clear(object);
      for (int i = 0; i < then.length; i += kind == Kind.MAP ? 2 : 1) {
        if (kind == Kind.MAP) {
          GuestCollections.put(object, then[i], then[i + 1]);
        } else {
          GuestCollections.add(object, then[i]);
        }
      }
    } else if (inside instanceof byte[] bytes) {
      GuestBuffers.setBytes(object, bytes);
    } else if (inside instanceof Double ms) {
      GuestCollections.setEpochMs(object, ms);
    }
  }
}

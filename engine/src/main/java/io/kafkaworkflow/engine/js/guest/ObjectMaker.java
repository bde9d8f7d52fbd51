package io.kafkaworkflow.engine.js.guest;

import com.oracle.truffle.api.object.DynamicObject;
import com.oracle.truffle.api.object.DynamicObjectLibrary;
import com.oracle.truffle.api.object.IncompatibleLocationException;
import com.oracle.truffle.api.object.Location;
import com.oracle.truffle.api.object.Property;
import com.oracle.truffle.api.object.Shape;
import com.oracle.truffle.js.runtime.builtins.JSOrdinary;
import com.oracle.truffle.js.runtime.objects.JSAttributes;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.JSOrdinaryObject;
import com.oracle.truffle.js.runtime.objects.JSShape;
import com.oracle.truffle.js.runtime.objects.Null;
import org.jspecify.annotations.Nullable;

/**
 * Makes ordinary objects of one prototype and one list of properties, and fills them in order.
 *
 * <p>Remembers the chain of Truffle shapes that the first object went through, and stores later values straight to their locations;
 * whenever a value does not fit (an int where a double was) or a shape has become obsolete, it takes GraalJS's own slow way.
 */
@SuppressWarnings("deprecation") // Location's accessors, see GuestShape
public final class ObjectMaker {

  private static final DynamicObjectLibrary SLOW = DynamicObjectLibrary.getUncached();

  private final GuestRealm realm;
  private final JSDynamicObject prototype;
  private final Object[] keys;
  private final int[] flags;
  private final boolean isExtensible;
  /** For property {@code i} the shape before it, the shape after it and the location; null until the first object was filled. */
  private final @Nullable Shape[] before;
  private final @Nullable Shape[] after;
  private final @Nullable Location[] locations;
  private @Nullable Shape empty;
  private @Nullable Shape withPrototype;
  private @Nullable Location prototypeAt;

  /**
   * @param prototype an object, or the guest's null
   * @param keys strings and symbols; in [[OwnPropertyKeys]] order
   * @param attributes of each key ({@link Attributes})
   */
  public ObjectMaker(GuestRealm realm, Object prototype, Object[] keys, byte[] attributes, boolean isExtensible) {
    this(realm, prototype, keys, toFlags(attributes), isExtensible);
  }

  private ObjectMaker(GuestRealm realm, Object prototype, Object[] keys, int[] flags, boolean isExtensible) {
    this.realm = realm;
    this.prototype = (JSDynamicObject) prototype;
    this.keys = keys;
    this.flags = flags;
    this.isExtensible = isExtensible;
    before = new Shape[keys.length];
    after = new Shape[keys.length];
    locations = new Location[keys.length];
  }

  /** Makes objects that have the private fields that {@code example} has, which must be {@code count} and all it has. */
  public static ObjectMaker withPrivateFieldsOf(
      GuestRealm realm, GuestShapes shapes, Object example, Object prototype, int count) {
    GuestShape shape = shapes.of(example);
    if (shape == null || shape.privateFieldCount() != count || shape.keys().length != 0) {
      throw new IllegalStateException("Expected an object with " + count + " private fields and nothing else");
    }
    Object[] keys = new Object[count];
    int[] flags = new int[count];
    for (int i = 0; i < count; i++) {
      keys[i] = shape.privateKey(i);
      flags[i] = JSAttributes.getDefaultNotEnumerable(); // as PrivateFieldAddNode gives them
    }
    return new ObjectMaker(realm, prototype, keys, flags, true);
  }

  private static int[] toFlags(byte[] attributes) {
    int[] flags = new int[attributes.length];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = Attributes.toFlags(attributes[i]);
    }
    return flags;
  }

  public int size() {
    return keys.length;
  }

  /** A new object without properties. */
  public Object create() {
    if (empty != null && withPrototype != null && prototypeAt != null && empty.isValid() && withPrototype.isValid()
        && prototypeAt.canStore(prototype)) {
      JSOrdinaryObject made = JSOrdinaryObject.create(empty, prototype);
      if (store(made, prototypeAt, prototype, empty, withPrototype)) {
        return made;
      }
    }
    JSObject made = JSOrdinary.createWithPrototype(prototype, realm.context());
    learnPrototype(made.getShape());
    return made;
  }

  /** With a shared engine the prototype is a hidden property of the object; else it is part of the shape and needs no storing. */
  private void learnPrototype(Shape shape) {
    Property property = shape.getProperty(JSObject.HIDDEN_PROTO);
    if (prototype != Null.instance && property != null && !property.getLocation().isConstant()) {
      empty = realm.context().makeEmptyShapeWithPrototypeInObject(JSOrdinary.INSTANCE);
      withPrototype = shape;
      prototypeAt = property.getLocation();
    }
  }

  /** Adds property {@code index}. To be called once for each property, in order, with nothing else done to the object in between. */
  public void fill(Object object, int index, Object value) {
    DynamicObject target = (DynamicObject) object;
    Location location = locations[index];
    Shape old = before[index];
    Shape next = after[index];
    if (location != null && old != null && next != null && target.getShape() == old && old.isValid() && next.isValid()
        && location.canStore(value) && store(target, location, value, old, next)) {
      return;
    }
    fillSlowly(target, index, value);
  }

  private static boolean store(DynamicObject target, Location location, Object value, Shape old, Shape next) {
    try {
      location.set(target, value, old, next);
      return true;
    } catch (IncompatibleLocationException e) {
      return false; // canStore said yes and a race on the shared shape said no: the caller takes the slow way
    }
  }

  private void fillSlowly(DynamicObject target, int index, Object value) {
    Shape old = target.getShape();
    SLOW.putWithFlags(target, keys[index], value, flags[index]);
    Shape next = target.getShape();
    Property added = next.getLastProperty();
    boolean isLearnable = added != null && added.getKey().equals(keys[index]) && !added.getLocation().isConstant();
    before[index] = isLearnable ? old : null;
    after[index] = isLearnable ? next : null;
    locations[index] = isLearnable ? added.getLocation() : null;
  }

  /** To be called after the last property. */
  public void finish(Object object) {
    if (!isExtensible) {
      ((JSDynamicObject) object).preventExtensions(true);
    }
  }

  /** True when the object cannot get further properties; for tests. */
  static boolean isSealedShape(Object object) {
    return !JSShape.isExtensible(((DynamicObject) object).getShape());
  }
}

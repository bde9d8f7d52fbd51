package io.kafkaworkflow.engine.js.guest;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.objects.Accessor;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.PropertyDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Own properties by the language's internal methods: slow, right for every object. */
public final class Properties {

  /** One own property; {@code value} is an accessor object when {@code attributes} say so ({@link Attributes#getter}). */
  public record Own(Object key, int attributes, Object value) {

    public boolean isConfigurable() {
      return (attributes & Attributes.NOT_CONFIGURABLE) == 0;
    }

    public boolean isIndex() {
      return key instanceof TruffleString name && JSRuntime.isArrayIndexString(name);
    }

    /** The array index that the key stands for. */
    public long index() {
      return JSRuntime.propertyKeyToArrayIndex(key);
    }
  }

  private Properties() {}

  /** In the order of [[OwnPropertyKeys]]. */
  public static List<Own> of(Object object) {
    JSDynamicObject target = (JSDynamicObject) object;
    List<Own> own = new ArrayList<>();
    for (Object key : JSObject.ownPropertyKeys(target)) {
      PropertyDescriptor found = JSObject.getOwnProperty(target, key);
      int attributes = Attributes.ofFlags(found.getFlags());
      own.add(found.isAccessorDescriptor()
          ? new Own(key, attributes & ~Attributes.NOT_WRITABLE | Attributes.ACCESSOR, new Accessor(found.getGet(), found.getSet()))
          : new Own(key, attributes, found.getValue()));
    }
    return own;
  }

  /**
   * [[DefineOwnProperty]] with all attributes; replaces a configurable property of that key.
   *
   * @throws GuestException the object does not let itself be changed so
   */
  public static void define(Object object, Object key, int attributes, Object value) {
    int flags = Attributes.toFlags(attributes);
    PropertyDescriptor wanted = value instanceof Accessor accessor
        ? PropertyDescriptor.createAccessor(accessor.getGetter(), accessor.getSetter(), flags)
        : PropertyDescriptor.createData(value, flags);
    GuestException.wrap(() -> JSObject.defineOwnProperty((JSDynamicObject) object, key, wanted, true));
  }

  /** [[Delete]]; throws {@link GuestException} when the property is not configurable. */
  public static void delete(Object object, Object key) {
    GuestException.wrap(() -> JSObject.delete((JSDynamicObject) object, key, true));
  }

  /** Deletes the own properties that stand in the way of the order {@code keys}; defining all of them in turn then gives it. */
  public static void makeRoom(Object object, List<Object> keys) {
    for (Own property : of(object)) {
      if (!keys.contains(property.key()) && property.isConfigurable()) {
        delete(object, property.key());
      }
    }
    List<Own> own = of(object).stream().filter(property -> isOrdered(property.key())).toList();
    for (Own property : own.subList(firstDifference(own, keys), own.size())) {
      if (property.isConfigurable()) {
        delete(object, property.key());
      }
    }
  }

  /** A key that {@link #makeRoom} would have to delete and cannot, or null. */
  public static @Nullable Object keyInTheWay(Object object, List<Object> keys) {
    List<Own> wanted = new ArrayList<>();
    for (Own property : of(object)) {
      if (keys.contains(property.key())) {
        if (isOrdered(property.key())) {
          wanted.add(property);
        }
      } else if (!property.isConfigurable()) {
        return property.key();
      }
    }
    for (Own property : wanted.subList(firstDifference(wanted, keys), wanted.size())) {
      if (!property.isConfigurable()) {
        return property.key();
      }
    }
    return null;
  }

  private static int firstDifference(List<Own> own, List<Object> keys) {
    List<Object> ordered = keys.stream().filter(Properties::isOrdered).toList();
    int place = 0;
    while (place < own.size() && place < ordered.size() && own.get(place).key().equals(ordered.get(place))) {
      place++;
    }
    return place;
  }

  /** False for array indexes: they come first and in numeric order, whenever they were added. */
  private static boolean isOrdered(Object key) {
    return !(key instanceof TruffleString name && JSRuntime.isArrayIndexString(name));
  }

  public static Object prototype(Object object) {
    return JSObject.getPrototype((JSDynamicObject) object);
  }

  /** @throws GuestException the object is not extensible, or would inherit from itself */
  public static void setPrototype(Object object, Object prototype) {
    boolean isSet = GuestException.wrap(() -> JSObject.setPrototype((JSDynamicObject) object, (JSDynamicObject) prototype));
    if (!isSet) {
      throw new GuestException(GuestValues.UNDEFINED, new IllegalArgumentException("the prototype cannot be set"));
    }
  }

  public static boolean isExtensible(Object object) {
    return JSObject.isExtensible((JSDynamicObject) object);
  }

  public static void preventExtensions(Object object) {
    GuestException.wrap(() -> ((JSDynamicObject) object).preventExtensions(true));
  }
}

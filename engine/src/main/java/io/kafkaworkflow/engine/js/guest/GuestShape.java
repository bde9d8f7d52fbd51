package io.kafkaworkflow.engine.js.guest;

import com.oracle.truffle.api.object.DynamicObject;
import com.oracle.truffle.api.object.HiddenKey;
import com.oracle.truffle.api.object.Location;
import com.oracle.truffle.api.object.Property;
import com.oracle.truffle.api.object.Shape;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Symbol;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.JSProperty;
import com.oracle.truffle.js.runtime.objects.JSShape;
import com.oracle.truffle.js.runtime.objects.PropertyProxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The own properties that all objects of one Truffle shape and one prototype have: keys, attributes and where the values are.
 *
 * <p>Truffle's shape alone does not tell the prototype: contexts of one shared engine share shapes, and keep the prototype in the object.
 */
@SuppressWarnings("deprecation") // Location's accessors: the replacement needs a node and is slower in the interpreter
public final class GuestShape {

  final Shape shape;
  final JSDynamicObject prototype;
  @Nullable GuestShape next;

  private final @Nullable Location prototypeAt;
  private final Object[] keys;
  private final byte[] attributes;
  private final Location[] locations;
  private final boolean[] isProxy;
  private final List<PrivateField> privateFields;
  private @Nullable Object attachment;

  private record PrivateField(HiddenKey key, Location location) {}

  GuestShape(Shape shape, JSDynamicObject prototype) {
    this.shape = shape;
    this.prototype = prototype;
    this.prototypeAt = prototypeLocation(shape);
    this.privateFields = new ArrayList<>();
    List<Property> own = ownProperties(shape, privateFields);
    keys = new Object[own.size()];
    attributes = new byte[keys.length];
    locations = new Location[keys.length];
    isProxy = new boolean[keys.length];
    for (int i = 0; i < keys.length; i++) {
      Property property = own.get(i);
      keys[i] = property.getKey();
      attributes[i] = (byte) Attributes.ofFlags(property.getFlags());
      locations[i] = property.getLocation();
      isProxy[i] = JSProperty.isProxy(property);
    }
  }

  /** In the order of ECMA-262 10.1.11 OrdinaryOwnPropertyKeys; private and hidden ones apart. */
  private static List<Property> ownProperties(Shape shape, List<PrivateField> privateFields) {
    List<Property> indexes = new ArrayList<>();
    List<Property> strings = new ArrayList<>();
    List<Property> symbols = new ArrayList<>();
    for (Property property : shape.getPropertyListInternal(true)) {
      Object key = property.getKey();
      if (key instanceof TruffleString name) {
        (JSRuntime.isArrayIndexString(name) ? indexes : strings).add(property);
      } else if (key instanceof Symbol symbol && !symbol.isPrivate()) {
        symbols.add(property);
      } else if (key instanceof HiddenKey hidden && hidden.getName().startsWith("#")) {
        privateFields.add(new PrivateField(hidden, property.getLocation()));
      }
    }
    indexes.sort(Comparator.comparingLong(property -> JSRuntime.propertyKeyToArrayIndex(property.getKey())));
    indexes.addAll(strings);
    indexes.addAll(symbols);
    return indexes;
  }

  /** Where an object of {@code shape} keeps its prototype. */
  static @Nullable Location prototypeLocation(Shape shape) {
    Property property = shape.getProperty(JSObject.HIDDEN_PROTO);
    return property == null ? null : property.getLocation();
  }

  /** The prototype object, or the guest's null. */
  public Object prototype() {
    return prototype;
  }

  public boolean isExtensible() {
    return JSShape.isExtensible(shape);
  }

  /** Strings and symbols; not to be changed. */
  public Object[] keys() {
    return keys;
  }

  /** For each key its {@link Attributes}; not to be changed. */
  public byte[] attributes() {
    return attributes;
  }

  /** The value of property {@code index}; for an accessor an object to be read with {@link Attributes#getter}. */
  public Object value(Object object, int index) {
    Object value = locations[index].get((DynamicObject) object, shape);
    return isProxy[index] ? ((PropertyProxy) value).get((JSDynamicObject) object) : value;
  }

  /** True when all objects of this shape have the same value there, and a change would change the shape. */
  public boolean isConstant(int index) {
    return locations[index].isConstant();
  }

  public boolean isProxy(int index) {
    return isProxy[index];
  }

  /** True when {@code object} has this shape and this prototype. */
  public boolean isShapeOf(Object object) {
    DynamicObject target = (DynamicObject) object;
    return target.getShape() == shape
        && (prototypeAt == null ? JSObject.getPrototype((JSDynamicObject) object) : prototypeAt.get(target, shape)) == prototype;
  }

  /** The index of {@code key} (a string or symbol), or -1. */
  public int indexOf(Object key) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  /** Number of private fields ({@code #x}) that classes added. */
  public int privateFieldCount() {
    return privateFields.size();
  }

  /** Such as {@code #x}. */
  public String privateFieldName(int index) {
    return privateFields.get(index).key().getName();
  }

  Object privateKey(int index) {
    return privateFields.get(index).key();
  }

  /** The index of the private field that {@code key} of another shape stands for, or -1. Names do not tell: two classes may both have a {@code #x}. */
  public int privateIndexOf(GuestShape other, int otherIndex) {
    HiddenKey key = other.privateFields.get(otherIndex).key();
    for (int i = 0; i < privateFields.size(); i++) {
      if (privateFields.get(i).key() == key) {
        return i;
      }
    }
    return -1;
  }

  public Object privateField(Object object, int index) {
    return privateFields.get(index).location().get((DynamicObject) object, shape);
  }

  /** What the codec has worked out for this shape. */
  public @Nullable Object attachment() {
    return attachment;
  }

  public void attach(Object value) {
    attachment = value;
  }
}

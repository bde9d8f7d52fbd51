package io.kafkaworkflow.engine.js.guest;

import com.oracle.truffle.js.runtime.objects.Accessor;
import com.oracle.truffle.js.runtime.objects.JSAttributes;
import com.oracle.truffle.js.runtime.objects.JSProperty;

/** Property attributes as the continuation format numbers them, and accessor pairs. */
public final class Attributes {

  public static final int NOT_WRITABLE = 1;
  public static final int NOT_ENUMERABLE = 2;
  public static final int NOT_CONFIGURABLE = 4;
  public static final int ACCESSOR = 8;
  public static final int ALL = 15;

  private Attributes() {}

  static int ofFlags(int flags) {
    boolean isAccessor = (flags & JSProperty.ACCESSOR) != 0;
    return (JSAttributes.isEnumerable(flags) ? 0 : NOT_ENUMERABLE)
        | (JSAttributes.isConfigurable(flags) ? 0 : NOT_CONFIGURABLE)
        | (isAccessor ? ACCESSOR : JSAttributes.isWritable(flags) ? 0 : NOT_WRITABLE);
  }

  static int toFlags(int attributes) {
    return JSAttributes.fromConfigurableEnumerableWritable(
            (attributes & NOT_CONFIGURABLE) == 0,
            (attributes & NOT_ENUMERABLE) == 0,
            (attributes & (NOT_WRITABLE | ACCESSOR)) != NOT_WRITABLE)
        | ((attributes & ACCESSOR) != 0 ? JSProperty.ACCESSOR : 0);
  }

  /** A function or undefined. */
  public static Object getter(Object accessor) {
    return ((Accessor) accessor).getGetter();
  }

  /** A function or undefined. */
  public static Object setter(Object accessor) {
    return ((Accessor) accessor).getSetter();
  }

  public static Object accessor(Object getter, Object setter) {
    return new Accessor(getter, setter);
  }
}

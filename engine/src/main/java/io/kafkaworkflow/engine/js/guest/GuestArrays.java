package io.kafkaworkflow.engine.js.guest;

import com.oracle.truffle.js.runtime.array.DynamicArray;
import com.oracle.truffle.js.runtime.array.ScriptArray;
import com.oracle.truffle.js.runtime.builtins.JSArray;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import org.jspecify.annotations.Nullable;

/** Arrays: the plain ones (elements with default attributes, writable length, extensible) by their storage. */
public final class GuestArrays {

  private GuestArrays() {}

  /** True when the elements are as the literal {@code [...]} makes them; other own properties and the prototype are not looked at. */
  public static boolean hasPlainElements(Object array) {
    JSArrayObject target = (JSArrayObject) array;
    return target.getJSClass() == JSArray.INSTANCE
        && target.getArrayType() instanceof DynamicArray type
        && type.isExtensible() && !type.isSealed() && !type.isFrozen() && !type.isLengthNotWritable();
  }

  /** From 0 to 2^32-1. */
  public static long length(Object array) {
    JSArrayObject target = (JSArrayObject) array;
    return target.getArrayType().length(target);
  }

  /** Holes that a plain array may have beyond one for each element; js-runtime/src/codec/own-properties.ts has the same rule. */
  public static final int SPARE_HOLES = 16;

  /** True when the array has at most one hole for each element, and a few more. */
  public static boolean isMostlyFilled(Object array) {
    JSArrayObject target = (JSArrayObject) array;
    ScriptArray type = target.getArrayType();
    if (!type.hasHolesOrUnused(target)) {
      return true;
    }
    long length = type.length(target);
    long span = Math.max(0, type.lastElementIndex(target) - type.firstElementIndex(target) + 1);
    if (length > 2 * span + SPARE_HOLES) {
      return false;
    }
    long elements = 0;
    for (long i = 0; i < length; i++) {
      elements += type.hasElement(target, i) ? 1 : 0;
    }
    return length <= 2 * elements + SPARE_HOLES;
  }

  public static boolean hasHoles(Object array) {
    JSArrayObject target = (JSArrayObject) array;
    return target.getArrayType().hasHolesOrUnused(target);
  }

  /** The element, or null for a hole. The array has plain elements and {@code index} is below its length. */
  public static @Nullable Object element(Object array, long index, boolean hasHoles) {
    JSArrayObject target = (JSArrayObject) array;
    ScriptArray type = target.getArrayType();
    return hasHoles && !type.hasElement(target, index) ? null : type.getElement(target, index);
  }

  /**
   * A new array over {@code elements}, which the caller fills before any guest code sees the array.
   *
   * @param elements kept and used as storage
   */
  public static Object create(GuestRealm realm, Object[] elements) {
    return elements.length == 0
        ? JSArray.createEmptyZeroLength(realm.context(), realm.realm())
        : JSArray.createZeroBasedObjectArray(realm.context(), realm.realm(), elements);
  }

  /** A copy of all elements, null for holes; the array has plain elements. */
  public static @Nullable Object[] elements(Object array) {
    @Nullable Object[] elements = new Object[(int) length(array)];
    boolean hasHoles = hasHoles(array);
    for (int i = 0; i < elements.length; i++) {
      elements[i] = element(array, i, hasHoles);
    }
    return elements;
  }

  /** Sets an element as an assignment does; {@code index} is below the length. */
  public static void setElement(Object array, long index, Object value) {
    JSArrayObject target = (JSArrayObject) array;
    target.setArrayType(target.getArrayType().setElement(target, index, value, true));
  }

  /** Makes element {@code index} a hole. */
  public static void deleteElement(Object array, long index) {
    JSObject.delete((JSArrayObject) array, index, true);
  }

  public static void setLength(Object array, long length) {
    GuestException.wrap(() -> JSObject.set((JSArrayObject) array, JSArray.LENGTH, GuestValues.number(length), true, null));
  }
}

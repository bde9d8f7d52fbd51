package io.kafkaworkflow.engine.js.guest;

import com.oracle.truffle.js.runtime.builtins.JSArrayBuffer;
import com.oracle.truffle.js.runtime.builtins.JSArrayBufferObject;
import com.oracle.truffle.js.runtime.builtins.JSArrayBufferViewBase;
import com.oracle.truffle.js.runtime.builtins.JSBigIntObject;
import com.oracle.truffle.js.runtime.builtins.JSBooleanObject;
import com.oracle.truffle.js.runtime.builtins.JSDataViewObject;
import com.oracle.truffle.js.runtime.builtins.JSNumberObject;
import com.oracle.truffle.js.runtime.builtins.JSStringObject;
import com.oracle.truffle.js.runtime.builtins.JSSymbolObject;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import java.util.Arrays;

/** ArrayBuffers, their views, and boxed primitives by their storage. */
public final class GuestBuffers {

  private GuestBuffers() {}

  public static boolean isFixedLength(Object buffer) {
    return ((JSArrayBufferObject) buffer).isFixedLength();
  }

  /** A copy of the bytes of a buffer on the heap. */
  public static byte[] bytes(Object buffer) {
    JSArrayBufferObject.Heap heap = (JSArrayBufferObject.Heap) buffer;
    return Arrays.copyOf(heap.getByteArray(), heap.getByteLength());
  }

  /** True when the bytes of {@code buffer} are {@code expected}. */
  public static boolean hasBytes(Object buffer, byte[] expected) {
    JSArrayBufferObject.Heap heap = (JSArrayBufferObject.Heap) buffer;
    return heap.getByteLength() == expected.length
        && Arrays.equals(heap.getByteArray(), 0, expected.length, expected, 0, expected.length);
  }

  /** @param bytes of the same length as the buffer's */
  public static void setBytes(Object buffer, byte[] bytes) {
    System.arraycopy(bytes, 0, ((JSArrayBufferObject.Heap) buffer).getByteArray(), 0, bytes.length);
  }

  /** @param bytes kept and used as storage */
  public static Object create(GuestRealm realm, byte[] bytes) {
    return JSArrayBuffer.createArrayBuffer(realm.context(), realm.realm(), bytes);
  }

  /** Such as {@code Uint8Array}. */
  public static String viewName(Object view) {
    return view instanceof JSTypedArrayObject typed ? typed.getArrayType().getName().toJavaStringUncached() : "DataView";
  }

  public static Object buffer(Object view) {
    return ((JSArrayBufferViewBase) view).getArrayBuffer();
  }

  public static int byteOffset(Object view) {
    return ((JSArrayBufferViewBase) view).getByteOffset();
  }

  /** Elements of a typed array, bytes of a DataView. */
  public static int length(Object view) {
    return view instanceof JSTypedArrayObject typed ? typed.getLength() : ((JSDataViewObject) view).getByteLength();
  }

  /** The primitive in a boxed primitive. */
  public static Object unboxed(Object boxed) {
    if (boxed instanceof JSStringObject string) {
      return string.getString();
    } else if (boxed instanceof JSNumberObject number) {
      return number.getNumber();
    } else if (boxed instanceof JSBooleanObject bool) {
      return bool.getBooleanValue();
    } else if (boxed instanceof JSSymbolObject symbol) {
      return symbol.getSymbol();
    }
    return ((JSBigIntObject) boxed).getBigIntValue();
  }
}

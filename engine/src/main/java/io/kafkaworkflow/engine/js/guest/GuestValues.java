package io.kafkaworkflow.engine.js.guest;

import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.BigInt;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.SafeInteger;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.Symbol;
import com.oracle.truffle.js.runtime.builtins.JSArrayBufferObject;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.builtins.JSBigIntObject;
import com.oracle.truffle.js.runtime.builtins.JSBooleanObject;
import com.oracle.truffle.js.runtime.builtins.JSDataViewObject;
import com.oracle.truffle.js.runtime.builtins.JSDateObject;
import com.oracle.truffle.js.runtime.builtins.JSErrorObject;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.builtins.JSMapObject;
import com.oracle.truffle.js.runtime.builtins.JSNumberObject;
import com.oracle.truffle.js.runtime.builtins.JSRegExpObject;
import com.oracle.truffle.js.runtime.builtins.JSSetObject;
import com.oracle.truffle.js.runtime.builtins.JSStringObject;
import com.oracle.truffle.js.runtime.builtins.JSSymbolObject;
import com.oracle.truffle.js.runtime.builtins.JSTypedArrayObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSOrdinaryObject;
import com.oracle.truffle.js.runtime.objects.Null;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.math.BigInteger;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Raw guest values that need no realm: kinds, primitives, symbols. */
public final class GuestValues {

  public static final Object UNDEFINED = Undefined.instance;
  public static final Object NULL = Null.instance;

  private static final Map<Object, String> WELL_KNOWN_SYMBOLS = wellKnownSymbols();

  private GuestValues() {}

  public static Kind kindOf(Object value) {
    if (value instanceof TruffleString) {
      return Kind.STRING;
    } else if (value instanceof JSOrdinaryObject) {
      return Kind.ORDINARY;
    } else if (value instanceof Number) {
      return Kind.NUMBER;
    } else if (value == Undefined.instance) {
      return Kind.UNDEFINED;
    } else if (value == Null.instance) {
      return Kind.NULL;
    } else if (value instanceof Boolean) {
      return Kind.BOOLEAN;
    } else if (value instanceof JSArrayObject) {
      return Kind.ARRAY;
    } else if (value instanceof JSFunctionObject) {
      return value instanceof JSFunctionObject.Unbound ? Kind.FUNCTION
          : value instanceof JSFunctionObject.Bound ? Kind.BOUND_FUNCTION : Kind.OTHER;
    }
    return rareKindOf(value);
  }

  private static Kind rareKindOf(Object value) {
    if (value instanceof JSMapObject) {
      return Kind.MAP;
    } else if (value instanceof JSSetObject) {
      return Kind.SET;
    } else if (value instanceof JSDateObject) {
      return Kind.DATE;
    } else if (value instanceof JSErrorObject) {
      return Kind.ERROR;
    } else if (value instanceof JSRegExpObject) {
      return Kind.REGEXP;
    } else if (value instanceof Symbol) {
      return Kind.SYMBOL;
    } else if (value instanceof BigInt) {
      return Kind.BIGINT;
    } else if (value instanceof JSTypedArrayObject) {
      return Kind.TYPED_ARRAY;
    } else if (value instanceof JSDataViewObject) {
      return Kind.DATA_VIEW;
    } else if (value instanceof JSArrayBufferObject.Heap) {
      return Kind.ARRAY_BUFFER;
    } else if (value instanceof JSNumberObject || value instanceof JSStringObject || value instanceof JSBooleanObject
        || value instanceof JSSymbolObject || value instanceof JSBigIntObject) {
      return Kind.BOXED;
    }
    return Kind.OTHER;
  }

  /** Names what a value is, for messages: {@code Socket}, {@code Promise}, {@code function}; never its contents. */
  public static String describe(Object value) {
    if (value instanceof JSFunctionObject function) {
      String name = Strings.toJavaString(com.oracle.truffle.js.runtime.builtins.JSFunction.getName(function));
      return name.isEmpty() ? "function" : "function " + name;
    }
    return value instanceof JSDynamicObject object
        ? Strings.toJavaString(object.getClassName())
        : Strings.toJavaString(JSRuntime.typeof(value));
  }

  // Numbers: GraalJS has several representations of one JavaScript number.

  /** The value as a double; any representation of a number. */
  public static double toDouble(Object number) {
    return number instanceof SafeInteger safe ? safe.doubleValue() : ((Number) number).doubleValue();
  }

  /** A number in the representation that guest code prefers. */
  public static Object number(double value) {
    int i = (int) value;
    return i == value && (i != 0 || 1 / value > 0) ? (Object) i : (Object) value;
  }

  public static Object number(long value) {
    return (int) value == value ? (Object) (int) value : (Object) (double) value;
  }

  public static BigInteger toBigInteger(Object bigint) {
    return ((BigInt) bigint).bigIntegerValue();
  }

  public static Object bigint(BigInteger value) {
    return BigInt.fromBigInteger(value);
  }

  // Strings

  public static Object string(String text) {
    return Strings.fromJavaString(text);
  }

  /** The text of a guest string. */
  public static String toJava(Object string) {
    return ((TruffleString) string).toJavaStringUncached();
  }

  // Symbols

  /** {@code iterator} for {@code Symbol.iterator}, null for other symbols. */
  public static @Nullable String wellKnownName(Object symbol) {
    return WELL_KNOWN_SYMBOLS.get(symbol);
  }

  public static @Nullable Object wellKnownSymbol(String name) {
    for (Map.Entry<Object, String> known : WELL_KNOWN_SYMBOLS.entrySet()) {
      if (known.getValue().equals(name)) {
        return known.getKey();
      }
    }
    return null;
  }

  /** True for symbols of {@code Symbol.for}. */
  public static boolean isRegistered(Object symbol) {
    return ((Symbol) symbol).isRegistered();
  }

  /** A string, or undefined. */
  public static Object description(Object symbol) {
    return ((Symbol) symbol).getDescription();
  }

  /** A new local symbol. {@code description} is a string or undefined. */
  public static Object newSymbol(Object description) {
    return Symbol.create(description instanceof TruffleString text ? text : null);
  }

  private static Map<Object, String> wellKnownSymbols() {
    Map<Object, String> names = new IdentityHashMap<>();
    for (Symbol symbol : new Symbol[] {
      Symbol.SYMBOL_HAS_INSTANCE, Symbol.SYMBOL_IS_CONCAT_SPREADABLE, Symbol.SYMBOL_ITERATOR, Symbol.SYMBOL_ASYNC_ITERATOR,
      Symbol.SYMBOL_MATCH, Symbol.SYMBOL_MATCH_ALL, Symbol.SYMBOL_REPLACE, Symbol.SYMBOL_SEARCH, Symbol.SYMBOL_SPECIES,
      Symbol.SYMBOL_SPLIT, Symbol.SYMBOL_TO_PRIMITIVE, Symbol.SYMBOL_TO_STRING_TAG, Symbol.SYMBOL_UNSCOPABLES
    }) {
      names.put(symbol, Strings.toJavaString(symbol.getName()).substring("Symbol.".length()));
    }
    return names;
  }
}

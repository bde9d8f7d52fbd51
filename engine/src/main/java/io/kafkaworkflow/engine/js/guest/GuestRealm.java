package io.kafkaworkflow.engine.js.guest;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.GraalJSException;
import com.oracle.truffle.js.runtime.JSContext;
import com.oracle.truffle.js.runtime.JSErrorType;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.JSException;
import com.oracle.truffle.js.runtime.Symbol;
import com.oracle.truffle.js.runtime.builtins.JSDate;
import com.oracle.truffle.js.runtime.builtins.JSError;
import com.oracle.truffle.js.runtime.builtins.JSErrorObject;
import com.oracle.truffle.js.runtime.builtins.JSFunction;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;

/** One JavaScript realm: its intrinsic objects, and calls into it. One per polyglot context, used by the thread that entered it. */
public final class GuestRealm {

  private static final Object[] NO_ARGUMENTS = {};

  private final JSRealm realm;
  private final JSContext context;

  private GuestRealm(JSRealm realm) {
    this.realm = realm;
    this.context = realm.getContext();
  }

  /** The realm of the polyglot context that this thread has entered; JavaScript must be initialized in it. */
  public static GuestRealm entered() {
    return new GuestRealm(JSRealm.get(null));
  }

  /** The raw result of evaluating a script that left it in the global variable {@code name}; the variable is deleted. */
  public Object takeGlobal(String name) {
    Object key = GuestValues.string(name);
    JSDynamicObject global = realm.getGlobalObject();
    Object value = JSObject.get(global, key);
    JSObject.delete(global, key);
    return value;
  }

  /**
   * Calls a guest function with raw values. Native promise jobs are not run: compiled workflows have promises of their own.
   *
   * @throws GuestException the function threw
   * @throws GuestInterruptedException the context was interrupted
   * @throws StackOverflowError the stack ended where no guest code could catch it
   */
  public Object call(Object function, Object thisObject, Object... arguments) {
    try {
      return JSFunction.call((JSFunctionObject) function, thisObject, arguments);
    } catch (GraalJSException e) {
      throw new GuestException(e.getErrorObject(), e);
    } catch (AbstractTruffleException e) {
      throw new GuestInterruptedException(e);
    }
  }

  /** {@code new constructor(...arguments)} */
  public Object construct(Object constructor, Object... arguments) {
    try {
      return JSFunction.construct((JSFunctionObject) constructor, arguments);
    } catch (GraalJSException e) {
      throw new GuestException(e.getErrorObject(), e);
    } catch (AbstractTruffleException e) {
      throw new GuestInterruptedException(e);
    }
  }

  /** {@link #call} with undefined as {@code this} and no arguments. */
  public Object call(Object function) {
    return call(function, GuestValues.UNDEFINED, NO_ARGUMENTS);
  }

  /** [[Get]] with a key that is a guest string; throws {@link GuestException} when a getter does. */
  public Object get(Object object, Object key) {
    try {
      return JSObject.get((JSDynamicObject) object, key);
    } catch (GraalJSException e) {
      throw new GuestException(e.getErrorObject(), e);
    }
  }

  public Object get(Object object, String key) {
    return get(object, GuestValues.string(key));
  }

  /** {@code String(value)}, or a placeholder when that throws; for messages. */
  public String display(Object value) {
    try {
      return value instanceof TruffleString ? GuestValues.toJava(value) : JSRuntime.safeToString(value).toJavaStringUncached();
    } catch (AbstractTruffleException e) {
      return "a value without text";
    }
  }

  public Object objectPrototype() {
    return realm.getObjectPrototype();
  }

  public Object functionPrototype() {
    return realm.getFunctionPrototype();
  }

  public Object arrayPrototype() {
    return realm.getArrayPrototype();
  }

  public Object mapPrototype() {
    return realm.getMapPrototype();
  }

  public Object setPrototype() {
    return realm.getSetPrototype();
  }

  public Object datePrototype() {
    return realm.getDatePrototype();
  }

  public Object errorPrototype() {
    return realm.getErrorPrototype(JSErrorType.Error);
  }

  public Object regExpPrototype() {
    return realm.getRegExpPrototype();
  }

  public Object newDate(double epochMs) {
    return JSDate.create(context, realm, epochMs);
  }

  /** An error object without own properties, whatever the constructor gives. Its [[Prototype]] is {@code Error.prototype}. */
  public Object newBareError() {
    JSErrorObject error = JSError.createErrorObject(context, realm, JSErrorType.Error);
    // Code that throws it looks for the Java exception that it was thrown with first.
    error.setException(JSException.create(JSErrorType.Error, "", error, realm));
    return error;
  }

  /** {@code Object(primitive)} */
  public Object box(Object primitive) {
    return JSRuntime.toObject(primitive);
  }

  /** {@code Symbol.for(description)} */
  public Object registeredSymbol(Object description) {
    return context.getSymbolRegistry().computeIfAbsent((TruffleString) description, Symbol::createRegistered);
  }

  JSRealm realm() {
    return realm;
  }

  JSContext context() {
    return context;
  }
}

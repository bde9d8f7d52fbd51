package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.GuestArrays;
import io.kafkaworkflow.engine.js.guest.GuestShape;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.Kind;
import io.kafkaworkflow.engine.js.guest.Properties;
import io.kafkaworkflow.engine.step.ByteWriter;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes values: a tag and how to create the object. What objects contain is written later, in order of their numbers, by {@link
 * PayloadWriter}: nothing recurses with the depth of the data.
 */
final class GraphWriter {

  /** What makes no sense, and is not worth a place in the format. */
  static final String PART_WITH_PRIVATES = "a method or prototype object with private members of its own";

  private static final double SAFE_INTEGER_MAX = (1L << 53) - 1;

  final BundleTables tables;
  private final PayloadWriter payloads;
  private final RareKinds rareKinds;
  private final IdentityNumbers numbers = new IdentityNumbers(256);
  private final StringNumbers strings = new StringNumbers();
  private ByteWriter out = new ByteWriter(0);
  private int bytesMax;
  private int message;
  private int shapeCount;
  private int depth;

  // By object number: the object, how its payload is written, and who holds it (for error messages).
  private Object[] objects = new Object[64];
  private @Nullable Object[] infos = new Object[64];
  private int[] owners = new int[64];
  /** Length of the output behind the object's payload. */
  private int[] ends = new int[64];
  private int count;
  private int written;
  private int afterRoot;
  private int beforePayloads;
  private int owner;
  /** The object that is being created; for error messages. */
  private Object current = GuestValues.UNDEFINED;

  GraphWriter(BundleTables tables) {
    this.tables = tables;
    this.rareKinds = new RareKinds(this);
    this.payloads = new PayloadWriter(this);
  }

  /**
   * Writes a body.
   *
   * @param changed numbers of the baseline objects whose content goes along, ascending
   * @param to already holds the header; {@code limit} counts both
   */
  void write(Object root, int[] changed, ByteWriter to, int limit) {
    begin(to, limit);
    value(root);
    afterRoot = out.length();
    out.uint(changed.length);
    for (int number : changed) {
      out.uint(number);
      content(tables.baseline[number]);
    }
    beforePayloads = out.length();
    for (int i = 0; i < count; i++) {
      owner = i;
      Object info = infos[i];
      if (info != null) {
        payloads.write(objects[i], info);
      }
      ends[i] = out.length();
      written = i + 1;
      if (out.length() > bytesMax) {
        throw new ContinuationTooLargeException(bytesMax, largest());
      }
    }
  }

  private void begin(ByteWriter to, int limit) {
    out = to;
    bytesMax = limit;
    if (tables.canonicalShapes.trim()) {
      tables.shapes.clear();
    }
    message++;
    shapeCount = 0;
    owner = -1;
    written = 0;
    depth = 0;
  }

  /** What takes the most of that which is written so far, in words. */
  String largest() {
    return new LargestValues(new ValuePath(tables, objects, infos, owners), objects, infos, owners, ends)
        .describe(written, beforePayloads, beforePayloads - afterRoot);
  }

  /** Forgets the message, so that nothing of a thread is held between two steps. */
  void end() {
    Arrays.fill(objects, 0, count, null);
    Arrays.fill(infos, 0, count, null);
    count = 0;
    current = GuestValues.UNDEFINED;
    numbers.clear();
    strings.clear();
  }

  ByteWriter out() {
    return out;
  }

  // Values

  void value(Object value) {
    Kind kind = GuestValues.kindOf(value);
    switch (kind) {
      case UNDEFINED -> out.u8(Tags.UNDEFINED);
      case NULL -> out.u8(Tags.NULL);
      case BOOLEAN -> out.u8((Boolean) value ? Tags.TRUE : Tags.FALSE);
      case NUMBER -> number(value);
      case STRING -> string(value);
      case BIGINT -> bigint(GuestValues.toBigInteger(value));
      default -> object(value, kind);
    }
  }

  private void integer(long value) {
    if (value >= 0 && value < Tags.LAYOUT - Tags.SMALL_INTEGER) {
      out.u8(Tags.SMALL_INTEGER + (int) value);
    } else if (value >= 0) {
      out.u8(Tags.INTEGER);
      out.uint(value);
    } else {
      out.u8(Tags.NEGATIVE);
      out.uint(-value - 1);
    }
  }

  private void number(Object value) {
    if (value instanceof Integer small) {
      integer(small);
      return;
    }
    double number = GuestValues.toDouble(value);
    if (Math.rint(number) == number && Math.abs(number) <= SAFE_INTEGER_MAX && (number != 0 || 1 / number > 0)) {
      integer((long) number);
    } else {
      out.u8(Tags.DOUBLE);
      out.f64(number);
    }
  }

  void string(Object value) {
    int known = strings.numberOrAdd(value);
    if (known < 0) {
      out.u8(Tags.STRING);
      out.text(GuestValues.toJava(value));
    } else {
      out.u8(Tags.STRING_AGAIN);
      out.uint(known);
    }
  }

  private void bigint(BigInteger value) {
    byte[] bigEndian = value.abs().toByteArray();
    int first = value.signum() == 0 ? bigEndian.length : bigEndian[0] == 0 ? 1 : 0;
    out.u8(Tags.BIGINT);
    out.u8(value.signum() < 0 ? 1 : 0);
    out.uint(bigEndian.length - first);
    for (int i = bigEndian.length - 1; i >= first; i--) {
      out.u8(bigEndian[i]);
    }
  }

  private void object(Object object, Kind kind) {
    if (isKnown(object)) {
      return;
    }
    current = object;
    Object privates = kind == Kind.SYMBOL ? null : tables.privateRecord(object);
    if (privates != null) {
      withPrivates(object, kind, privates);
      return;
    }
    switch (kind) {
      case ORDINARY -> {
        ClosureTable.Closure stamp = tables.closures.read(object);
        if (stamp == null) {
          assign(object, ordinary(object));
        } else if (stamp.isPrototypeOfClosure()) {
          out.u8(Tags.CLOSURE_PROTOTYPE); // met before its closure, with which it is numbered
          value(stamp.scope());
        } else {
          closure(object); // a generator object
        }
      }
      case ARRAY -> assign(object, array(object));
      case FUNCTION, BOUND_FUNCTION -> closure(object);
      case SYMBOL -> {
        symbol(object);
        assign(object, null);
      }
      default -> {
        if (kind == Kind.OTHER && tables.closures.read(object) != null) {
          closure(object); // an arguments object
        } else {
          assign(object, rareKinds.create(object, kind));
        }
      }
    }
  }

  private void withPrivates(Object object, Kind kind, Object record) {
    ClosureTable.Closure stamp = tables.closures.read(object);
    if (stamp != null && (stamp.isPrototypeOfClosure() || stamp.memberNumber() >= 0)) {
      throw unserializable(PART_WITH_PRIVATES);
    }
    out.u8(Tags.WITH_PRIVATES);
    switch (kind) {
      case ORDINARY -> assign(object, new PayloadWriter.WithPrivates(record, ordinary(object)));
      case ARRAY -> assign(object, new PayloadWriter.WithPrivates(record, array(object)));
      case FUNCTION, BOUND_FUNCTION -> {
        int number = closure(object);
        infos[number] = new PayloadWriter.WithPrivates(record, infos[number]);
      }
      default -> assign(object, new PayloadWriter.WithPrivates(record, rareKinds.create(object, kind)));
    }
  }

  /** Writes a reference when there is something to refer to. */
  private boolean isKnown(Object object) {
    int number = numbers.get(object);
    if (number >= 0) {
      out.u8(Tags.OBJECT_AGAIN);
      out.uint(number);
      return true;
    }
    int known = tables.known(object);
    if (known >= 0) {
      out.u8(Tags.BASELINE);
      out.uint(known);
    } else if (object == tables.uninitialized) {
      out.u8(Tags.UNINITIALIZED);
    } else if (known != BundleTables.NOT_KNOWN) {
      out.u8(Tags.BUILT_IN);
      string(tables.builtInName(known));
      assign(object, null);
    } else {
      return false;
    }
    return true;
  }

  /** Gives {@code object} the next number, after its creation info was written. {@code info} says how its payload is written. */
  private void assign(Object object, @Nullable Object info) {
    if (count == objects.length) {
      objects = Arrays.copyOf(objects, count * 2);
      infos = Arrays.copyOf(infos, count * 2);
      owners = Arrays.copyOf(owners, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    numbers.put(object, count);
    objects[count] = object;
    infos[count] = info;
    owners[count] = owner;
    count++;
  }

  /** Writes the content of a changed object of the baseline: creation info without a number, then at once the payload. */
  private void content(Object member) {
    Kind kind = GuestValues.kindOf(member);
    Object info = switch (kind) {
      case ORDINARY -> ordinary(member);
      case FUNCTION, BOUND_FUNCTION -> slowObject(member, kind);
      case ARRAY -> array(member);
      default -> rareKinds.create(member, kind);
    };
    payloads.write(member, info);
  }

  // Creation info of the frequent kinds; see the table in docs/continuation-format.md.

  private Object ordinary(Object object) {
    GuestShape shape = tables.shapes.of(object);
    if (shape == null) {
      return slowObject(object, Kind.ORDINARY);
    }
    Object use = use(shape);
    if (use instanceof Layout.Use layoutUse) {
      if (layoutUse.foreignKey != null) {
        throw unserializable("an object of the runtime with a property of its own");
      }
      out.uint(Tags.LAYOUT + layoutUse.layout.id);
      if (layoutUse.layout.hasBeforeSave()) {
        layoutUse.layout.beforeSave(object);
        GuestShape settled = tables.shapes.of(object); // the fields may have got other places
        return settled == null ? layoutUse : use(settled);
      }
      return use;
    }
    if (use instanceof String refused) {
      throw unserializable(refused);
    }
    out.u8(Tags.OBJECT);
    shape((CanonicalShape) use);
    return shape;
  }

  private SlowProperties slowObject(Object object, Kind kind) {
    SlowProperties own = SlowProperties.of(tables, object, kind);
    out.u8(Tags.OBJECT);
    shape(own.shape());
    return own;
  }

  /** The layout or the canonical shape that objects of {@code shape} have, or why they cannot be saved. */
  private Object use(GuestShape shape) {
    Object use = shape.attachment();
    if (use == null) {
      Layout layout = tables.layoutOf(shape);
      String refused = layout == null ? tables.refusal(shape) : null;
      use = layout != null ? new Layout.Use(layout, shape) : refused != null ? refused : tables.canonicalShapes.of(shape);
      shape.attach(use);
    }
    return use;
  }

  private Object array(Object array) {
    GuestShape shape = tables.shapes.of(array);
    long length = GuestArrays.length(array);
    if (shape != null && shape.prototype() == tables.realm.arrayPrototype() && shape.keys().length == 1
        && shape.isExtensible() && GuestArrays.hasPlainElements(array) && GuestArrays.isMostlyFilled(array)) {
      out.u8(Tags.ARRAY);
      out.uint(length);
      return PayloadWriter.ARRAY;
    }
    PayloadWriter.OtherArray other = new PayloadWriter.OtherArray(
        length, SlowProperties.of(tables, array, Kind.ARRAY),
        Properties.of(array).stream().filter(Properties.Own::isIndex).toList());
    boolean isPlain = other.isPlain(tables.realm.arrayPrototype());
    out.u8(isPlain ? Tags.ARRAY : Tags.OTHER_ARRAY);
    if (!isPlain) {
      shape(other.own().shape());
    }
    out.uint(length);
    return isPlain ? new PayloadWriter.SlowArray(other) : other;
  }

  /** Returns the number of the function, or -1 for a member of another. */
  private int closure(Object function) {
    ClosureTable.Closure closure = tables.closures.read(function);
    if (closure != null && closure.memberNumber() >= 0) {
      out.u8(Tags.CLOSURE_MEMBER); // met before its class, with which it is numbered
      value(closure.scope());
      out.uint(closure.memberNumber());
      return -1;
    }
    if (closure == null) {
      throw unserializable("the " + GuestValues.describe(function) + ", which is not part of the compiled program");
    }
    out.u8(Tags.CLOSURE);
    out.uint(closure.id());
    value(closure.scope());
    int number = count;
    assign(function, new PayloadWriter.Closure(closure));
    if (closure.prototype() != GuestValues.UNDEFINED) {
      assign(closure.prototype(), null); // its payload is part of the function's
    }
    for (Object member : closure.members()) {
      assign(member, null);
    }
    return number;
  }

  private void symbol(Object symbol) {
    String wellKnown = GuestValues.wellKnownName(symbol);
    out.u8(Tags.SYMBOL);
    if (wellKnown != null) {
      out.u8(Tags.SYMBOL_WELL_KNOWN);
      string(GuestValues.string(wellKnown));
    } else if (GuestValues.isRegistered(symbol)) {
      out.u8(Tags.SYMBOL_REGISTERED);
      string(GuestValues.description(symbol));
    } else {
      out.u8(Tags.SYMBOL_LOCAL);
      value(GuestValues.description(symbol));
    }
  }

  /** Writes a shape or its number. */
  void shape(CanonicalShape shape) {
    if (shape.message == message) {
      out.uint(shape.number);
      return;
    }
    out.uint(0);
    if (++depth > Tags.PROTOTYPE_DEPTH_MAX) {
      throw unserializable("an object with more than " + Tags.PROTOTYPE_DEPTH_MAX + " prototypes");
    }
    value(shape.prototype);
    depth--;
    out.uint(shape.flags);
    out.uint(shape.keys.length);
    for (int i = 0; i < shape.keys.length; i++) {
      value(shape.keys[i]);
      if (shape.hasAttributes()) {
        out.u8(shape.attributes[i]);
      }
    }
    shape.message = message; // numbered after its content: a prototype may have brought shapes of its own
    shape.number = ++shapeCount;
  }

  // Errors

  SaveException unserializable(Object value) {
    return unserializable(tables.unsaveableKind(value));
  }

  /** @param kind what the value at hand is, such as {@code a WeakMap}; never its contents */
  SaveException unserializable(String kind) {
    return new ValuePath(tables, objects, infos, owners).refuse(owner, current, kind);
  }
}

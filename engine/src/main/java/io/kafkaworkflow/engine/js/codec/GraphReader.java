package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.GuestException;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.Kind;
import io.kafkaworkflow.engine.step.ByteReader;
import io.kafkaworkflow.engine.step.MalformedContinuationException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one body. Whatever the bytes are, it returns a graph or throws {@link MalformedContinuationException}: it runs no code
 * of the program but closure factories, and allocates no more than the bytes justify.
 */
final class GraphReader {

  /** Stands for the tags that are no values: a hole, or "as the factory gave it". */
  static final Object HOLE = new Object();

  /** Creation infos inside one another: prototypes, and at the end of such a chain a scope, a buffer, a name. */
  private static final int NESTING_MAX = Tags.PROTOTYPE_DEPTH_MAX + 8;

  final BundleTables tables;
  private final KindReader kinds;
  private final ReadShape.Table knownShapes;
  private final List<Object> strings = new ArrayList<>();
  private final List<Object> objects = new ArrayList<>();
  private final List<ReadShape> shapes = new ArrayList<>();
  /** By object number; null for what has no payload. */
  private final List<@Nullable Payload> queue = new ArrayList<>();
  private final List<Runnable> whenRead = new ArrayList<>();
  private ByteReader in = new ByteReader(new byte[0]);
  private int depth;

  /** How to read the payload of an object that exists. */
  @FunctionalInterface
  interface Payload {
    void read(Object object);
  }

  GraphReader(BundleTables tables) {
    this.tables = tables;
    this.knownShapes = new ReadShape.Table(tables.realm);
    this.kinds = new KindReader(this);
  }

  /** Changed objects of the baseline get their content as it is read. Returns the root. */
  Object read(ByteReader body) {
    in = body;
    depth = 0;
    try {
      return read();
    } catch (GuestException | IllegalArgumentException e) {
      // Damaged bytes can ask the language for what it refuses, such as a prototype that inherits from itself.
      throw fail("the objects cannot be made (" + e.getMessage() + ")");
    }
  }

  /** Forgets the message, so that nothing of a thread is held between two steps. */
  void end() {
    strings.clear();
    objects.clear();
    shapes.clear();
    queue.clear();
    whenRead.clear();
    knownShapes.trim();
  }

  private Object read() {
    Object root = value();
    int last = -1;
    for (int left = in.count(2); left > 0; left--) {
      int number = in.smallUint();
      if (number <= last || number >= tables.baseline.length || !GuestValues.kindOf(tables.baseline[number]).isObject()) {
        throw fail("no module object " + number);
      }
      last = number;
      kinds.applyContent(tables.baseline[number]);
    }
    for (int n = 0; n < queue.size(); n++) {
      Payload payload = queue.get(n);
      if (payload != null) {
        payload.read(objects.get(n));
      }
    }
    if (in.remaining() > 0) {
      throw fail("bytes after the end");
    }
    whenRead.forEach(Runnable::run);
    return root;
  }

  ByteReader in() {
    return in;
  }

  MalformedContinuationException fail(String what) {
    return MalformedContinuationException.at(in.offset(), what);
  }

  /** A value; a marker where only values may stand is malformed. */
  Object value() {
    Object value = valueOrHole();
    if (value == HOLE) {
      throw fail("a hole that is not in an array");
    }
    return value;
  }

  Object valueOrHole() {
    int tag = in.smallUint();
    if (tag >= Tags.SMALL_INTEGER && tag < Tags.LAYOUT) {
      return tag - Tags.SMALL_INTEGER;
    }
    if (tag < Tags.BUILT_IN) {
      return simple(tag);
    }
    if (++depth > NESTING_MAX) {
      throw fail("more than " + NESTING_MAX + " objects that must exist before one another");
    }
    Object value = switch (tag) {
      case Tags.BUILT_IN -> builtIn();
      case Tags.BIGINT -> bigint();
      case Tags.SYMBOL -> symbol();
      case Tags.CLOSURE_PROTOTYPE -> closurePrototype();
      case Tags.CLOSURE_MEMBER -> closureMember();
      case Tags.WITH_PRIVATES -> withPrivates();
      default -> kinds.create(tag);
    };
    depth--;
    return value;
  }

  private Object simple(int tag) {
    return switch (tag) {
      case Tags.UNDEFINED -> GuestValues.UNDEFINED;
      case Tags.NULL -> GuestValues.NULL;
      case Tags.FALSE -> false;
      case Tags.TRUE -> true;
      case Tags.INTEGER -> GuestValues.number(in.uint());
      case Tags.NEGATIVE -> GuestValues.number(-in.uint() - 1);
      case Tags.DOUBLE -> in.f64();
      case Tags.STRING, Tags.STRING_AGAIN -> string(tag);
      case Tags.OBJECT_AGAIN -> at(objects, in.smallUint(), "object");
      case Tags.HOLE -> HOLE;
      case Tags.UNINITIALIZED -> tables.uninitialized;
      case Tags.BASELINE -> {
        int number = in.smallUint();
        if (number >= tables.baseline.length) {
          throw fail("no module object " + number);
        }
        yield tables.baseline[number];
      }
      default -> throw fail("unknown tag " + tag);
    };
  }

  Object string() {
    return string(in.smallUint());
  }

  private Object string(int tag) {
    if (tag == Tags.STRING) {
      Object text = GuestValues.string(in.text());
      strings.add(text);
      return text;
    } else if (tag == Tags.STRING_AGAIN) {
      return at(strings, in.smallUint(), "string");
    }
    throw fail("no string where one must be");
  }

  private <T> T at(List<T> list, int number, String what) {
    if (number >= list.size()) {
      throw fail("no " + what + " " + number);
    }
    return list.get(number);
  }

  /** Gives {@code object} the next number. */
  void assign(Object object, @Nullable Payload payload) {
    objects.add(object);
    queue.add(payload);
  }

  /** Runs {@code action} when the whole graph is there. */
  void whenRead(Runnable action) {
    whenRead.add(action);
  }

  ReadShape shape() {
    int number = in.smallUint();
    if (number != 0) {
      return at(shapes, number - 1, "shape");
    }
    Object prototype = value();
    if (prototype != GuestValues.NULL && !GuestValues.kindOf(prototype).isObject()) {
      throw fail("a prototype that is not an object");
    }
    int flags = in.smallUint();
    if (flags > (Tags.NOT_EXTENSIBLE | Tags.HAS_ATTRIBUTES | Tags.LOCKED_LENGTH)) {
      throw fail("unknown shape flags " + flags);
    }
    int count = in.count(2);
    Object[] keys = new Object[count];
    byte[] attributes = new byte[count];
    for (int i = 0; i < count; i++) {
      keys[i] = value();
      Kind kind = GuestValues.kindOf(keys[i]);
      if (kind != Kind.STRING && kind != Kind.SYMBOL) {
        throw fail("a property key that is neither string nor symbol");
      }
      attributes[i] = (flags & Tags.HAS_ATTRIBUTES) == 0 ? 0 : attributes();
    }
    ReadShape shape = knownShapes.of(prototype, keys, attributes, flags);
    shapes.add(shape);
    return shape;
  }

  byte attributes() {
    int attributes = in.u8();
    if (attributes > io.kafkaworkflow.engine.js.guest.Attributes.ALL) {
      throw fail("unknown property attributes " + attributes);
    }
    return (byte) attributes;
  }

  private Object closurePrototype() {
    Object closure = value();
    ClosureTable.Closure parts = GuestValues.kindOf(closure).isObject() ? tables.closures.read(closure) : null;
    if (parts == null || parts.prototype() == GuestValues.UNDEFINED) {
      throw fail("the prototype of something that has none");
    }
    return parts.prototype();
  }

  private Object withPrivates() {
    int tag = in.smallUint();
    if (tag < Tags.ARRAY || tag > Tags.VIEW || tag == Tags.BIGINT || tag == Tags.SYMBOL || tag == Tags.CLOSURE_PROTOTYPE) {
      throw fail("no object to have private elements");
    }
    Object made = kinds.create(tag);
    int number = objects.size() - 1;
    while (objects.get(number) != made) { // members of a class are numbered after it
      number--;
    }
    Payload rest = queue.get(number);
    queue.set(number, object -> {
      Object record = value();
      if (GuestValues.kindOf(record) != Kind.ORDINARY) {
        throw fail("private elements that are no object");
      }
      tables.attachPrivateRecord(object, record);
      if (rest != null) {
        rest.read(object);
      }
    });
    return made;
  }

  private Object closureMember() {
    Object closure = value();
    ClosureTable.Closure parts = GuestValues.kindOf(closure) == Kind.FUNCTION ? tables.closures.read(closure) : null;
    int number = in.smallUint();
    if (parts == null || number >= parts.members().length) {
      throw fail("a method of something that has none");
    }
    return parts.members()[number];
  }

  private Object builtIn() {
    Object name = string();
    Object found = tables.builtIn(name);
    if (found == null) {
      throw MalformedContinuationException.unknownBuiltIn(GuestValues.toJava(name));
    }
    assign(found, null);
    return found;
  }

  private Object bigint() {
    int sign = in.u8();
    byte[] bytes = in.byteString();
    if (sign > 1 || bytes.length > 0 && bytes[bytes.length - 1] == 0 || sign == 1 && bytes.length == 0) {
      throw fail("a bigint in another form");
    }
    byte[] bigEndian = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      bigEndian[i] = bytes[bytes.length - 1 - i];
    }
    return GuestValues.bigint(new BigInteger(sign == 1 ? -1 : bytes.length == 0 ? 0 : 1, bigEndian));
  }

  private Object symbol() {
    int kind = in.u8();
    Object description = value();
    boolean isText = GuestValues.kindOf(description) == Kind.STRING;
    if (!isText && (description != GuestValues.UNDEFINED || kind != Tags.SYMBOL_LOCAL)) {
      throw fail("a symbol's description that is not a string");
    }
    Object symbol = switch (kind) {
      case Tags.SYMBOL_LOCAL -> GuestValues.newSymbol(description);
      case Tags.SYMBOL_REGISTERED -> tables.realm.registeredSymbol(description);
      case Tags.SYMBOL_WELL_KNOWN -> GuestValues.wellKnownSymbol(GuestValues.toJava(description));
      default -> null;
    };
    if (symbol == null) {
      throw fail("an unknown symbol");
    }
    assign(symbol, null);
    return symbol;
  }
}

package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.Attributes;
import io.kafkaworkflow.engine.js.guest.GuestArrays;
import io.kafkaworkflow.engine.js.guest.GuestBuffers;
import io.kafkaworkflow.engine.js.guest.GuestCollections;
import io.kafkaworkflow.engine.js.guest.GuestException;
import io.kafkaworkflow.engine.js.guest.GuestRealm;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.Kind;
import io.kafkaworkflow.engine.js.guest.Properties;
import io.kafkaworkflow.engine.step.ByteReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads errors, boxed primitives, collections, dates, regular expressions, binary data and unusual arrays. */
final class RareKindReader {

  private static final long ARRAY_LENGTH_MAX = (1L << 32) - 1;
  private static final Object LENGTH = GuestValues.string("length");
  private static final Object LAST_INDEX = GuestValues.string("lastIndex");
  private static final int LENGTH_ATTRIBUTES = Attributes.NOT_ENUMERABLE | Attributes.NOT_CONFIGURABLE;

  private final GraphReader reader;
  private final BundleTables tables;
  private final GuestRealm realm;
  private final PropertyReader properties;

  private record Made(Object object, Kind kind, @Nullable ReadShape shape) {}

  RareKindReader(GraphReader reader, PropertyReader properties) {
    this.reader = reader;
    this.tables = reader.tables;
    this.realm = tables.realm;
    this.properties = properties;
  }

  Object create(int tag) {
    Made made = make(tag);
    reader.assign(made.object(), object -> fill(object, made.kind(), made.shape()));
    return made.object();
  }

  private Made make(int tag) {
    return switch (tag) {
      case Tags.ERROR -> withPrototype(realm.newBareError(), Kind.ERROR, reader.shape());
      case Tags.OTHER_ARRAY -> otherArray();
      case Tags.BOXED -> boxed();
      case Tags.MAP, Tags.SET, Tags.DATE, Tags.REGEXP, Tags.ARRAY_BUFFER, Tags.VIEW -> withExtras(tag);
      default -> throw reader.fail("unknown tag " + tag);
    };
  }

  private static Made withPrototype(Object object, Kind kind, @Nullable ReadShape shape) {
    if (shape != null && Properties.prototype(object) != shape.prototype) {
      Properties.setPrototype(object, shape.prototype);
    }
    return new Made(object, kind, shape);
  }

  private Made otherArray() {
    ReadShape shape = reader.shape();
    long length = reader.in().uint();
    if (length > ARRAY_LENGTH_MAX) {
      throw reader.fail("an array of length " + length);
    }
    Object array = GuestArrays.create(realm, new Object[0]);
    GuestArrays.setLength(array, length);
    return withPrototype(array, Kind.ARRAY, shape);
  }

  private Made boxed() {
    ReadShape shape = reader.shape();
    Object primitive = reader.value();
    Kind kind = GuestValues.kindOf(primitive);
    if (kind.isObject() || kind == Kind.UNDEFINED || kind == Kind.NULL) {
      throw reader.fail("a boxed value that is no primitive");
    }
    return withPrototype(realm.box(primitive), Kind.BOXED, shape);
  }

  private Made withExtras(int tag) {
    ByteReader in = reader.in();
    int hasExtras = in.smallUint();
    if (hasExtras > 1) {
      throw reader.fail("unknown extras " + hasExtras);
    }
    ReadShape shape = hasExtras == 1 ? reader.shape() : null;
    return switch (tag) {
      case Tags.MAP -> withPrototype(GuestCollections.createMap(realm), Kind.MAP, shape);
      case Tags.SET -> withPrototype(GuestCollections.createSet(realm), Kind.SET, shape);
      case Tags.DATE -> withPrototype(realm.newDate(in.f64()), Kind.DATE, shape);
      case Tags.REGEXP -> withPrototype(regExp(), Kind.REGEXP, shape);
      case Tags.ARRAY_BUFFER -> withPrototype(GuestBuffers.create(realm, in.byteString()), Kind.ARRAY_BUFFER, shape);
      default -> withPrototype(view(), Kind.TYPED_ARRAY, shape);
    };
  }

  private Object regExp() {
    return construct("RegExp", "a regular expression that this engine does not understand", reader.string(), reader.string());
  }

  private Object view() {
    int type = reader.in().u8();
    if (type >= RareKinds.VIEW_NAMES.size()) {
      throw reader.fail("an unknown element type " + type);
    }
    Object buffer = reader.value();
    if (GuestValues.kindOf(buffer) != Kind.ARRAY_BUFFER) {
      throw reader.fail("a view without a buffer");
    }
    Object offset = GuestValues.number(reader.in().uint());
    long lengthPlusOne = reader.in().uint();
    if (lengthPlusOne == 0) {
      throw reader.fail("a length-tracking view, which this version does not have");
    }
    return construct(RareKinds.VIEW_NAMES.get(type), "a view that does not fit its buffer",
        buffer, offset, GuestValues.number(lengthPlusOne - 1));
  }

  private Object construct(String builtIn, String otherwise, Object... arguments) {
    Object constructor = tables.builtIn(GuestValues.string(builtIn));
    if (constructor == null) {
      throw reader.fail(otherwise);
    }
    try {
      return realm.construct(constructor, arguments);
    } catch (GuestException e) {
      throw reader.fail(otherwise);
    }
  }

  /** Entries and elements, then own properties. */
  private void fill(Object object, Kind kind, @Nullable ReadShape shape) {
    ByteReader in = reader.in();
    switch (kind) {
      case MAP -> {
        for (int left = in.count(2); left > 0; left--) {
          Object key = reader.value();
          GuestCollections.put(object, key, reader.value());
        }
      }
      case SET -> {
        for (int left = in.count(1); left > 0; left--) {
          GuestCollections.add(object, reader.value());
        }
      }
      case REGEXP -> {
        boolean isLocked = shape != null && shape.isLocked();
        properties.define(object, LAST_INDEX, LENGTH_ATTRIBUTES | (isLocked ? Attributes.NOT_WRITABLE : 0), reader.value());
      }
      case ARRAY -> fillElements(object, shape);
      default -> {
        // The others have everything but own properties from the start.
      }
    }
    if (shape != null) {
      properties.define(object, shape);
    }
  }

  private void fillElements(Object array, @Nullable ReadShape shape) {
    ByteReader in = reader.in();
    long length = GuestArrays.length(array);
    long last = -1;
    for (int left = in.count(3); left > 0; left--) {
      long index = in.uint();
      if (index <= last || index >= length) {
        throw reader.fail("array index " + index + " out of order or range");
      }
      last = index;
      int attributes = reader.attributes();
      properties.define(array, GuestValues.string(Long.toString(index)), attributes, properties.valueOf(attributes));
    }
    if (shape != null && shape.isLocked()) {
      properties.define(array, LENGTH, LENGTH_ATTRIBUTES | Attributes.NOT_WRITABLE, GuestValues.number(length));
    }
  }

  /** Gives {@code member} of the baseline the content that follows {@code tag}, in place of what it has. */
  void applyContent(Object member, int tag) {
    Kind kind = GuestValues.kindOf(member);
    if (tag == Tags.ARRAY || tag == Tags.OTHER_ARRAY) {
      applyArray(member, kind, tag);
      return;
    }
    Made made = tag == Tags.OBJECT ? new Made(member, Kind.ORDINARY, reader.shape()) : make(tag);
    boolean isSameBuffer = kind != Kind.ARRAY_BUFFER || made.kind() != kind
        || GuestBuffers.bytes(member).length == GuestBuffers.bytes(made.object()).length;
    if (tag != Tags.OBJECT && GuestValues.kindOf(made.object()) != kind || !isSameBuffer) {
      throw reader.fail("content of another kind than the module object");
    }
    empty(member, kind, made.shape());
    usePrototype(member, made.shape() == null ? Properties.prototype(made.object()) : made.shape().prototype);
    if (kind == Kind.DATE) {
      GuestCollections.setEpochMs(member, GuestCollections.epochMs(made.object()));
    } else if (kind == Kind.ARRAY_BUFFER) {
      GuestBuffers.setBytes(member, GuestBuffers.bytes(made.object()));
    }
    fill(member, tag == Tags.OBJECT ? Kind.ORDINARY : kind, made.shape());
  }

  private void applyArray(Object member, Kind kind, int tag) {
    ReadShape shape = tag == Tags.OTHER_ARRAY ? reader.shape() : null;
    long length = tag == Tags.ARRAY ? reader.in().count(1) : reader.in().uint();
    if (kind != Kind.ARRAY || length > ARRAY_LENGTH_MAX) {
      throw reader.fail("content of another kind than the module object");
    }
    empty(member, kind, null);
    usePrototype(member, shape == null ? realm.arrayPrototype() : shape.prototype);
    GuestArrays.setLength(member, length);
    if (shape != null) {
      fill(member, kind, shape);
      return;
    }
    for (long i = 0; i < length; i++) {
      Object value = reader.valueOrHole();
      if (value != GraphReader.HOLE) {
        GuestArrays.setElement(member, i, value);
      }
    }
  }

  private static void usePrototype(Object member, Object prototype) {
    if (Properties.prototype(member) != prototype) {
      Properties.setPrototype(member, prototype);
    }
  }

  /** Takes away the entries that evaluation gave, and the properties that are not where {@code shape} wants them. */
  private static void empty(Object member, Kind kind, @Nullable ReadShape shape) {
    if (kind != Kind.TYPED_ARRAY) {
      Properties.makeRoom(member, shape == null ? List.of() : List.of(shape.keys));
    }
    if (kind == Kind.MAP || kind == Kind.SET) {
      GuestCollections.clear(member);
    }
  }
}

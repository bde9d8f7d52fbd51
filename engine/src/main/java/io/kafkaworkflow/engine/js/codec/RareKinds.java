package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.GuestBuffers;
import io.kafkaworkflow.engine.js.guest.GuestCollections;
import io.kafkaworkflow.engine.js.guest.GuestShape;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes creation info of collections, dates, errors, regular expressions, boxed primitives and binary data. */
final class RareKinds {

  /** Element types of views, in the order of their numbers. */
  static final List<String> VIEW_NAMES = List.of(
      "DataView", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array",
      "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array");

  private static final Object LAST_INDEX = GuestValues.string("lastIndex");
  private static final int LAST_INDEX_ATTRIBUTES = 6; // writable, neither enumerable nor configurable

  private final GraphWriter writer;
  private final BundleTables tables;

  RareKinds(GraphWriter writer) {
    this.writer = writer;
    this.tables = writer.tables;
  }

  /** Writes tag and creation info; returns how to write the payload. */
  Object create(Object object, Kind kind) {
    return switch (kind) {
      case MAP -> withExtras(object, kind, Tags.MAP, tables.realm.mapPrototype());
      case SET -> withExtras(object, kind, Tags.SET, tables.realm.setPrototype());
      case DATE -> {
        Object info = withExtras(object, kind, Tags.DATE, tables.realm.datePrototype());
        writer.out().f64(GuestCollections.epochMs(object));
        yield info;
      }
      case ERROR -> {
        SlowProperties own = SlowProperties.of(tables, object, kind);
        writer.out().u8(Tags.ERROR);
        writer.shape(own.shape());
        yield own;
      }
      case BOXED -> {
        SlowProperties own = SlowProperties.of(tables, object, kind);
        writer.out().u8(Tags.BOXED);
        writer.shape(own.shape());
        writer.value(GuestBuffers.unboxed(object));
        yield own;
      }
      case REGEXP -> {
        Object info = withExtras(object, kind, Tags.REGEXP, tables.realm.regExpPrototype());
        writer.string(tables.realm.get(object, "source"));
        writer.string(tables.realm.get(object, "flags"));
        yield info;
      }
      case ARRAY_BUFFER -> buffer(object);
      case TYPED_ARRAY, DATA_VIEW -> view(object, kind);
      default -> throw writer.unserializable(object);
    };
  }

  private Object buffer(Object buffer) {
    if (!GuestBuffers.isFixedLength(buffer)) {
      throw writer.unserializable("a resizable ArrayBuffer");
    }
    Object info = withExtras(buffer, Kind.ARRAY_BUFFER, Tags.ARRAY_BUFFER, prototypeOf("ArrayBuffer"));
    writer.out().byteString(GuestBuffers.bytes(buffer));
    return info;
  }

  private Object view(Object view, Kind kind) {
    String name = GuestBuffers.viewName(view);
    int type = VIEW_NAMES.indexOf(name);
    if (type < 0) {
      throw writer.unserializable("a " + name);
    }
    Object info = withExtras(view, kind, Tags.VIEW, prototypeOf(name));
    writer.out().u8(type);
    writer.value(GuestBuffers.buffer(view));
    writer.out().uint(GuestBuffers.byteOffset(view));
    writer.out().uint(GuestBuffers.length(view) + 1L);
    return info;
  }

  private Object prototypeOf(String constructor) {
    Object found = tables.builtIn(GuestValues.string(constructor));
    return found == null ? GuestValues.NULL : tables.realm.get(found, "prototype");
  }

  private Object withExtras(Object object, Kind kind, int tag, Object defaultPrototype) {
    writer.out().u8(tag);
    SlowProperties own = isPlain(tables.shapes.of(object), kind, defaultPrototype) ? null : SlowProperties.of(tables, object, kind);
    writer.out().uint(own == null ? 0 : 1);
    if (own != null) {
      writer.shape(own.shape());
    }
    return new PayloadWriter.WithExtras(kind, own);
  }

  private static boolean isPlain(@Nullable GuestShape shape, Kind kind, Object defaultPrototype) {
    if (shape == null || shape.prototype() != defaultPrototype || !shape.isExtensible()) {
      return false;
    }
    return kind == Kind.REGEXP
        ? shape.keys().length == 1 && shape.keys()[0].equals(LAST_INDEX) && shape.attributes()[0] == LAST_INDEX_ATTRIBUTES
        : shape.keys().length == 0;
  }
}

package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.Attributes;
import io.kafkaworkflow.engine.js.guest.GuestArrays;
import io.kafkaworkflow.engine.js.guest.GuestCollections;
import io.kafkaworkflow.engine.js.guest.GuestShape;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.Kind;
import io.kafkaworkflow.engine.js.guest.Properties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what objects contain. How it does is decided when the object is created and kept as an info: a {@link Layout.Use}, a {@link GuestShape}
 * (its own properties), {@link SlowProperties} (the same, read before), or one of the records here.
 */
final class PayloadWriter {

  /** An array that tag 14 describes. */
  static final Object ARRAY = new Object();

  record Closure(ClosureTable.Closure parts) {}

  record OtherArray(long length, SlowProperties own, List<Properties.Own> elements) {

    /** True when tag 14 says everything although GraalJS keeps the array in an unusual way. */
    boolean isPlain(Object arrayPrototype) {
      return own.shape().prototype == arrayPrototype && own.shape().flags == 0 && own.values().length == 0
          && elements.stream().allMatch(element -> element.attributes() == 0)
          && length <= 2L * elements.size() + GuestArrays.SPARE_HOLES;
    }
  }

  /** Private elements, then what {@code info} says. */
  record WithPrivates(Object privates, @Nullable Object info) {}

  /** The elements of an array that tag 14 describes, read one by one. */
  record SlowArray(OtherArray array) {}

  /** Entries of a Map or Set, {@code lastIndex} of a RegExp; then the extras, if there are some. */
  record WithExtras(Kind kind, @Nullable SlowProperties own) {}

  private final GraphWriter writer;
  private final ClosurePayload closures;
  private final PropertyValues properties;

  PayloadWriter(GraphWriter writer) {
    this.writer = writer;
    this.properties = new PropertyValues(writer);
    this.closures = new ClosurePayload(writer, properties);
  }

  void write(Object object, Object info) {
    if (info instanceof WithPrivates with) {
      writer.value(with.privates());
      if (with.info() != null) {
        write(object, with.info());
      }
    } else if (info instanceof Layout.Use use) {
      layout(object, use);
    } else if (info instanceof GuestShape shape) {
      properties.write(object, shape);
    } else if (info == ARRAY) {
      array(object);
    } else if (info instanceof Closure closure) {
      closures.write(object, closure.parts());
    } else if (info instanceof SlowProperties own) {
      properties.write(own);
    } else if (info instanceof WithExtras extras) {
      withExtras(object, extras);
    } else if (info instanceof SlowArray slow) {
      slowArray(slow.array());
    } else {
      otherArray((OtherArray) info);
    }
  }

  private void slowArray(OtherArray array) {
    long next = 0;
    for (Properties.Own element : array.elements()) {
      for (; next < element.index(); next++) {
        writer.out().u8(Tags.HOLE);
      }
      writer.value(element.value());
      next++;
    }
    for (; next < array.length(); next++) {
      writer.out().u8(Tags.HOLE);
    }
  }

  private void layout(Object object, Layout.Use use) {
    Layout layout = use.layout;
    int fields = layout.fields.length;
    if (!layout.hasVariants()) {
      for (int i = 0; i < fields; i++) {
        writer.value(use.field(object, i));
      }
      return;
    }
    Object first = use.field(object, 0);
    writer.value(first);
    for (int i : layout.liveFields(GuestValues.kindOf(first) == Kind.NUMBER ? (long) GuestValues.toDouble(first) : -1)) {
      writer.value(use.field(object, i));
    }
  }

  private void array(Object array) {
    long length = GuestArrays.length(array);
    boolean hasHoles = GuestArrays.hasHoles(array);
    for (long i = 0; i < length; i++) {
      element(GuestArrays.element(array, i, hasHoles));
    }
  }

  private void element(@Nullable Object element) {
    if (element == null) {
      writer.out().u8(Tags.HOLE);
    } else {
      writer.value(element);
    }
  }

  private void otherArray(OtherArray array) {
    writer.out().uint(array.elements().size());
    for (Properties.Own element : array.elements()) {
      writer.out().uint(element.index());
      writer.out().u8(element.attributes());
      if ((element.attributes() & Attributes.ACCESSOR) == 0) {
        writer.value(element.value());
      } else {
        writer.value(Attributes.getter(element.value()));
        writer.value(Attributes.setter(element.value()));
      }
    }
    properties.write(array.own());
  }

  private void withExtras(Object object, WithExtras extras) {
    switch (extras.kind()) {
      case MAP -> {
        writer.out().uint(GuestCollections.size(object));
        GuestCollections.forEach(object, (key, value) -> {
          writer.value(key);
          writer.value(value);
        });
      }
      case SET -> {
        writer.out().uint(GuestCollections.size(object));
        GuestCollections.forEach(object, (value, same) -> writer.value(value));
      }
      case REGEXP -> writer.value(writer.tables.realm.get(object, "lastIndex"));
      default -> {
        // Dates, buffers and views say everything when they are created.
      }
    }
    if (extras.own() != null) {
      properties.write(extras.own());
    }
  }
}

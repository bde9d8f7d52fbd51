package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.Attributes;
import io.kafkaworkflow.engine.js.guest.GuestShape;
import java.util.function.IntPredicate;

/** Writes the values of own properties; attributes say which are accessors. */
final class PropertyValues {

  private final GraphWriter writer;

  PropertyValues(GraphWriter writer) {
    this.writer = writer;
  }

  void write(Object object, GuestShape shape) {
    byte[] attributes = shape.attributes();
    for (int i = 0; i < attributes.length; i++) {
      one(attributes[i], shape.value(object, i));
    }
  }

  void write(SlowProperties own) {
    write(own, i -> false);
  }

  /** @param isKept tells the places that are written as "what the factory gave" */
  void write(SlowProperties own, IntPredicate isKept) {
    for (int i = 0; i < own.values().length; i++) {
      if (isKept.test(i)) {
        writer.out().u8(Tags.HOLE);
      } else {
        one(own.shape().attributes[i], own.values()[i]);
      }
    }
  }

  private void one(int attributes, Object value) {
    if ((attributes & Attributes.ACCESSOR) == 0) {
      writer.value(value);
    } else {
      writer.value(Attributes.getter(value));
      writer.value(Attributes.setter(value));
    }
  }
}

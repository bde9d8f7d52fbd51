package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.GuestShape;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.Kind;
import io.kafkaworkflow.engine.js.guest.Properties;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what of a closure and of what its factory made with it differs from what the factory gives. */
final class ClosurePayload {

  private final GraphWriter writer;
  private final PropertyValues properties;

  ClosurePayload(GraphWriter writer, PropertyValues properties) {
    this.writer = writer;
    this.properties = properties;
  }

  /**
   * One of the objects that a factory makes together.
   *
   * @param partner the function of a prototype object, the prototype object of a function, else null
   * @param number of a member, else -1
   */
  private record Made(Object object, Kind kind, ClosureTable.Defaults defaults, @Nullable Object partner, int number) {

    boolean hasOtherParent() {
      return Properties.prototype(object) != defaults.parent;
    }
  }

  void write(Object function, ClosureTable.Closure parts) {
    ClosureTable.Defaults defaults = writer.tables.closures.defaults(parts.id());
    ClosureTable.Defaults ofPrototype = defaults.prototype;
    boolean hasPrototype = parts.prototype() != GuestValues.UNDEFINED && ofPrototype != null;
    Made made = new Made(function, Kind.FUNCTION, defaults, hasPrototype ? parts.prototype() : null, -1);
    Made prototype = hasPrototype ? new Made(parts.prototype(), Kind.ORDINARY, ofPrototype, function, -1) : null;
    List<Made> members = otherMembers(parts, defaults);
    int ofFunction = difference(made, parts, Tags.CLOSURE_PROPERTIES, Tags.CLOSURE_PARENT);
    int ofThePrototype = prototype == null ? 0
        : difference(prototype, parts, Tags.CLOSURE_PROTOTYPE_PROPERTIES, Tags.CLOSURE_PROTOTYPE_PARENT);
    writer.out().uint(ofFunction | ofThePrototype | (members.isEmpty() ? 0 : Tags.CLOSURE_MEMBERS));
    write(made, parts, ofFunction == Tags.CLOSURE_PROPERTIES, ofFunction == Tags.CLOSURE_PARENT);
    if (prototype != null) {
      write(prototype, parts, ofThePrototype == Tags.CLOSURE_PROTOTYPE_PROPERTIES, ofThePrototype == Tags.CLOSURE_PROTOTYPE_PARENT);
    }
    if (!members.isEmpty()) {
      writer.out().uint(members.size());
      for (Made member : members) {
        writer.out().uint(member.number());
        writeProperties(member, parts);
      }
    }
  }

  private List<Made> otherMembers(ClosureTable.Closure parts, ClosureTable.Defaults defaults) {
    List<Made> others = new ArrayList<>(0);
    for (int i = 0; i < parts.members().length; i++) {
      Made member = new Made(parts.members()[i], Kind.FUNCTION, defaults.ofMembers[i], null, i);
      if (difference(member, parts, 1, 1) != 0) {
        others.add(member);
      }
    }
    return others;
  }

  /** {@code properties} when the own properties differ, else {@code parent} when the [[Prototype]] does, else 0. */
  private int difference(Made made, ClosureTable.Closure parts, int properties, int parent) {
    return !hasGivenProperties(made, parts) ? properties : made.hasOtherParent() ? parent : 0;
  }

  private boolean hasGivenProperties(Made made, ClosureTable.Closure parts) {
    boolean isFunction = made.kind() == Kind.FUNCTION && made.number() < 0;
    if (!isFunction && writer.tables.privateRecord(made.object()) != null) {
      throw writer.unserializable(GraphWriter.PART_WITH_PRIVATES);
    }
    ClosureTable.Defaults defaults = made.defaults();
    GuestShape shape = writer.tables.shapes.of(made.object());
    if (shape == null || !defaults.matches(shape)) {
      return false;
    }
    for (int i = 0; i < defaults.values.length; i++) {
      Object expected = defaults.values[i];
      Object value = shape.value(made.object(), i);
      boolean isEqual = expected != GuestValues.UNDEFINED
          ? isSame(expected, value)
          : value == made.partner() || defaults.isMember(i, parts, shape.attributes()[i], value);
      if (!isEqual) {
        return false;
      }
    }
    return true;
  }

  /** Strings and numbers only. */
  private static boolean isSame(Object expected, Object value) {
    return expected.equals(value)
        || GuestValues.kindOf(expected) == Kind.NUMBER && GuestValues.kindOf(value) == Kind.NUMBER
            && GuestValues.toDouble(expected) == GuestValues.toDouble(value);
  }

  private void write(Made made, ClosureTable.Closure parts, boolean writesProperties, boolean writesParent) {
    if (writesProperties) {
      writeProperties(made, parts);
    } else if (writesParent) {
      writer.value(Properties.prototype(made.object()));
    }
  }

  private void writeProperties(Made made, ClosureTable.Closure parts) {
    ClosureTable.Defaults defaults = made.defaults();
    SlowProperties own = SlowProperties.of(writer.tables, made.object(), made.kind());
    writer.shape(own.shape());
    properties.write(own, i -> {
      int place = defaults.indexOf(own.shape().keys[i]);
      return place >= 0 && own.values()[i] != made.partner() && defaults.isMember(place, parts, own.shape().attributes[i], own.values()[i]);
    });
  }
}

package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.GuestArrays;
import io.kafkaworkflow.engine.js.guest.GuestShape;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.Kind;
import io.kafkaworkflow.engine.js.guest.ObjectMaker;
import io.kafkaworkflow.engine.step.ByteReader;
import java.util.Arrays;

/** Reads creation info and payload of the frequent kinds; the others are in {@link RareKindReader}. */
final class KindReader {

  private final GraphReader reader;
  private final BundleTables tables;
  private final PropertyReader properties;
  private final RareKindReader rareKinds;
  private final GraphReader.Payload arrayPayload = this::fillArray;

  KindReader(GraphReader reader) {
    this.reader = reader;
    this.tables = reader.tables;
    this.properties = new PropertyReader(reader);
    this.rareKinds = new RareKindReader(reader, properties);
  }

  /** Reads the creation info that follows {@code tag} and numbers the object. */
  Object create(int tag) {
    if (tag >= Tags.LAYOUT) {
      Layout layout = layout(tag);
      Object made = layout.maker.create();
      reader.assign(made, object -> fillLayout(object, layout));
      if (layout.hasAfterLoad()) {
        reader.whenRead(() -> layout.afterLoad(made));
      }
      return made;
    }
    return switch (tag) {
      case Tags.ARRAY -> {
        Object[] elements = new Object[reader.in().count(1)];
        Arrays.fill(elements, GuestValues.UNDEFINED);
        yield assigned(GuestArrays.create(tables.realm, elements), arrayPayload);
      }
      case Tags.OBJECT -> {
        ReadShape shape = reader.shape();
        yield assigned(shape.maker.create(), object -> fillObject(object, shape));
      }
      case Tags.CLOSURE -> closure();
      default -> rareKinds.create(tag);
    };
  }

  private Object assigned(Object object, GraphReader.Payload payload) {
    reader.assign(object, payload);
    return object;
  }

  private Layout layout(int tag) {
    Layout layout = tables.layout(tag - Tags.LAYOUT);
    if (layout == null) {
      throw reader.fail("no layout " + (tag - Tags.LAYOUT));
    }
    return layout;
  }

  private void fillLayout(Object object, Layout layout) {
    ObjectMaker maker = layout.maker;
    int fields = layout.fields.length;
    if (!layout.hasVariants()) {
      for (int i = 0; i < fields; i++) {
        maker.fill(object, i, reader.value());
      }
      return;
    }
    Object[] values = readVariant(layout);
    for (int i = 0; i < fields; i++) {
      maker.fill(object, i, values[i]);
    }
  }

  /** The values of all fields; those that are not live are undefined. */
  private Object[] readVariant(Layout layout) {
    Object[] values = new Object[layout.fields.length];
    Arrays.fill(values, GuestValues.UNDEFINED);
    Object first = reader.value();
    if (!(first instanceof Integer variant) || variant < 0) {
      throw reader.fail("a layout object without its variant");
    }
    values[0] = first;
    for (int i : layout.liveFields(variant)) {
      values[i] = reader.value();
    }
    return values;
  }

  private void fillObject(Object object, ReadShape shape) {
    for (int i = 0; i < shape.keys.length; i++) {
      shape.maker.fill(object, i, properties.valueOf(shape.attributes[i]));
    }
    shape.maker.finish(object);
  }

  private void fillArray(Object array) {
    long length = GuestArrays.length(array);
    for (long i = 0; i < length; i++) {
      Object value = reader.valueOrHole();
      if (value == GraphReader.HOLE) {
        GuestArrays.deleteElement(array, i);
      } else {
        GuestArrays.setElement(array, i, value);
      }
    }
  }

  private Object closure() {
    ByteReader in = reader.in();
    int id = in.smallUint();
    if (!tables.closures.has(id)) {
      throw reader.fail("no function " + id);
    }
    Object scope = reader.value();
    if (scope != GuestValues.UNDEFINED && !isLayoutObject(scope)) {
      throw reader.fail("a closure's scope that is not a layout object");
    }
    Object made = tables.closures.make(id, scope);
    ClosureTable.Closure parts = tables.closures.read(made);
    if (parts == null) {
      throw reader.fail("function " + id + " is none");
    }
    reader.assign(made, function -> fillClosure(function, parts));
    if (parts.prototype() != GuestValues.UNDEFINED) {
      reader.assign(parts.prototype(), null);
    }
    for (Object member : parts.members()) {
      reader.assign(member, null);
    }
    return made;
  }

  private boolean isLayoutObject(Object value) {
    GuestShape shape = GuestValues.kindOf(value) == Kind.ORDINARY ? tables.shapes.of(value) : null;
    return shape != null && tables.layoutOf(shape) != null;
  }

  private void fillClosure(Object function, ClosureTable.Closure parts) {
    int bits = reader.in().smallUint();
    boolean hasPrototype = parts.prototype() != GuestValues.UNDEFINED;
    int known = Tags.CLOSURE_PROPERTIES | Tags.CLOSURE_PARENT
        | (hasPrototype ? Tags.CLOSURE_PROTOTYPE_PROPERTIES | Tags.CLOSURE_PROTOTYPE_PARENT : 0)
        | (parts.members().length > 0 ? Tags.CLOSURE_MEMBERS : 0);
    if ((bits & ~known) != 0) {
      throw reader.fail("unknown closure payload " + bits);
    }
    fillPart(function, (bits & Tags.CLOSURE_PROPERTIES) != 0, (bits & Tags.CLOSURE_PARENT) != 0);
    fillPart(parts.prototype(), (bits & Tags.CLOSURE_PROTOTYPE_PROPERTIES) != 0, (bits & Tags.CLOSURE_PROTOTYPE_PARENT) != 0);
    if ((bits & Tags.CLOSURE_MEMBERS) != 0) {
      for (int left = reader.in().count(2); left > 0; left--) {
        int number = reader.in().smallUint();
        if (number >= parts.members().length) {
          throw reader.fail("no member " + number + " of a class");
        }
        properties.replace(parts.members()[number], reader.shape());
      }
    }
  }

  private void fillPart(Object object, boolean hasProperties, boolean hasParent) {
    if (hasProperties) {
      properties.replace(object, reader.shape());
    }
    if (hasParent) {
      Object parent = reader.value();
      if (parent != GuestValues.NULL && !GuestValues.kindOf(parent).isObject()) {
        throw reader.fail("a prototype that is not an object");
      }
      io.kafkaworkflow.engine.js.guest.Properties.setPrototype(object, parent);
    }
  }

  /** Reads the content of an object of the baseline and gives it that in place of what it has. */
  void applyContent(Object member) {
    int tag = reader.in().smallUint();
    if (tag < Tags.LAYOUT) {
      rareKinds.applyContent(member, tag);
      return;
    }
    Layout layout = layout(tag);
    GuestShape shape = GuestValues.kindOf(member) == Kind.ORDINARY ? tables.shapes.of(member) : null;
    if (shape == null || tables.layoutOf(shape) != layout || layout.isHidden) {
      throw reader.fail("content of another kind than the module object");
    }
    Object[] values = new Object[layout.fields.length];
    if (layout.hasVariants()) {
      values = readVariant(layout);
    } else {
      for (int i = 0; i < values.length; i++) {
        values[i] = reader.value();
      }
    }
    for (int i = 0; i < values.length; i++) {
      properties.set(member, layout.fields[i], values[i]);
    }
  }
}

package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.GuestRealm;
import io.kafkaworkflow.engine.js.guest.GuestShape;
import io.kafkaworkflow.engine.js.guest.GuestShapes;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.ObjectMaker;
import org.jspecify.annotations.Nullable;

/** One entry of a bundle's layout table: how a frame, a scope or an object of the runtime is saved. */
final class Layout {

  final int id;
  final Object prototype;
  /** Guest strings, for messages also where the fields are hidden. */
  final Object[] fields;
  /** Whether the fields are private elements instead of properties. */
  final boolean isHidden;
  private final boolean isOfProgram;
  /** {@code variants[first field]} are the fields that are live with it; null: all. */
  private final int[] @Nullable [] variants;
  private final int[] allAfterFirst;
  private final boolean hasVariants;
  final ObjectMaker maker;
  private final GuestRealm realm;
  /** Guest functions, or undefined. */
  private final Object beforeSave;
  private final Object afterLoad;

  /** @param info a {@code LayoutInfo} of abi.ts */
  Layout(GuestRealm realm, GuestShapes shapes, Object info) {
    this.realm = realm;
    beforeSave = realm.get(info, "beforeSave");
    afterLoad = realm.get(info, "afterLoad");
    id = (int) GuestValues.toDouble(realm.get(info, "id"));
    prototype = realm.get(info, "prototype");
    isOfProgram = !realm.display(realm.get(info, "kind")).equals("runtime");
    fields = BundleTables.elements(realm.get(info, "fields"));
    Object variantTable = realm.get(info, "variants");
    hasVariants = variantTable != GuestValues.NULL;
    variants = hasVariants ? readVariants(variantTable) : new int[0][];
    allAfterFirst = new int[Math.max(0, fields.length - 1)];
    for (int i = 0; i < allAfterFirst.length; i++) {
      allAfterFirst[i] = i + 1;
    }
    Object hidden = realm.get(info, "hidden");
    isHidden = hidden != GuestValues.UNDEFINED;
    maker = isHidden
        ? ObjectMaker.withPrivateFieldsOf(realm, shapes, realm.call(hidden), prototype, fields.length)
        : new ObjectMaker(realm, prototype, fields, new byte[fields.length], true);
  }

  private static int[] @Nullable [] readVariants(Object table) {
    Object[] rows = BundleTables.elements(table);
    int[] @Nullable [] read = new int[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] != GuestValues.NULL && rows[i] != GuestValues.UNDEFINED) {
        Object[] row = BundleTables.elements(rows[i]);
        int[] indexes = new int[row.length];
        for (int j = 0; j < row.length; j++) {
          indexes[j] = (int) GuestValues.toDouble(row[j]);
        }
        read[i] = indexes;
      }
    }
    return read;
  }

  /** True for frames and scopes: their fields are variables of the workflow's author. */
  boolean isOfProgram() {
    return isOfProgram;
  }

  boolean hasBeforeSave() {
    return beforeSave != GuestValues.UNDEFINED;
  }

  boolean hasAfterLoad() {
    return afterLoad != GuestValues.UNDEFINED;
  }

  /** Lets the runtime bring into the fields of {@code object} what the engine keeps of it. */
  void beforeSave(Object object) {
    realm.call(beforeSave, GuestValues.UNDEFINED, object);
  }

  /** Tells the runtime that {@code object} and everything around it has been read. */
  void afterLoad(Object object) {
    realm.call(afterLoad, GuestValues.UNDEFINED, object);
  }

  boolean hasVariants() {
    return hasVariants;
  }

  /** The fields that are saved after the first, when the first is {@code discriminator}. */
  int[] liveFields(long discriminator) {
    if (discriminator >= 0 && discriminator < variants.length) {
      int[] live = variants[(int) discriminator];
      return live == null ? allAfterFirst : live;
    }
    return allAfterFirst;
  }

  /** Where objects of one guest shape keep the fields of their layout. */
  static final class Use {

    private static final int MISSING = -1;

    final Layout layout;
    private final GuestShape shape;
    /** For each field the index of its property or private field in the shape. */
    private final int[] at;
    /** An own property that the layout does not have (a string or symbol), or null. */
    final @Nullable Object foreignKey;

    Use(Layout layout, GuestShape shape) {
      this.layout = layout;
      this.shape = shape;
      at = new int[layout.fields.length];
      int known = 0;
      for (int i = 0; i < at.length; i++) {
        at[i] = layout.isHidden ? i < shape.privateFieldCount() ? i : MISSING : shape.indexOf(layout.fields[i]);
        known += at[i] == MISSING || layout.isHidden ? 0 : 1;
      }
      foreignKey = known == shape.keys().length ? null : foreignKey(layout, shape);
    }

    private static @Nullable Object foreignKey(Layout layout, GuestShape shape) {
      for (Object key : shape.keys()) {
        boolean isField = false;
        for (Object field : layout.fields) {
          isField |= !layout.isHidden && field.equals(key);
        }
        if (!isField) {
          return key;
        }
      }
      return null;
    }

    Object field(Object object, int index) {
      int where = at[index];
      return where == MISSING ? GuestValues.UNDEFINED
          : layout.isHidden ? shape.privateField(object, where) : shape.value(object, where);
    }
  }
}

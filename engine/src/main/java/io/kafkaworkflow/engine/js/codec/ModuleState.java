package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.Attributes;
import io.kafkaworkflow.engine.js.guest.GuestException;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.Kind;
import io.kafkaworkflow.engine.js.guest.Properties;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the module state of a bundle: which objects of the baseline a thread has changed, and how to put them back.
 *
 * <p>Runs after every step over every object of the baseline; an unchanged one costs a few comparisons of references.
 */
final class ModuleState {

  private final BundleTables tables;
  private final Object[] members;
  private final @Nullable Snapshot[] snapshots;

  /**
   * @param members what evaluating the bundle made, or what it found
   * @param isWatched false for members that cannot be compared
   */
  ModuleState(BundleTables tables, Object[] members, Predicate<Object> isWatched) {
    this.tables = tables;
    this.members = members;
    snapshots = new Snapshot[members.length];
    for (int i = 0; i < members.length; i++) {
      snapshots[i] = isWatched.test(members[i]) ? new Snapshot(tables, members[i]) : null;
    }
  }

  /** Numbers of the objects that differ from what they were, ascending. */
  int[] changed() {
    int[] numbers = new int[0];
    for (int i = 0; i < members.length; i++) {
      Snapshot snapshot = snapshots[i];
      if (snapshot != null && snapshot.differs(members[i])) {
        numbers = Arrays.copyOf(numbers, numbers.length + 1);
        numbers[numbers.length - 1] = i;
      }
    }
    return numbers;
  }

  /** One of the objects that differ from what they were, or null. */
  @Nullable Object firstChanged() {
    int[] changed = changed();
    return changed.length == 0 ? null : members[changed[0]];
  }

  /** @throws SaveException one of the objects cannot be put back; nothing of the step may be kept then */
  void checkRestorable(int[] numbers) {
    for (int number : numbers) {
      Snapshot snapshot = snapshots[number];
      String why = snapshot == null ? null : whyStuck(members[number], snapshot);
      if (why != null) {
        throw SaveException.unrestorableModuleObject(name(members[number], number), why);
      }
    }
  }

  /** Puts everything back; false when an object refuses. */
  boolean restore() {
    for (int number : changed()) {
      Snapshot snapshot = snapshots[number];
      if (snapshot != null && !restore(members[number], snapshot)) {
        return false;
      }
    }
    return true;
  }

  private boolean restore(Object member, Snapshot snapshot) {
    if (whyStuck(member, snapshot) != null) {
      return false;
    }
    try {
      snapshot.putBack(member);
      return true;
    } catch (GuestException e) {
      return false; // the context is thrown away, so what went wrong does not matter any more
    }
  }

  /** Why the language does not let {@code member} become what it was, or null when it does. */
  private @Nullable String whyStuck(Object member, Snapshot snapshot) {
    if (!Properties.isExtensible(member) && snapshot.wasExtensible()) {
      return "it was frozen, sealed or made not extensible";
    }
    if (!snapshot.hasSamePrivates(member)) {
      return "a class gave it private members";
    }
    Object fixed = GuestValues.kindOf(member) == Kind.TYPED_ARRAY ? null : Properties.keyInTheWay(member, snapshot.keys());
    if (fixed != null) {
      return "the property " + tables.realm.display(fixed) + " cannot be deleted";
    }
    for (Properties.Own now : Snapshot.properties(member)) {
      if ((now.attributes() & Attributes.NOT_CONFIGURABLE) == 0) {
        continue;
      }
      String key = tables.realm.display(now.key());
      Properties.Own then = snapshot.property(now.key());
      if (then == null) {
        return "the property " + key + " was added as not configurable";
      }
      boolean isValueOnly = now.attributes() == then.attributes() && (now.attributes() & Attributes.NOT_WRITABLE) == 0
          && (now.attributes() & Attributes.ACCESSOR) == 0;
      if (!isValueOnly && !Snapshot.isSame(now, then)) {
        return "the property " + key + " was made not configurable or not writable";
      }
    }
    return null;
  }

  private static String name(Object member, int number) {
    return GuestValues.kindOf(member) == Kind.FUNCTION
        ? GuestValues.describe(member) : "module object " + number;
  }
}

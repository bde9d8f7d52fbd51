package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.GuestArrays;
import io.kafkaworkflow.engine.js.guest.GuestCollections;
import io.kafkaworkflow.engine.js.guest.GuestRealm;
import io.kafkaworkflow.engine.js.guest.GuestShape;
import io.kafkaworkflow.engine.js.guest.GuestShapes;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.Kind;
import io.kafkaworkflow.engine.js.guest.Properties;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a bundle tells a codec outside of it: layouts, closure factories, the baseline, the names of built-ins. One per context. */
final class BundleTables {

  static final int NOT_KNOWN = -1;
  private static final int FIRST_BUILT_IN = -2;
  private static final String API_NAME = "kafka-workflow";
  private static final Pattern ERROR_PROTOTYPE = Pattern.compile("[A-Za-z]*Error\\.prototype");
  private static final Pattern PROTOTYPE_NAME = Pattern.compile("%?(.*?)(?:Prototype%|\\.prototype)");
  /**
   * Constructors whose prototype's heirs are ordinary objects unless they are of the kind itself; see
   * js-runtime/src/codec/classify.ts.
   */
  private static final List<String> PLAIN_CONSTRUCTORS = List.of(
      "Object", "Map", "Set", "Date", "RegExp", "ArrayBuffer", "DataView", "%TypedArray%", "Error", "String", "Number", "Boolean",
      "BigInt", "Symbol", "Array", "Function");

  /** Generator objects are known by their stamps, iterators by their own prototypes; what else inherits from these has no state. */
  private static final List<String> PLAIN_PROTOTYPES = List.of("%GeneratorPrototype%", "%AsyncGeneratorPrototype%", "%IteratorPrototype%");

  /** Begins the names of private fields that the compiler adds; those that matter are saved in another way. */
  private static final String COMPILER_FIELD = "#$";

  final GuestRealm realm;
  final GuestShapes shapes = new GuestShapes();
  final CanonicalShape.Table canonicalShapes = new CanonicalShape.Table();
  final ClosureTable closures;
  final Object uninitialized;
  final Object[] baseline;
  final Positions positions;

  private final Object host;
  private final Object unsaveableKind;
  private final Object attachPrivateRecord;
  /** Of an object with private elements and nothing else; null in a program that has none. */
  private final @Nullable GuestShape privateProbe;
  private final @Nullable Layout[] layouts;
  private final Map<Object, Layout> layoutsByPrototype = new IdentityHashMap<>();
  /** Baseline number of an object, or {@link #FIRST_BUILT_IN} - the index of its name in {@link #builtInNames}. */
  private final IdentityNumbers known;
  private final List<Object> builtInNames = new ArrayList<>();
  private final Map<Object, Object> builtInsByName = new HashMap<>();
  private final Set<Object> plainPrototypes;

  /** @param host a {@code HostInterface} of abi.ts */
  BundleTables(GuestRealm realm, Object host) {
    this.realm = realm;
    this.host = host;
    uninitialized = realm.get(host, "TDZ");
    unsaveableKind = realm.get(host, "unsaveableKind");
    attachPrivateRecord = realm.get(host, "attachPrivateRecord");
    Object probe = realm.get(host, "privateProbe");
    privateProbe = probe == GuestValues.UNDEFINED ? null : shapes.of(probe);
    Object[] infos = elements(realm.get(host, "layouts"));
    layouts = new Layout[infos.length];
    for (int i = 0; i < infos.length; i++) {
      if (infos[i] != GuestValues.UNDEFINED) {
        Layout layout = new Layout(realm, shapes, infos[i]);
        layouts[i] = layout;
        layoutsByPrototype.put(layout.prototype, layout);
      }
    }
    closures = new ClosureTable(realm, shapes, host);
    baseline = elements(realm.get(host, "baseline"));
    positions = new Positions(realm.display(realm.get(host, "positions")));
    Object builtIns = realm.get(host, "builtIns");
    known = new IdentityNumbers(Integer.highestOneBit(64 + baseline.length + GuestCollections.size(builtIns)) * 4);
    for (int i = 0; i < baseline.length; i++) {
      known.put(baseline[i], i);
    }
    GuestCollections.forEach(builtIns, (name, object) -> {
      known.put(object, FIRST_BUILT_IN - builtInNames.size());
      builtInNames.add(name);
      builtInsByName.put(name, object);
    });
    plainPrototypes = plainPrototypes();
  }

  /** The elements of a dense guest array. */
  static Object[] elements(Object array) {
    Object[] elements = new Object[(int) GuestArrays.length(array)];
    boolean hasHoles = GuestArrays.hasHoles(array);
    for (int i = 0; i < elements.length; i++) {
      Object element = GuestArrays.element(array, i, hasHoles);
      elements[i] = element == null ? GuestValues.UNDEFINED : element;
    }
    return elements;
  }

  @Nullable Layout layout(long id) {
    return id < layouts.length ? layouts[(int) id] : null;
  }

  @Nullable Layout layoutOf(GuestShape shape) {
    return layoutsByPrototype.get(shape.prototype());
  }

  /** A number of 0 or more for an object of the baseline, below {@link #NOT_KNOWN} for a built-in. */
  int known(Object object) {
    return known.get(object);
  }

  /** The name of a built-in as a guest string. */
  Object builtInName(int known) {
    return builtInNames.get(FIRST_BUILT_IN - known);
  }

  /** The built-in of a name (a guest string), or null when this host has none. */
  @Nullable Object builtIn(Object name) {
    return builtInsByName.get(name);
  }

  /** Why objects of {@code shape} cannot be saved as ordinary objects, or null when they can. */
  @Nullable String refusal(GuestShape shape) {
    for (int i = 0; i < shape.privateFieldCount(); i++) {
      if (!shape.privateFieldName(i).startsWith(COMPILER_FIELD)) {
        return "an object with the private field " + shape.privateFieldName(i);
      }
    }
    // What inherits from a built-in may have internal state that nobody can read; a few are known to have none.
    for (Object prototype = shape.prototype(); prototype != GuestValues.NULL; prototype = Properties.prototype(prototype)) {
      if (plainPrototypes.contains(prototype)) {
        return null;
      }
      int number = known(prototype);
      String name = number < NOT_KNOWN ? GuestValues.toJava(builtInName(number)) : "";
      if (!name.isEmpty() && !name.startsWith(API_NAME) && !ERROR_PROTOTYPE.matcher(name).matches()) {
        Matcher owner = PROTOTYPE_NAME.matcher(name);
        return owner.matches() ? "a native " + owner.group(1) : "an object that inherits from " + name;
      }
    }
    return null;
  }

  /** The object that holds the private elements of {@code object}, or null. */
  @Nullable Object privateRecord(Object object) {
    GuestShape shape = privateProbe == null ? null : shapes.of(object);
    int at = shape == null || shape.privateFieldCount() == 0 ? -1 : shape.privateIndexOf(privateProbe, 0);
    return shape == null || at < 0 ? null : shape.privateField(object, at);
  }

  /** Gives an object that has none its private elements. */
  void attachPrivateRecord(Object object, Object record) {
    realm.call(attachPrivateRecord, host, object, record);
  }

  private Set<Object> plainPrototypes() {
    Set<Object> plain = Collections.newSetFromMap(new IdentityHashMap<>());
    for (String name : PLAIN_CONSTRUCTORS) {
      Object constructor = builtIn(GuestValues.string(name));
      if (constructor != null) {
        plain.add(realm.get(constructor, "prototype"));
      }
    }
    for (String name : PLAIN_PROTOTYPES) {
      Object prototype = builtIn(GuestValues.string(name));
      if (prototype != null) {
        plain.add(prototype);
      }
    }
    return plain;
  }

  /**
   * The built-ins that have properties a program could care for: objects and constructors. Other functions have their name and length alone, and are
   * too many to be looked at after every step.
   */
  Object[] builtInContainers() {
    return builtInsByName.values().stream()
        .filter(object -> GuestValues.kindOf(object) != Kind.FUNCTION || Properties.of(object).stream().anyMatch(own -> own.key().equals(GuestValues.string("prototype"))))
        .toArray();
  }

  /** What to call a value that cannot be saved. */
  String unsaveableKind(Object value) {
    Object kind = GuestValues.kindOf(value).isObject() ? realm.call(unsaveableKind, host, value) : GuestValues.UNDEFINED;
    if (kind != GuestValues.UNDEFINED) {
      return GuestValues.toJava(kind);
    }
    GuestShape shape = GuestValues.kindOf(value).isObject() ? shapes.of(value) : null;
    String refused = shape == null ? null : refusal(shape);
    return refused == null ? "a " + GuestValues.describe(value) : refused;
  }
}

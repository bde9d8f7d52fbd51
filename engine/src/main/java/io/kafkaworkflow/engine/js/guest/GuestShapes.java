package io.kafkaworkflow.engine.js.guest;

import com.oracle.truffle.api.object.DynamicObject;
import com.oracle.truffle.api.object.Location;
import com.oracle.truffle.api.object.Shape;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.JSObject;
import com.oracle.truffle.js.runtime.objects.JSShape;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes met so far in one context. Bounded: workflows that use objects as dictionaries make new shapes without end. */
@SuppressWarnings("deprecation") // Location's accessors, see GuestShape
public final class GuestShapes {

  private static final int SHAPES_MAX = 10_000;

  private final Map<Shape, Entry> entries = new IdentityHashMap<>();
  private int size;

  private static final class Entry {
    final @Nullable Location prototypeAt;
    @Nullable GuestShape first;

    Entry(Shape shape) {
      prototypeAt = GuestShape.prototypeLocation(shape);
    }
  }

  /** The description of {@code object}'s own properties, or null when its shape does not hold all of them ({@link Properties}). */
  public @Nullable GuestShape of(Object object) {
    Shape shape = ((DynamicObject) object).getShape();
    Entry entry = entries.get(shape);
    if (entry == null) {
      if ((shape.getFlags() & JSShape.EXTERNAL_PROPERTIES_FLAG) != 0) {
        return null;
      }
      entry = new Entry(shape);
      entries.put(shape, entry);
    }
    Object prototype = entry.prototypeAt != null
        ? entry.prototypeAt.get((DynamicObject) object, shape)
        : JSObject.getPrototype((JSDynamicObject) object);
    for (GuestShape known = entry.first; known != null; known = known.next) {
      if (known.prototype == prototype) {
        return known;
      }
    }
    return add(entry, shape, (JSDynamicObject) prototype);
  }

  public void clear() {
    entries.clear();
    size = 0;
  }

  private GuestShape add(Entry entry, Shape shape, JSDynamicObject prototype) {
    if (size++ == SHAPES_MAX) {
      entries.clear();
      size = 1;
      entry = new Entry(shape);
      entries.put(shape, entry);
    }
    GuestShape made = new GuestShape(shape, prototype);
    made.next = entry.first;
    entry.first = made;
    return made;
  }
}

package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.GuestArrays;
import io.kafkaworkflow.engine.js.guest.GuestShape;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.Kind;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names the value at which writing stopped: from the nearest variable of a function on, {@code order.client.socket}, with the
 * position of that function; else from the thread on. Only errors come here, so it may search.
 */
final class ValuePath {

  private static final int PARTS_MAX = 20;
  private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}$_][\\p{L}\\p{Nd}$_]*");

  private final BundleTables tables;
  private final Object[] objects;
  private final @Nullable Object[] infos;
  private final int[] owners;

  ValuePath(BundleTables tables, Object[] objects, @Nullable Object[] infos, int[] owners) {
    this.tables = tables;
    this.objects = objects;
    this.infos = infos;
    this.owners = owners;
  }

  /**
   * @param owner number of the object whose payload was being written, or -1
   * @param value the value that it holds and that was being written
   */
  SaveException refuse(int owner, Object value, String kind) {
    Place place = of(owner, value);
    return SaveException.unserializableValue(place.path(), kind, place.position());
  }

  /**
   * @param path such as {@code order.client.socket}
   * @param position such as {@code orders.ts:31:5, local `order` of `placeOrder`}; empty when unknown
   */
  record Place(String path, String position) {}

  /** Where {@code value}, which {@code owner} holds, stands. */
  Place of(int owner, Object value) {
    StringBuilder path = new StringBuilder();
    Object held = value;
    int holder = owner;
    for (int parts = 0; holder >= 0 && parts < PARTS_MAX; parts++) {
      Object object = objects[holder];
      if (infos[holder] instanceof Layout.Use use && use.layout.isOfProgram()) {
        return tables.positions.of(use.layout.id, fieldOf(use, object, held), tables.realm.display(use.field(object, 0)), path.toString());
      }
      path.insert(0, access(holder, held));
      held = object;
      holder = owners[holder];
    }
    return new Place("thread" + path, "");
  }

  private String fieldOf(Layout.Use use, Object object, Object held) {
    for (int i = 0; i < use.layout.fields.length; i++) {
      if (use.field(object, i) == held) {
        return tables.realm.display(use.layout.fields[i]);
      }
    }
    return "?";
  }

  /** How {@code owner} holds {@code held}: {@code .name}, {@code [3]}, or nothing for objects of the runtime. */
  private String access(int owner, Object held) {
    Object object = objects[owner];
    if (infos[owner] instanceof Layout.Use) {
      return "";
    } else if (GuestValues.kindOf(object) == Kind.ARRAY) {
      for (long i = 0; i < GuestArrays.length(object); i++) {
        if (GuestArrays.element(object, i, true) == held) {
          return "[" + i + "]";
        }
      }
    } else if (infos[owner] instanceof GuestShape shape) {
      for (int i = 0; i < shape.keys().length; i++) {
        if (shape.value(object, i) == held) {
          return property(shape.keys()[i]);
        }
      }
    }
    return "[entry]";
  }

  private String property(Object key) {
    String name = tables.realm.display(key);
    return IDENTIFIER.matcher(name).matches() ? "." + name : "[" + name + "]";
  }
}

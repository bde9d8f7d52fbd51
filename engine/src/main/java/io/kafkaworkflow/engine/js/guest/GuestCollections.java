package io.kafkaworkflow.engine.js.guest;

import com.oracle.truffle.js.runtime.builtins.JSDateObject;
import com.oracle.truffle.js.runtime.builtins.JSMap;
import com.oracle.truffle.js.runtime.builtins.JSMapObject;
import com.oracle.truffle.js.runtime.builtins.JSSet;
import com.oracle.truffle.js.runtime.builtins.JSSetObject;
import com.oracle.truffle.js.runtime.util.JSHashMap;

/** Maps, Sets and Dates by their storage; whatever a workflow has put over their methods is not seen. */
public final class GuestCollections {

  /** Called for each entry in insertion order. For a Set the value has no meaning. */
  @FunctionalInterface
  public interface EntryVisitor {
    void visit(Object key, Object value);
  }

  private GuestCollections() {}

  public static Object createMap(GuestRealm realm) {
    return JSMap.create(realm.context(), realm.realm());
  }

  public static Object createSet(GuestRealm realm) {
    return JSSet.create(realm.context(), realm.realm());
  }

  public static int size(Object mapOrSet) {
    return storage(mapOrSet).size();
  }

  public static void forEach(Object mapOrSet, EntryVisitor visitor) {
    for (JSHashMap.Cursor entries = storage(mapOrSet).getEntries(); entries.advance(); ) {
      visitor.visit(entries.getKey(), entries.getValue());
    }
  }

  public static void put(Object map, Object key, Object value) {
    storage(map).put(JSSet.normalize(key), value);
  }

  public static void add(Object set, Object value) {
    Object key = JSSet.normalize(value);
    storage(set).put(key, key);
  }

  public static void clear(Object mapOrSet) {
    storage(mapOrSet).clear();
  }

  public static double epochMs(Object date) {
    return ((JSDateObject) date).getTimeMillis();
  }

  public static void setEpochMs(Object date, double epochMs) {
    ((JSDateObject) date).setTimeMillis(epochMs);
  }

  private static JSHashMap storage(Object mapOrSet) {
    return mapOrSet instanceof JSMapObject map ? map.getMap() : ((JSSetObject) mapOrSet).getMap();
  }
}

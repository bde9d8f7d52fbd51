package io.kafkaworkflow.engine.js.codec;

import java.util.Arrays;

/** Numbers objects by identity: open addressing without boxes, because every object of every step passes through it. */
final class IdentityNumbers {

  private static final int KEPT_CAPACITY_MAX = 1 << 14;

  private Object[] keys;
  private int[] numbers;
  private int size;

  /** @param capacity a power of two */
  IdentityNumbers(int capacity) {
    keys = new Object[capacity];
    numbers = new int[capacity];
  }

  /** The number of {@code object}, or -1. */
  int get(Object object) {
    int mask = keys.length - 1;
    for (int i = slot(object, mask); keys[i] != null; i = i + 1 & mask) {
      if (keys[i] == object) {
        return numbers[i];
      }
    }
    return -1;
  }

  /** @param object has no number yet */
  void put(Object object, int number) {
    if (++size * 2 > keys.length) {
      grow();
    }
    insert(object, number);
  }

  void clear() {
    if (size == 0) {
      return;
    }
    if (keys.length > KEPT_CAPACITY_MAX) {
      keys = new Object[256];
      numbers = new int[256];
    } else {
      Arrays.fill(keys, null);
    }
    size = 0;
  }

  private void insert(Object object, int number) {
    int mask = keys.length - 1;
    int i = slot(object, mask);
    while (keys[i] != null) {
      i = i + 1 & mask;
    }
    keys[i] = object;
    numbers[i] = number;
  }

  private void grow() {
    Object[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new Object[oldKeys.length * 2];
    numbers = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != null) {
        insert(oldKeys[i], oldNumbers[i]);
      }
    }
  }

  private static int slot(Object object, int mask) {
    return System.identityHashCode(object) * 0x9E3779B9 >>> 7 & mask;
  }
}

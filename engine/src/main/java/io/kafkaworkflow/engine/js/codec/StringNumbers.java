package io.kafkaworkflow.engine.js.codec;

import java.util.Arrays;

/** Numbers guest strings by content, in order of first appearance. Open addressing without boxes. */
final class StringNumbers {

  private static final int CAPACITY = 128;
  private static final int KEPT_CAPACITY_MAX = 1 << 12;

  private Object[] strings = new Object[CAPACITY];
  private int[] numbers = new int[CAPACITY];
  private int size;

  /** The number of {@code string}, or -1: it is new then and has got the next number. */
  int numberOrAdd(Object string) {
    int mask = strings.length - 1;
    int i = slot(string, mask);
    for (; strings[i] != null; i = i + 1 & mask) {
      if (strings[i] == string || strings[i].equals(string)) {
        return numbers[i];
      }
    }
    strings[i] = string;
    numbers[i] = size++;
    if (size * 2 > strings.length) {
      grow();
    }
    return -1;
  }

  void clear() {
    if (strings.length > KEPT_CAPACITY_MAX) {
      strings = new Object[CAPACITY];
      numbers = new int[CAPACITY];
    } else if (size > 0) {
      Arrays.fill(strings, null);
    }
    size = 0;
  }

  private void grow() {
    Object[] old = strings;
    int[] oldNumbers = numbers;
    strings = new Object[old.length * 2];
    numbers = new int[strings.length];
    int mask = strings.length - 1;
    for (int j = 0; j < old.length; j++) {
      if (old[j] != null) {
        int i = slot(old[j], mask);
        while (strings[i] != null) {
          i = i + 1 & mask;
        }
        strings[i] = old[j];
        numbers[i] = oldNumbers[j];
      }
    }
  }

  private static int slot(Object string, int mask) {
    return string.hashCode() * 0x9E3779B9 >>> 7 & mask;
  }
}

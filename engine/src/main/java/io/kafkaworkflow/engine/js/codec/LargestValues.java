package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which variables take the most bytes of a continuation. A value that several hold counts for the one that was met first. Only
 * warnings and errors come here, so it may search.
 */
final class LargestValues {
  private static final int NAMED_MAX = 3;
  private static final int DEPTH_MAX = 20;

  /** A value of less than a twentieth of the whole explains nothing. */
  private static final int SHARE = 20;

  private record Large(long bytes, ValuePath.Place place) {}

  private final ValuePath paths;
  private final Object[] objects;
  private final @Nullable Object[] infos;
  private final int[] owners;
  private final int[] ends;

  /** As {@link ValuePath}; {@code ends[i]} is the length of the output behind the payload of object {@code i}. */
  LargestValues(ValuePath paths, Object[] objects, @Nullable Object[] infos, int[] owners, int[] ends) {
    this.paths = paths;
    this.objects = objects;
    this.infos = infos;
    this.owners = owners;
    this.ends = ends;
  }

  /**
   * @param written number of objects whose payload is written
   * @param begin length of the output before the first payload
   * @param moduleBytes of module state that the thread changed
   */
  String describe(int written, int begin, int moduleBytes) {
    long[] own = new long[written];
    long[] total = new long[written];
    for (int i = 0; i < written; i++) {
      own[i] = ends[i] - (i == 0 ? begin : ends[i - 1]);
      total[i] = own[i];
    }
    for (int i = written - 1; i > 0; i--) { // who holds an object was met before it
      if (owners[i] >= 0) {
        total[owners[i]] += total[i];
      }
    }
    List<Large> found = new ArrayList<>();
    for (int i = 0; i < written; i++) {
      if (isOfProgram(i)) {
        addText(i, own[i], found);
      } else if (owners[i] >= 0 && isOfProgram(owners[i])) {
        found.add(large(i, total, written));
      }
    }
    if (moduleBytes > 0) {
      found.add(new Large(moduleBytes, new ValuePath.Place("changed module state", "")));
    }
    long whole = moduleBytes + (written == 0 ? 0 : ends[written - 1] - begin);
    List<String> named = found.stream().filter(large -> large.bytes * SHARE >= whole).sorted(Comparator.comparingLong(Large::bytes).reversed())
        .limit(NAMED_MAX).map(LargestValues::text).toList();
    return named.isEmpty() ? "It has " + written + " objects, none of them large" : "The largest: " + String.join("; ", named);
  }

  /** Goes down to the value that has most of the bytes: the variable itself may only hold it. */
  private Large large(int variable, long[] total, int written) {
    int at = variable;
    for (int depth = 0; depth < DEPTH_MAX; depth++) {
      int heaviest = -1;
      for (int i = at + 1; i < written; i++) {
        if (owners[i] == at && (heaviest < 0 || total[i] > total[heaviest])) {
          heaviest = i;
        }
      }
      if (heaviest < 0 || total[heaviest] * 2 < total[at]) {
        break;
      }
      at = heaviest;
    }
    return new Large(total[variable], paths.of(owners[at], objects[at]));
  }

  /** Texts stand in the payload of the frame or scope that holds them; the longest stands for it. */
  private void addText(int frame, long bytes, List<Large> found) {
    Layout.Use use = (Layout.Use) infos[frame];
    Object longest = null;
    int units = 0;
    for (int i = 0; use != null && i < use.layout.fields.length; i++) {
      Object value = use.field(objects[frame], i);
      if (value != null && GuestValues.kindOf(value) == Kind.STRING && GuestValues.toJava(value).length() > units) {
        longest = value;
        units = GuestValues.toJava(value).length();
      }
    }
    if (longest != null && units * 2L >= bytes) {
      found.add(new Large(bytes, paths.of(frame, longest)));
    }
  }

  private boolean isOfProgram(int number) {
    return infos[number] instanceof Layout.Use use && use.layout.isOfProgram();
  }

  private static String text(Large large) {
    String position = large.place.position();
    return "`" + large.place.path() + "` with " + large.bytes + " bytes" + (position.isEmpty() ? "" : " (" + position + ")");
  }
}

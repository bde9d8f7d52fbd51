package io.kafkaworkflow.engine.js.codec;

import io.kafkaworkflow.engine.js.guest.GuestRealm;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.step.ByteReader;
import io.kafkaworkflow.engine.step.ByteWriter;

/** Saves and loads threads of one bundle in one context, with the module state around them. Owned by one stream thread. */
public final class BodyCodec {

  private static final int BUFFER_BYTES = 4 * 1024;
  private static final int KEPT_BUFFER_BYTES_MAX = 1024 * 1024;

  private final GraphWriter writer;
  private final GraphReader reader;
  private final ModuleState modules;
  private final ModuleState builtIns;
  private final BundleTables tables;
  /** True from a save to putting things back: no guest code runs in between, so the built-ins need no second look. */
  private boolean areBuiltInsChecked;
  private ByteWriter out = new ByteWriter(BUFFER_BYTES);

  /** @param host a {@code HostInterface} of js-runtime/src/abi.ts, before anything was called on it */
  public BodyCodec(GuestRealm realm, Object host) {
    tables = new BundleTables(realm, host);
    writer = new GraphWriter(tables);
    reader = new GraphReader(tables);
    modules = new ModuleState(tables, tables.baseline, Snapshot::isPossible);
    builtIns = new ModuleState(tables, tables.builtInContainers(), builtIn -> true);
  }

  /** An empty buffer to write a header to, before {@link #write}. */
  public ByteWriter out() {
    if (out.length() > KEPT_BUFFER_BYTES_MAX) {
      out = new ByteWriter(BUFFER_BYTES);
    }
    out.clear();
    return out;
  }

  /** As the other, without asking what is largest. */
  public void write(Object thread, int bytesMax) {
    write(thread, bytesMax, Integer.MAX_VALUE);
  }

  /**
   * Appends the body of {@code thread} to {@link #out}. The module state stays as it is.
   *
   * @param bytesMax of header and body
   * @param explainFrom size from which on the answer is wanted
   * @return what takes the most, in words; empty below {@code explainFrom}
   * @throws SaveException something reachable cannot be saved, or the module state not put back
   * @throws ContinuationTooLargeException it takes more bytes
   */
  public String write(Object thread, int bytesMax, int explainFrom) {
    try {
      checkBuiltIns();
      int[] changed = modules.changed();
      modules.checkRestorable(changed);
      writer.write(thread, changed, out, bytesMax);
      return out.length() > explainFrom ? writer.largest() : "";
    } finally {
      writer.end();
    }
  }

  /**
   * Reads the body that {@code in} stands at; the module state becomes the thread's own until {@link #restoreModules}.
   *
   * @return the thread
   * @throws io.kafkaworkflow.engine.step.MalformedContinuationException the bytes are no body of this bundle
   */
  public Object read(ByteReader in) {
    try {
      return reader.read(in);
    } finally {
      reader.end();
    }
  }

  /**
   * Puts the module state back to what evaluating the bundle made it, and built-ins with it.
   *
   * @return false when that cannot be done: the context must not be used any more
   */
  public boolean restoreModules() {
    boolean areBuiltInsRestored = areBuiltInsChecked || builtIns.restore();
    areBuiltInsChecked = false;
    return modules.restore() && areBuiltInsRestored;
  }

  /**
   * For calls after which nothing is written.
   *
   * @throws SaveException a built-in was changed
   */
  public void checkBuiltIns() {
    areBuiltInsChecked = false;
    Object changed = builtIns.firstChanged();
    if (changed != null) {
      throw SaveException.changedBuiltIn(GuestValues.toJava(tables.builtInName(tables.known(changed))));
    }
    areBuiltInsChecked = true;
  }
}

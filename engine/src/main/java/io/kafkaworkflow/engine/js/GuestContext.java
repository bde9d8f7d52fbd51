package io.kafkaworkflow.engine.js;

import io.kafkaworkflow.engine.js.codec.BodyCodec;
import io.kafkaworkflow.engine.js.guest.GuestArrays;
import io.kafkaworkflow.engine.js.guest.GuestException;
import io.kafkaworkflow.engine.js.guest.GuestRealm;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import java.util.LinkedHashSet;
import java.util.Set;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

/**
 * One realm in which one bundle has been evaluated. Owned by one stream thread; everything but construction and {@link #close} needs
 * it {@link #enter entered}.
 */
final class GuestContext implements AutoCloseable {

  /** The version of {@code js-runtime/src/abi.ts} that this engine speaks. */
  private static final int ABI_VERSION = 1;
  private static final String HANDOVER = "\u0000host";

  private final Context context;
  private final StackMapper stacks;
  private final GuestRealm realm;
  private final HostCalls calls;
  private final BodyCodec codec;
  private final Set<String> outputTopics;
  private final Set<String> inputTopics;

  /** @throws BundleException the script is no bundle of this ABI, or its module code throws */
  GuestContext(Engine engine, GuestHost.LoadedBundle bundle) {
    context = Sandbox.newContext(engine);
    stacks = bundle.stacks();
    boolean isReady = false;
    context.enter();
    try {
      Value completion = context.eval(bundle.source());
      context.getBindings("js").putMember(HANDOVER, completion);
      realm = GuestRealm.entered();
      Object host = realm.takeGlobal(HANDOVER);
      if (!GuestValues.kindOf(host).isObject() || !GuestValues.number(ABI_VERSION).equals(realm.get(host, "abi"))) {
        throw new BundleException(bundle.name(), "it is no compiled workflow of ABI " + ABI_VERSION);
      }
      calls = new HostCalls(realm, host);
      codec = new BodyCodec(realm, host);
      outputTopics = readTopics(realm, host, "outputTopics");
      inputTopics = readTopics(realm, host, "inputs");
      isReady = true;
    } catch (PolyglotException e) {
      throw new BundleException(bundle.name(), stacks.map(e.getMessage() + guestFrames(e)), e);
    } catch (GuestException e) {
      throw new BundleException(bundle.name(), String.valueOf(e.getMessage()), e);
    } finally {
      context.leave();
      if (!isReady) {
        context.close(true);
      }
    }
  }

  private static String guestFrames(PolyglotException e) {
    StringBuilder frames = new StringBuilder();
    for (PolyglotException.StackFrame frame : e.getPolyglotStackTrace()) {
      if (frame.isGuestFrame() && frame.getSourceLocation() != null) {
        frames.append("\n    at ").append(frame.getRootName()).append(" (").append(frame.getSourceLocation().getSource().getName())
            .append(':').append(frame.getSourceLocation().getStartLine())
            .append(':').append(frame.getSourceLocation().getStartColumn()).append(')');
      }
    }
    return frames.toString();
  }

  private static Set<String> readTopics(GuestRealm realm, Object host, String field) {
    Object topics = realm.get(realm.get(host, "manifest"), field);
    Set<String> names = new LinkedHashSet<>();
    if (topics == GuestValues.UNDEFINED) {
      return names; // a bundle of an earlier compiler
    }
    for (long i = 0; i < GuestArrays.length(topics); i++) {
      names.add(realm.display(realm.get(topics, Long.toString(i))));
    }
    return Set.copyOf(names);
  }

  Set<String> outputTopics() {
    return outputTopics;
  }

  Set<String> inputTopics() {
    return inputTopics;
  }

  Context polyglot() {
    return context;
  }

  HostCalls calls() {
    return calls;
  }

  BodyCodec codec() {
    return codec;
  }

  StackMapper stacks() {
    return stacks;
  }

  GuestRealm realm() {
    return realm;
  }

  void enter() {
    context.enter();
  }

  void leave() {
    context.leave();
  }

  @Override
  public void close() {
    context.close(true);
  }
}

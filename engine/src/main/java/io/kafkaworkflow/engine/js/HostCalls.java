package io.kafkaworkflow.engine.js;

import io.kafkaworkflow.engine.js.guest.GuestArrays;
import io.kafkaworkflow.engine.js.guest.GuestBuffers;
import io.kafkaworkflow.engine.js.guest.GuestRealm;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.ObjectMaker;
import io.kafkaworkflow.engine.step.Command;
import io.kafkaworkflow.engine.step.InputRecord;
import io.kafkaworkflow.engine.step.Message;
import io.kafkaworkflow.protocol.Utf8;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls of a bundle's {@code HostInterface} (js-runtime/src/abi.ts) on raw guest objects. */
final class HostCalls {

  private static final int SEED_BYTES = 32;

  private final GuestRealm realm;
  private final Object host;
  private final Object start;
  private final Object resume;
  private final Object cancel;
  private final Object input;
  private final ObjectMaker stepContexts;
  private final SecureRandom random = new SecureRandom();
  private final byte[] seed = new byte[SEED_BYTES];

  HostCalls(GuestRealm realm, Object host) {
    this.realm = realm;
    this.host = host;
    start = realm.get(host, "start");
    resume = realm.get(host, "resume");
    cancel = realm.get(host, "cancel");
    input = realm.get(host, "input");
    stepContexts = new ObjectMaker(realm, realm.objectPrototype(), new Object[] {
      GuestValues.string("threadId"), GuestValues.string("stepId"), GuestValues.string("incarnation"), GuestValues.string("seed"),
      GuestValues.string("labels")
    }, new byte[5], true);
  }

  /**
   * A {@code StepContext}, with randomness of its own: guest code has no other source that nobody can foresee.
   *
   * @param labels of the thread before the step, by name
   */
  Object stepContext(String threadId, String stepId, long incarnation, Map<String, String> labels) {
    Object context = stepContexts.create();
    stepContexts.fill(context, 0, GuestValues.string(threadId));
    stepContexts.fill(context, 1, GuestValues.string(stepId));
    stepContexts.fill(context, 2, GuestValues.number(incarnation));
    random.nextBytes(seed);
    stepContexts.fill(context, 3, GuestValues.string(HexFormat.of().formatHex(seed)));
    stepContexts.fill(context, 4, labels.isEmpty() ? GuestValues.UNDEFINED : flat(labels));
    return context;
  }

  private Object flat(Map<String, String> labels) {
    Object[] flat = new Object[2 * labels.size()];
    int length = 0;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      flat[length++] = GuestValues.string(label.getKey());
      flat[length++] = GuestValues.string(label.getValue());
    }
    return GuestArrays.create(realm, flat);
  }

  /**
   * Runs the command until nothing moves.
   *
   * @param thread the decoded thread; undefined for {@link Command.Start}
   * @return an {@code Outcome}
   */
  Object run(Command command, Object stepContext, Object thread) {
    if (command instanceof Command.Settle settle) {
      return realm.call(resume, host, stepContext, thread, GuestValues.string(settle.ref()), GuestValues.string(settle.recordJson()));
    } else if (command instanceof Command.Cancel cancelled) {
      return realm.call(cancel, host, stepContext, thread, GuestValues.string(cancelled.reasonJson()));
    }
    return realm.call(start, host, stepContext, GuestValues.string(((Command.Start) command).argumentJson()));
  }

  /**
   * Calls the input function of the record's topic.
   *
   * @return an {@code InputOutcome}
   */
  Object translate(InputRecord record, Object stepContext) {
    List<Message.Header> headers = record.headers();
    Object[] parts = new Object[4 + 3 * headers.size()];
    put(parts, 0, record.key());
    put(parts, 2, record.value());
    for (int i = 0; i < headers.size(); i++) {
      parts[4 + 3 * i] = GuestValues.string(headers.get(i).name());
      put(parts, 5 + 3 * i, headers.get(i).value());
    }
    return realm.call(input, host, stepContext, GuestValues.string(record.topic()), GuestValues.number(record.timestampEpochMs()),
        GuestArrays.create(realm, parts));
  }

  /** Text, or undefined where it is not UTF-8, and a copy of the bytes, or null. */
  private void put(Object[] parts, int index, byte @Nullable [] bytes) {
    String text = bytes == null ? null : Utf8.text(bytes).orElse(null);
    parts[index] = text == null ? GuestValues.UNDEFINED : GuestValues.string(text);
    parts[index + 1] = bytes == null ? GuestValues.NULL : GuestBuffers.create(realm, bytes.clone());
  }
}

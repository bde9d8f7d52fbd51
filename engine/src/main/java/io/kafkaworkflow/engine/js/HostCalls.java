package io.kafkaworkflow.engine.js;

import io.kafkaworkflow.engine.js.guest.GuestRealm;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.ObjectMaker;
import io.kafkaworkflow.engine.step.Command;

/** Calls of a bundle's {@code HostInterface} (js-runtime/src/abi.ts) on raw guest objects. */
final class HostCalls {

  private final GuestRealm realm;
  private final Object host;
  private final Object start;
  private final Object resume;
  private final Object cancel;
  private final ObjectMaker stepContexts;

  HostCalls(GuestRealm realm, Object host) {
    this.realm = realm;
    this.host = host;
    start = realm.get(host, "start");
    resume = realm.get(host, "resume");
    cancel = realm.get(host, "cancel");
    stepContexts = new ObjectMaker(realm, realm.objectPrototype(), new Object[] {
      GuestValues.string("threadId"), GuestValues.string("stepId"), GuestValues.string("incarnation")
    }, new byte[3], true);
  }

  /** A {@code StepContext}. */
  Object stepContext(String threadId, String stepId, long incarnation) {
    Object context = stepContexts.create();
    stepContexts.fill(context, 0, GuestValues.string(threadId));
    stepContexts.fill(context, 1, GuestValues.string(stepId));
    stepContexts.fill(context, 2, GuestValues.number(incarnation));
    return context;
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
}

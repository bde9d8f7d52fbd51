package io.kafkaworkflow.engine.js;

import io.kafkaworkflow.engine.js.guest.GuestException;
import io.kafkaworkflow.engine.js.guest.GuestRealm;
import io.kafkaworkflow.engine.js.guest.GuestValues;
import io.kafkaworkflow.engine.js.guest.Kind;
import io.kafkaworkflow.engine.step.Refusals;
import io.kafkaworkflow.engine.step.StepResult;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a bundle's host function threw: a {@code WorkflowError} with a code, or a defect of the runtime. */
final class GuestFailure {

  private static final Pattern CODE = Pattern.compile("[a-z]+/[a-z][a-z-]*");
  private static final Logger LOG = LoggerFactory.getLogger(GuestFailure.class);

  private final GuestRealm realm;
  private final StackMapper stacks;
  private final GuestException exception;

  GuestFailure(GuestRealm realm, StackMapper stacks, GuestException exception) {
    this.realm = realm;
    this.stacks = stacks;
    this.exception = exception;
  }

  StepResult.Refused refusal() {
    Object thrown = exception.thrown();
    if (GuestValues.kindOf(thrown) == Kind.ERROR) {
      String code = text(thrown, "code");
      if (CODE.matcher(code).matches()) {
        return new StepResult.Refused(code, stacks.map(text(thrown, "message")), List.of());
      }
      LOG.error("The runtime in the bundle failed: {}", stacks.map(text(thrown, "stack")));
    }
    return Refusals.internalError(exception);
  }

  private String text(Object error, String key) {
    return realm.display(realm.get(error, key));
  }
}

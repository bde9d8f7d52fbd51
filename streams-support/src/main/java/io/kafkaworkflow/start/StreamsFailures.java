package io.kafkaworkflow.start;

import java.util.Optional;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** What a person can put right about streams that died: a right that is missing. Everything else is for the log, with its stack. */
final class StreamsFailures {

  private StreamsFailures() {}

  /** The refusal among the causes of {@code error}, as a start error that names the resource; empty when there is none. */
  static Optional<StartException> refusal(Throwable error, String applicationId) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthorizationException refused) {
        return Optional.of(StartErrors.refusedWhileRunning(resource(refused, applicationId), String.valueOf(refused.getMessage())));
      }
    }
    return Optional.empty();
  }

  private static String resource(AuthorizationException refused, String applicationId) {
    if (refused instanceof TransactionalIdAuthorizationException) {
      return "DESCRIBE and WRITE on transactional ids that begin with " + applicationId + "-";
    }
    if (refused instanceof GroupAuthorizationException group) {
      return "READ on group " + (group.groupId() == null ? applicationId : group.groupId());
    }
    if (refused instanceof TopicAuthorizationException topics && !topics.unauthorizedTopics().isEmpty()) {
      return "a right on topic " + String.join(", ", topics.unauthorizedTopics());
    }
    return "a right on the cluster, or on topics that begin with " + applicationId + "-";
  }
}

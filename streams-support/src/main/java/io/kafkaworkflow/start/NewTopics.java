package io.kafkaworkflow.start;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics that were created a moment ago: the controller has them before the brokers know of them, and whoever asks too early hears that there are none. */
final class NewTopics {
  private static final Duration KNOWN_MAX = Duration.ofSeconds(15);
  private static final Duration ASK_AGAIN = Duration.ofMillis(50);

  /**
   * Returns when the brokers know all of them.
   *
   * @throws StartException {@code config/topic-not-created}
   */
  static void await(Admin admin, Collection<String> names) {
    long end = System.nanoTime() + KNOWN_MAX.toNanos();
    while (!areKnown(admin, names, end)) {
      LockSupport.parkNanos(ASK_AGAIN.toNanos());
    }
  }

  private static boolean areKnown(Admin admin, Collection<String> names, long endNanos) {
    try {
      admin.describeTopics(names).allTopicNames().get(Topics.ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException && System.nanoTime() < endNanos) {
        return false;
      }
      throw notKnown(names, Causes.message(e));
    } catch (TimeoutException e) {
      throw notKnown(names, "no answer within " + Topics.ANSWER_TIMEOUT_MS + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notKnown(names, "interrupted");
    }
  }

  private static StartException notKnown(Collection<String> names, String reason) {
    return StartErrors.topicNotCreated(String.join(", ", names), "the brokers do not show it: " + reason);
  }

  private NewTopics() {}
}

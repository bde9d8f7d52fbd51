package io.kafkaworkflow.worker;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Does the jobs of one action. Called by several threads, and maybe again for the same job: after a crash, or when another worker had it before. */
@FunctionalInterface
public interface Handler {
  /**
   * @param input of the job; a null node when there is none
   * @param job whose {@link Job#jobId} is the same when it comes again, for effects that must not be repeated
   * @return the output, anything that Jackson can write
   * @throws Exception the job is tried again, three times in all; then it has failed
   */
  @Nullable Object handle(JsonNode input, Job job) throws Exception;
}

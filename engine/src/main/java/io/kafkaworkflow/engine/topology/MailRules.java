package io.kafkaworkflow.engine.topology;

import io.kafkaworkflow.engine.step.MailboxLimits;

/**
 * What holds for the mailboxes of threads.
 *
 * @param deliveryMsMax milliseconds since a record was taken up after which no further message is delivered on its occasion. With the
 *     time limit of a step, a record and all messages that it makes deliverable take at most two steps' time of their transaction
 */
record MailRules(MailboxLimits limits, long deliveryMsMax) {}

package io.kafkaworkflow.engine.step;

/**
 * How much one thread's mailbox may hold; a message beyond is a dead letter, {@code protocol/mailbox-full}.
 *
 * @param messagesMax 0: no message is kept
 * @param bytesMax as in the continuation, record headers included
 */
public record MailboxLimits(int messagesMax, int bytesMax) {
  public static final MailboxLimits DEFAULTS = new MailboxLimits(1_000, 100_000);

  public boolean allow(Mailbox mailbox) {
    return mailbox.messages().size() <= messagesMax && mailbox.bytes() <= bytesMax;
  }
}

package io.kafkaworkflow.engine.command.deadletters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a dead letter lies, as people write it: {@code workflow-dead-letter-0@17}, or {@code 0@17} for short. */
record Position(String topic, int partition, long offset) {

  /** Stands for the dead letter topic of the installation, whatever it is called. */
  private static final String ANY = "";

  private static final Pattern TEXT = Pattern.compile("(?:(.+)-)?(\\d{1,9})@(\\d{1,18})");

  Position in(String deadLetterTopic) {
    return new Position(topic.equals(ANY) ? deadLetterTopic : topic, partition, offset);
  }

  TopicPartition topicPartition() {
    return new TopicPartition(topic, partition);
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }

  /** For picocli. */
  static final class Converter implements ITypeConverter<Position> {
    @Override
    public Position convert(String text) {
      Matcher found = TEXT.matcher(text);
      if (!found.matches()) {
        throw new TypeConversionException("expected <topic>-<partition>@<offset> or <partition>@<offset>, found \"" + text + "\"");
      }
      return new Position(found.group(1) == null ? ANY : found.group(1), Integer.parseInt(found.group(2)), Long.parseLong(found.group(3)));
    }
  }
}

package io.kafkaworkflow.engine.command;

import java.util.Optional;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says, of every command: the versions that a report of a fault needs. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    // the manifest of engine.jar; classes of a checkout have none
    String own = Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("(development build)");
    return new String[] {"kafka-workflow " + own, "Kafka clients " + AppInfoParser.getVersion(),
        "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")"};
  }
}

package io.kafkaworkflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.it.kafka.LocalBroker;
import io.kafkaworkflow.it.process.Bundles;
import io.kafkaworkflow.it.process.Installation;
import io.kafkaworkflow.it.process.Processes;
import io.kafkaworkflow.it.process.Settings;
import io.kafkaworkflow.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is stopped by SIGTERM leaves its group, so that others take its partitions at once instead of after the session timeout: what a
 * rolling restart costs. The session timeout here is far longer than the test.
 */
class OrderlyStopIT {
  private static final Duration START = Duration.ofSeconds(60);
  private static final String NEVER_TIMED_OUT = "session.timeout.ms=600000";

  @RegisterExtension static final LocalBroker BROKER = new LocalBroker();
  @RegisterExtension final Processes processes = new Processes();
  @TempDir Path directory;

  @Test
  void aStoppedEngineLeavesItsGroup() throws Exception {
    ChildProcess engine = processes.start("engine", Installation.engine(Bundles.demo("workflow-minimal").toString(),
        Settings.file(directory, BROKER.bootstrapServers(), NEVER_TIMED_OUT), "--create-topics")).awaitLine("engine ready", START);
    assertThat(members("kafka-workflow")).hasSize(1);

    assertThat(engine.stop()).isZero();

    assertThat(members("kafka-workflow")).isEmpty();
  }

  @Test
  void aStoppedSchedulerLeavesItsGroup() throws Exception {
    ChildProcess scheduler = processes.start("scheduler", Installation.scheduler(
        Settings.file(directory, BROKER.bootstrapServers(), NEVER_TIMED_OUT), "--create-topics")).awaitLine("scheduler ready", START);
    assertThat(members("kafka-workflow-scheduler")).hasSize(1);

    assertThat(scheduler.stop()).isZero();

    assertThat(members("kafka-workflow-scheduler")).isEmpty();
  }

  private static Collection<MemberDescription> members(String group) throws Exception {
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", BROKER.bootstrapServers()))) {
      return admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get(START.toMillis(), TimeUnit.MILLISECONDS).members();
    }
  }
}

package io.kafkaworkflow.scheduler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kafkaworkflow.scheduler.timer.TimerReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of ARCHITECTURE.md that concern the scheduler, and that every code has a page. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.kafkaworkflow.scheduler");

  @Test
  void kafkaStreamsIsUsedOnlyUnderTopology() {
    noClasses().that().resideOutsideOfPackage("..scheduler.topology..")
        .should().dependOnClassesThat().resideInAPackage("org.apache.kafka.streams..").check(CLASSES);
  }

  @Test
  void timerRulesKnowNoKafkaNoClockNoFileAndNoChance() {
    noClasses().that().resideInAPackage("..scheduler.timer..").should().dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "java.nio.file..", "java.io..", "org.slf4j..", "..scheduler.topology..", "..scheduler.config..")
        .check(CLASSES);
    noClasses().that().resideInAPackage("..scheduler.timer..").should().dependOnClassesThat()
        .belongToAnyOf(Clock.class, Instant.class, Random.class, System.class, Thread.class).check(CLASSES);
  }

  @Test
  void theSchedulerNeverImportsTheEngine() {
    noClasses().should().dependOnClassesThat().resideInAPackage("io.kafkaworkflow.engine..").check(CLASSES);
  }

  @Test
  void everyTimerCodeHasAPageAndEveryPageACode() throws IOException {
    Path errors = Path.of("..", "docs", "errors");
    try (Stream<Path> pages = Files.list(errors)) {
      Set<String> documented = pages.map(page -> page.getFileName().toString())
          .filter(name -> name.startsWith("timer-"))
          .map(name -> name.replaceFirst("-", "/").replaceFirst("\\.md$", ""))
          .collect(Collectors.toSet());
      assertThat(documented).isEqualTo(Arrays.stream(TimerReason.values()).map(TimerReason::code).collect(Collectors.toSet()));
    }
    for (TimerReason reason : TimerReason.values()) {
      assertThat(errors.resolve(reason.code().replace('/', '-') + ".md"))
          .content().startsWith("# " + reason.code() + "\n").contains("## What the system did", "## What to do");
    }
  }
}

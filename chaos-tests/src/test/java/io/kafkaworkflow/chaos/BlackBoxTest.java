package io.kafkaworkflow.chaos;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules of ARCHITECTURE.md for this module: it sees the system from outside, and judges without a clock. */
class BlackBoxTest {
  private static final JavaClasses CHAOS =
      new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.kafkaworkflow.chaos");

  @Test
  void nothingOfEngineSchedulerOrBrokerIsUsed() {
    noClasses().should().dependOnClassesThat().resideInAnyPackage(
        "io.kafkaworkflow.engine..", "io.kafkaworkflow.scheduler..", "io.kafkaworkflow.start..", "org.apache.kafka.streams..", "kafka..").check(CHAOS);
  }

  @Test
  void onlyTheClientsKnowKafka() {
    noClasses().that().resideOutsideOfPackage("..chaos.client..").should().dependOnClassesThat().resideInAPackage("org.apache.kafka..").check(CHAOS);
  }

  @Test
  void storiesModelAndCheckersReadNoClockAndNoFile() {
    noClasses().that().resideInAnyPackage("..chaos.generator..", "..chaos.model..", "..chaos.checker..").should().dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.net..").check(CHAOS);
    noClasses().that().resideInAnyPackage("..chaos.generator..", "..chaos.model..", "..chaos.checker..").should()
        .callMethod(System.class, "currentTimeMillis").orShould().callMethod(System.class, "nanoTime").check(CHAOS);
  }
}

package io.kafkaworkflow.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules of ARCHITECTURE.md, "Who may know whom" and "Invariants". */
class ArchitectureTest {
  private static final JavaClasses ENGINE =
      new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.kafkaworkflow");

  @Test
  void kafkaStreamsIsKnownOnlyToTheTopology() {
    noClasses().that().resideInAPackage("io.kafkaworkflow.engine..").and().resideOutsideOfPackage("..engine.topology..")
        .should().dependOnClassesThat().resideInAPackage("org.apache.kafka.streams..").check(ENGINE);
  }

  @Test
  void graalVmIsKnownOnlyToTheJavaScriptHost() {
    noClasses().that().resideOutsideOfPackage("..engine.js..").should().dependOnClassesThat()
        .resideInAnyPackage("org.graalvm..", "com.oracle.truffle..", "com.oracle.js..").check(ENGINE);
  }

  @Test
  void topologyAndHostMeetInTheStepAlone() {
    noClasses().that().resideInAPackage("..engine.topology..").should().dependOnClassesThat().resideInAPackage("..engine.js..").check(ENGINE);
    noClasses().that().resideInAPackage("..engine.js..").should().dependOnClassesThat()
        .resideInAnyPackage("..engine.topology..", "..engine.config..", "org.apache.kafka..").check(ENGINE);
    noClasses().that().resideInAPackage("..engine.step..").should().dependOnClassesThat()
        .resideInAnyPackage("..engine.topology..", "..engine.js..", "..engine.config..", "..engine.errors..", "org.apache.kafka..").check(ENGINE);
  }

  @Test
  void theBundleTopicKnowsTheStepAlone() {
    noClasses().that().resideInAPackage("..engine.bundles..").should().dependOnClassesThat()
        .resideInAnyPackage("..engine.topology..", "..engine.js..").check(ENGINE);
    noClasses().that().resideInAnyPackage("..engine.topology..", "..engine.js..", "..engine.step..").should().dependOnClassesThat()
        .resideInAPackage("..engine.bundles..").check(ENGINE);
  }

  @Test
  void theNotesOfRunawaysKnowTheStepAlone() {
    noClasses().that().resideInAPackage("..engine.runaway..").should().dependOnClassesThat()
        .resideInAnyPackage("..engine.topology..", "..engine.js..", "..engine.config..", "org.apache.kafka..").check(ENGINE);
    noClasses().that().resideInAnyPackage("..engine.topology..", "..engine.js..", "..engine.step..").should().dependOnClassesThat()
        .resideInAPackage("..engine.runaway..").check(ENGINE);
  }

  @Test
  void listenersKnowTheStepAloneAndTheirApiKnowsNothing() {
    noClasses().that().resideInAPackage("..engine.listen..").should().dependOnClassesThat()
        .resideInAnyPackage("..engine.topology..", "..engine.js..", "..engine.http..", "org.apache.kafka..").check(ENGINE);
    noClasses().that().resideInAnyPackage("..engine.js..", "..engine.step..").should().dependOnClassesThat()
        .resideInAnyPackage("..engine.listen..", "io.kafkaworkflow.listener..").check(ENGINE);
    noClasses().that().resideInAPackage("io.kafkaworkflow.listener..").should().dependOnClassesThat()
        .resideInAnyPackage("io.kafkaworkflow.engine..", "io.kafkaworkflow.protocol..", "io.kafkaworkflow.start..", "org.apache.kafka..", "org.slf4j..").check(ENGINE);
  }

  @Test
  void searchingKnowsTheStepAloneAndHttpKnowsNoTopology() {
    noClasses().that().resideInAPackage("..engine.query..").should().dependOnClassesThat()
        .resideInAnyPackage("..engine.topology..", "..engine.js..", "..engine.http..", "..engine.config..", "io.kafkaworkflow.http..").check(ENGINE);
    noClasses().that().resideInAPackage("..engine.http..").should().dependOnClassesThat().resideInAnyPackage("..engine.topology..", "..engine.js..").check(ENGINE);
    noClasses().that().resideInAnyPackage("..engine.topology..", "..engine.js..", "..engine.step..", "..engine.bundles..").should().dependOnClassesThat()
        .resideInAPackage("..engine.http..").check(ENGINE);
  }

  @Test
  void theServerIsKnownToItsOwnPackageAlone() {
    noClasses().that().resideOutsideOfPackage("io.kafkaworkflow.http..").should().dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.jetty..", "io.micrometer..", "io.prometheus..").check(ENGINE);
  }

  @Test
  void theStepReadsNoClockNoRandomSourceAndNoFile() {
    noClasses().that().resideInAPackage("..engine.step..").should().dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.util.random..", "java.net..").check(ENGINE);
    noClasses().that().resideInAPackage("..engine.step..").should().dependOnClassesThat()
        .haveNameMatching("java\\.(util\\.(Random|concurrent\\.ThreadLocalRandom)|security\\.SecureRandom|time\\.Clock|io\\.File.*)").check(ENGINE);
    noClasses().that().resideInAPackage("..engine.step..").should().callMethod(System.class, "currentTimeMillis")
        .orShould().callMethod(System.class, "nanoTime").orShould().callMethod(Math.class, "random").check(ENGINE);
  }

  @Test
  void nothingHasVariableStaticState() {
    fields().that().areStatic().and().areDeclaredInClassesThat().resideInAPackage("io.kafkaworkflow..").should().beFinal().check(ENGINE);
  }

  @Test
  void theProtocolKnowsNoKafkaClient() {
    noClasses().that().resideInAPackage("io.kafkaworkflow.protocol..").should().dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "io.kafkaworkflow.engine..").check(ENGINE);
  }

  @Test
  void theEngineKnowsNoScheduler() {
    noClasses().that().resideInAPackage("io.kafkaworkflow.engine..").should().dependOnClassesThat()
        .resideInAnyPackage("io.kafkaworkflow.scheduler..", "io.kafkaworkflow.dev..").check(ENGINE);
  }

  @Test
  void everyPackageSaysThatItIsNullMarked() {
    classes().that().haveSimpleName("package-info").should().beAnnotatedWith("org.jspecify.annotations.NullMarked").check(ENGINE);
  }
}

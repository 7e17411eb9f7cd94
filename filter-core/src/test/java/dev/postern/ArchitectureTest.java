package dev.postern;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Random;

/** The arrows of docs/architecture.md, and the calls that nobody may make. */
@AnalyzeClasses(packages = "dev.postern", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.postern.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule arrowsGoOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.postern..")
          .layer("root")
          .definedBy("dev.postern")
          .layer("binding")
          .definedBy("dev.postern.binding")
          .layer("bridge")
          .definedBy("dev.postern.bridge")
          .layer("cdi")
          .definedBy("dev.postern.cdi")
          .layer("codec")
          .definedBy("dev.postern.session.codec")
          .layer("config")
          .definedBy("dev.postern.config")
          .layer("denylist")
          .definedBy("dev.postern.denylist")
          .layer("endpoint")
          .definedBy("dev.postern.endpoint")
          .layer("gate")
          .definedBy("dev.postern.gate")
          .layer("grant")
          .definedBy("dev.postern.grant")
          .layer("guard")
          .definedBy("dev.postern.store.guard")
          .layer("identity")
          .definedBy("dev.postern.identity")
          .layer("json")
          .definedBy("dev.postern.json")
          .layer("memory")
          .definedBy("dev.postern.store.memory")
          .layer("protection")
          .definedBy("dev.postern.protection")
          .layer("servlet")
          .definedBy("dev.postern.servlet")
          .layer("session")
          .definedBy("dev.postern.session")
          .layer("store")
          .definedBy("dev.postern.store")
          .layer("strategy")
          .definedBy("dev.postern.strategy")
          .layer("token")
          .definedBy("dev.postern.token")
          .layer("transport")
          .definedBy("dev.postern.transport")
          .whereLayer("root")
          .mayOnlyBeAccessedByLayers("cdi")
          .whereLayer("cdi")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("binding")
          .mayOnlyBeAccessedByLayers("root", "endpoint", "servlet", "strategy")
          .whereLayer("bridge")
          .mayOnlyBeAccessedByLayers("root")
          .whereLayer("codec")
          .mayOnlyBeAccessedByLayers("session", "grant")
          .whereLayer("codec")
          .mayNotAccessAnyLayer()
          .whereLayer("endpoint")
          .mayOnlyBeAccessedByLayers("root")
          .whereLayer("grant")
          .mayOnlyBeAccessedByLayers("root", "strategy")
          .whereLayer("guard")
          .mayOnlyBeAccessedByLayers("root")
          .whereLayer("memory")
          .mayOnlyBeAccessedByLayers("root")
          .whereLayer("servlet")
          .mayOnlyBeAccessedByLayers("root", "cdi", "endpoint")
          .whereLayer("strategy")
          .mayOnlyBeAccessedByLayers("root", "endpoint", "servlet")
          .whereLayer("protection")
          .mayOnlyBeAccessedByLayers("root", "endpoint")
          .whereLayer("transport")
          .mayOnlyBeAccessedByLayers("root", "servlet")
          .whereLayer("gate")
          .mayOnlyBeAccessedByLayers(
              "root", "endpoint", "servlet", "protection", "transport", "binding")
          .whereLayer("session")
          .mayOnlyBeAccessedByLayers("root", "servlet", "strategy", "grant")
          .whereLayer("token")
          .mayOnlyBeAccessedByLayers("root", "strategy", "binding")
          .whereLayer("denylist")
          .mayOnlyBeAccessedByLayers("root", "strategy")
          .whereLayer("json")
          .mayOnlyBeAccessedByLayers("root", "endpoint", "session", "token")
          .whereLayer("store")
          .mayOnlyBeAccessedByLayers(
              "root", "servlet", "session", "grant", "denylist", "guard", "memory")
          .whereLayer("config")
          .mayNotAccessAnyLayer()
          .whereLayer("identity")
          .mayNotAccessAnyLayer()
          .whereLayer("json")
          .mayNotAccessAnyLayer()
          .whereLayer("store")
          .mayNotAccessAnyLayer()
          .whereLayer("gate")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule onlyTokenKnowsJose4j =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.postern.token")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jose4j..");

  @ArchTest
  static final ArchRule onlyTheOuterRoomsKnowServlets =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.postern",
              "dev.postern.cdi",
              "dev.postern.binding",
              "dev.postern.gate",
              "dev.postern.transport",
              "dev.postern.protection",
              "dev.postern.endpoint",
              "dev.postern.servlet")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.servlet..");

  @ArchTest
  static final ArchRule whatTheModuleExportsNeedsOnlyTheJdk =
      classes()
          .that()
          .resideInAnyPackage(
              "dev.postern.store", "dev.postern.identity", "dev.postern.config", "dev.postern.json")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.crypto..",
              "org.jspecify..",
              "dev.postern.store",
              "dev.postern.identity",
              "dev.postern.config",
              "dev.postern.json");

  @ArchTest
  static final ArchRule timeIsInjected =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .because("a test must be able to set the clock");

  @ArchTest
  static final ArchRule randomnessIsSecure =
      noClasses()
          .should()
          .callConstructor(Random.class)
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static final ArchRule charsetsAreNamed =
      noClasses()
          .should()
          .callMethod(String.class, "getBytes")
          .orShould()
          .callConstructor(String.class, byte[].class);

  @ArchTest
  static final ArchRule theFiltersOfTheServerStayAsTheyAre =
      noClasses()
          .should()
          .callMethodWhere(
              com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                  com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                      "setSerialFilter|setSerialFilterFactory")));
}

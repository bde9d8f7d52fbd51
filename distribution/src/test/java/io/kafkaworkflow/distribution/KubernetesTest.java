package io.kafkaworkflow.distribution;

import static io.kafkaworkflow.distribution.Manifests.at;
import static io.kafkaworkflow.distribution.Manifests.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.engine.config.EngineConfig;
import io.kafkaworkflow.scheduler.config.SchedulerConfig;
import io.kafkaworkflow.start.PropertiesFile;
import io.kafkaworkflow.start.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Kubernetes base: objects that the API server would take, and what must fit between them. No cluster is asked. */
class KubernetesTest {
  private static final List<String> PROGRAMS = List.of("engine", "scheduler");
  private static final Set<String> FREE_FORM = Set.of("labels", "matchLabels", "requests", "limits", "annotations", "selector");

  @ParameterizedTest
  @MethodSource("io.kafkaworkflow.distribution.Manifests#objectFiles")
  void everyObjectFitsItsSchema(Path file) {
    assertThat(Manifests.objects(file)).isNotEmpty().allSatisfy(object -> assertThatCode(() -> ManifestSchema.check(object)).doesNotThrowAnyException());
  }

  /** Wherever it stands, but for maps that take any name. */
  @ParameterizedTest
  @MethodSource("io.kafkaworkflow.distribution.Manifests#objectFiles")
  void anUnknownFieldIsFoundAnywhere(Path file) {
    for (Map<String, Object> object : Manifests.objects(file)) {
      for (Map<String, Object> place : fixedForm(object)) {
        place.put("unheardOf", 2);
        assertThatThrownBy(() -> ManifestSchema.check(object)).as("%s in %s", place, object.get("kind")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("unheardOf");
        place.remove("unheardOf");
      }
      ManifestSchema.check(object);
    }
  }

  private static List<Map<String, Object>> fixedForm(Map<String, Object> object) {
    List<Map<String, Object>> all = new ArrayList<>(Manifests.maps(object));
    List<Object> free = Manifests.maps(object).stream().flatMap(map -> map.entrySet().stream())
        .filter(entry -> FREE_FORM.contains(entry.getKey()) && entry.getValue() instanceof Map<?, ?> map && map.values().stream().allMatch(String.class::isInstance))
        .map(Map.Entry::getValue).toList();
    all.removeIf(map -> free.stream().anyMatch(one -> one == map));
    return all;
  }

  @Test
  void aWrongTypeAndAMissingFieldAreFound() {
    Map<String, Object> wrongType = Manifests.object("base/engine.yaml", "StatefulSet");
    map(at(wrongType, "spec", "template", "spec")).put("containers", "engine");
    assertThatThrownBy(() -> ManifestSchema.check(wrongType)).hasMessageContaining("containers");
    Map<String, Object> missing = Manifests.object("base/engine.yaml", "StatefulSet");
    map(at(missing, "spec")).remove("selector");
    assertThatThrownBy(() -> ManifestSchema.check(missing)).hasMessageContaining("selector");
    assertThatThrownBy(() -> ManifestSchema.check(Map.of("apiVersion", "apps/v1", "kind", "StatefullSet"))).hasMessageContaining("StatefullSet");
  }

  @ParameterizedTest
  @MethodSource("io.kafkaworkflow.distribution.Manifests#kustomizations")
  void whatAKustomizationNamesIsThere(Path file) {
    Map<String, Object> kustomization = Manifests.objects(file).get(0);
    assertThat(kustomization.keySet()).isSubsetOf("apiVersion", "kind", "labels", "resources", "components", "namespace", "images", "replicas", "configMapGenerator", "secretGenerator");
    Path folder = file.getParent();
    List<String> named = new ArrayList<>();
    for (String list : List.of("resources", "components")) {
      ((List<?>) kustomization.getOrDefault(list, List.of())).forEach(one -> named.add(String.valueOf(one)));
    }
    Stream.of("configMapGenerator", "secretGenerator").flatMap(list -> ((List<?>) kustomization.getOrDefault(list, List.of())).stream())
        .flatMap(generator -> ((List<?>) at(generator, "files")).stream()).forEach(one -> named.add(String.valueOf(one).replaceFirst(".*=", "")));
    assertThat(named).isNotEmpty().allSatisfy(name -> assertThat(folder.resolve(name)).exists());
    assertThat(Manifests.objectFiles().stream().filter(one -> one.getParent().equals(folder)).map(one -> one.getFileName().toString())).isSubsetOf(named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"base/engine.properties", "example/engine.properties", "base/scheduler.properties"})
  void everySettingIsKnownAndEveryFileIsMounted(String file) {
    Properties settings = PropertiesFile.read(Manifests.ROOT.resolve(file));
    var own = file.contains("engine") ? EngineConfig.definition() : SchedulerConfig.DEFINITION;
    assertThat(Settings.unknown(own, settings)).allMatch(name -> name.startsWith("config.providers"));
    Settings.checkStreams(Settings.over(Map.of("application.id", "kafka-workflow"), withSecretsOfTheExample(settings)));
    Map<String, Object> pod = map(at(Manifests.object(file.contains("engine") ? "base/engine.yaml" : "base/scheduler.yaml", "StatefulSet"), "spec", "template", "spec"));
    List<String> mounted = ((List<?>) at(pod, "containers", 0, "volumeMounts")).stream().map(mount -> String.valueOf(at(mount, "mountPath"))).toList();
    settings.stringPropertyNames().stream().flatMap(name -> java.util.regex.Pattern.compile("/(?:run|var|etc)/[^:}\"]+").matcher(settings.getProperty(name)).results())
        .forEach(path -> assertThat(mounted).anyMatch(mount -> path.group().startsWith(mount)));
    assertThat(settings.getProperty("workflow.http.listen")).endsWith(":" + at(pod, "containers", 0, "ports", 0, "containerPort"));
  }

  /** Where the Secret is mounted in a pod, its files lie in the example. */
  private static Properties withSecretsOfTheExample(Properties settings) {
    Properties here = new Properties();
    settings.stringPropertyNames().forEach(name ->
        here.setProperty(name, settings.getProperty(name).replace("/run/secrets/kafka-workflow", Manifests.ROOT.resolve("example").toString())));
    return here;
  }

  /** The passwords and tokens that settings ask for are in the example's Secret. */
  @Test
  void theSecretHasWhatTheSettingsAskFor() throws java.io.IOException {
    Path example = Manifests.ROOT.resolve("example");
    Map<String, Object> kustomization = Manifests.objects(example.resolve("kustomization.yaml")).get(0);
    List<String> keys = ((List<?>) at(kustomization, "secretGenerator", 0, "files")).stream().map(String::valueOf).toList();
    String asked = Files.readString(example.resolve("engine.properties")) + Files.readString(Manifests.ROOT.resolve("base/scheduler.properties"));
    assertThat(java.util.regex.Pattern.compile("/run/secrets/kafka-workflow/([a-z.-]+)").matcher(asked).results().map(match -> match.group(1)).toList()).isNotEmpty().allMatch(keys::contains);
    Properties passwords = PropertiesFile.read(example.resolve("kafka.properties"));
    assertThat(passwords.stringPropertyNames()).isEqualTo(Set.of("engine", "scheduler"));
    assertThat(Files.readString(example.resolve("http-tokens"))).contains("read  " + Files.readString(example.resolve("metrics-token")) + "\n");
    assertThat(at(Manifests.object("components/service-monitor/service-monitor.yaml", "ServiceMonitor"), "spec", "endpoints", 0, "authorization", "credentials", "key")).isEqualTo("metrics-token");
    assertThat(keys).contains("metrics-token");
  }

  @Test
  void nothingRunsAsRootOrWritesBesideItsVolumes() {
    for (String program : PROGRAMS) {
      Map<String, Object> pod = map(at(Manifests.object("base/" + program + ".yaml", "StatefulSet"), "spec", "template", "spec"));
      assertThat(map(at(pod, "securityContext"))).containsEntry("runAsNonRoot", true).containsEntry("seccompProfile", Map.of("type", "RuntimeDefault"));
      assertThat(at(pod, "containers", 0, "securityContext"))
          .isEqualTo(Map.of("allowPrivilegeEscalation", false, "readOnlyRootFilesystem", true, "capabilities", Map.of("drop", List.of("ALL"))));
      assertThat(pod).containsEntry("automountServiceAccountToken", false).containsEntry("terminationGracePeriodSeconds", 40);
    }
  }

  /** Selectors find the pods, and engines the name under which each is known. */
  @Test
  void servicesAndBudgetsMeanThePods() {
    for (String program : PROGRAMS) {
      String file = "base/" + program + ".yaml";
      Map<String, Object> set = Manifests.object(file, "StatefulSet");
      Object labels = at(set, "spec", "template", "metadata", "labels");
      assertThat(at(set, "spec", "selector", "matchLabels")).isEqualTo(labels);
      assertThat(at(Manifests.object(file, "PodDisruptionBudget"), "spec", "selector", "matchLabels")).isEqualTo(labels);
      List<Map<String, Object>> services = Manifests.objects(Manifests.ROOT.resolve(file)).stream().filter(object -> "Service".equals(object.get("kind"))).toList();
      assertThat(services).isNotEmpty().allSatisfy(service -> assertThat(at(service, "spec", "selector")).isEqualTo(labels));
      Map<String, Object> headless = services.stream().filter(service -> "None".equals(map(at(service, "spec")).get("clusterIP"))).findFirst().orElseThrow();
      assertThat(at(set, "spec", "serviceName")).isEqualTo(at(headless, "metadata", "name"));
    }
    Object headless = at(Manifests.object("base/engine.yaml", "StatefulSet"), "spec", "serviceName");
    for (String file : List.of("base/engine.properties", "example/engine.properties")) {
      assertThat(PropertiesFile.read(Manifests.ROOT.resolve(file)).getProperty("application.server")).isEqualTo("${env:POD_NAME}." + headless + ":8080");
    }
  }
}

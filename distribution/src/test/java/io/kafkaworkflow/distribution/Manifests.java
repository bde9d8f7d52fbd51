package io.kafkaworkflow.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of {@code deploy/kubernetes}, and how to walk in what they hold. */
final class Manifests {
  static final Path ROOT = Path.of("..", "deploy", "kubernetes");
  private static final String KUSTOMIZATION = "kustomization.yaml";

  private Manifests() {}

  /** Those with objects of Kubernetes. */
  static List<Path> objectFiles() {
    return files(path -> path.toString().endsWith(".yaml") && !path.endsWith(KUSTOMIZATION));
  }

  static List<Path> kustomizations() {
    return files(path -> path.endsWith(KUSTOMIZATION));
  }

  private static List<Path> files(java.util.function.Predicate<Path> wanted) {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(wanted).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A name that stands twice is an error, too. */
  static List<Map<String, Object>> objects(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try {
      Iterable<Object> documents = new Yaml(new SafeConstructor(options)).loadAll(Files.readString(file));
      return StreamSupport.stream(documents.spliterator(), false).map(Manifests::map).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, Object> object(String file, String kind) {
    return objects(ROOT.resolve(file)).stream().filter(object -> kind.equals(object.get("kind"))).findFirst().orElseThrow();
  }

  /** @param path names and positions: {@code at(object, "spec", "containers", 0)} */
  static Object at(Object object, Object... path) {
    Object here = object;
    for (Object step : path) {
      here = step instanceof Integer position ? ((List<?>) here).get(position) : map(here).get(step);
      if (here == null) {
        throw new AssertionError("nothing at " + step + " of " + List.of(path));
      }
    }
    return here;
  }

  @SuppressWarnings("unchecked") // maps of YAML have texts as keys; anything else is no manifest
  static Map<String, Object> map(Object object) {
    return (Map<String, Object>) object;
  }

  /** Every map in it, itself included. */
  static List<Map<String, Object>> maps(Object object) {
    List<Map<String, Object>> found = new ArrayList<>();
    if (object instanceof Map<?, ?> map) {
      found.add(map(object));
      map.values().forEach(value -> found.addAll(maps(value)));
    } else if (object instanceof List<?> list) {
      list.forEach(value -> found.addAll(maps(value)));
    }
    return found;
  }
}

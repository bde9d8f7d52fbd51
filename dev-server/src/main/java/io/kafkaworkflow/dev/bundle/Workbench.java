package io.kafkaworkflow.dev.bundle;

import io.kafkaworkflow.engine.js.BundleException;
import io.kafkaworkflow.engine.step.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One source file under development: compiles it, and says when that is due again. Used by one thread. */
public final class Workbench {
  private final WorkflowCompiler compiler;
  private final Path source;
  private final Path output;
  private final KeptBundles bundles;
  private final SourceWatch watch = new SourceWatch();
  private Set<Path> inputs;

  /**
   * @param source the user's file, absolute
   * @param directory for the compiler's output
   */
  public Workbench(WorkflowCompiler compiler, Path source, Path directory, KeptBundles bundles) {
    this.compiler = compiler;
    this.source = source;
    this.output = directory.resolve("latest").resolve("index.js");
    this.bundles = bundles;
    this.inputs = Set.of(source);
    watch.watch(inputs);
  }

  /** What came of a build. */
  public sealed interface Result {
    /** The bundle is kept; it is up to the caller to make it current. */
    record Ready(Bundle bundle) implements Result {}

    /** @param message for the screen: what is wrong in the user's code */
    record Broken(String message) implements Result {}
  }

  /** Compiles what the files hold now, and watches them from now on. */
  public Result build() {
    watch.hasChanged(); // looked at before the compiler reads: a change during the build makes the next one due
    Result result = compile();
    watch.watch(result instanceof Result.Broken ? withDirectories(inputs) : inputs);
    return result;
  }

  private Result compile() {
    Compilation compilation = compiler.compile(source, output);
    if (compilation instanceof Compilation.Failed failed) {
      return new Result.Broken(failed.message());
    }
    try {
      Set<Path> read = new LinkedHashSet<>(SourceMapSources.of(output.resolveSibling("index.js.map")));
      read.add(source);
      inputs = read;
      return new Result.Ready(bundles.keep(output));
    } catch (BundleException e) {
      return new Result.Broken(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Result.Broken("the compiler left no readable source map: " + e);
    }
  }

  /** Whether a file that the last build read has changed since. */
  public boolean isDue() {
    return watch.hasChanged();
  }

  /** A broken build may wait for a file that does not exist yet: look for new ones beside those that are known. */
  private static Collection<Path> withDirectories(Set<Path> files) {
    List<Path> all = new ArrayList<>(files);
    files.stream().map(Path::getParent).distinct().filter(Files::isDirectory).forEach(all::add);
    return all;
  }
}

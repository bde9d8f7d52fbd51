package io.kafkaworkflow.engine.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.engine.config.ListenerSettings;
import io.kafkaworkflow.listener.StepTracer;
import io.kafkaworkflow.listener.WorkflowEvent;
import io.kafkaworkflow.listener.WorkflowListener;
import io.kafkaworkflow.listener.WorkflowStep;
import io.kafkaworkflow.listener.WorkflowThread;
import io.kafkaworkflow.start.StartException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found on the class path, and what is refused there. */
class DiscoveryTest {
  private static final ListenerSettings SETTINGS = new ListenerSettings(1_000, 1_000);
  private static final AtomicInteger CLOSED = new AtomicInteger();

  @TempDir Path directory;

  @Test
  void withNothingOnTheClassPathNobodyWatches() throws IOException {
    try (Found found = announced(WorkflowListener.class); Watchers watchers = Watchers.discover(SETTINGS)) {
      assertThat(watchers.areThere()).isFalse();
      assertThat(watchers.listeners()).isSameAs(Listeners.NONE);
    }
  }

  @Test
  void aListenerIsFoundByItsServiceFileAlone_2_02() throws IOException {
    try (Found found = announced(WorkflowListener.class, Quiet.class.getName(), Hearing.class.getName()); Watchers watchers = Watchers.discover(SETTINGS)) {
      assertThat(watchers.areThere()).isTrue();
      assertThat(watchers.listeners().hearSteps()).isTrue();
      assertThat(watchers.listeners().hearStarts()).isFalse();
    }
  }

  @Test
  void whatCannotBeMadeStopsTheStart() throws IOException {
    for (String name : List.of("no.such.Listener", Throwing.class.getName(), DiscoveryTest.class.getName())) {
      try (Found found = announced(WorkflowListener.class, name)) {
        assertThatThrownBy(() -> Watchers.discover(SETTINGS)).isInstanceOfSatisfying(StartException.class, e -> assertThat(e.code()).isEqualTo("config/listener-broken"))
            .hasMessageContaining(name);
      }
    }
  }

  @Test
  void aTracerThatIsConfiguredWronglyStopsTheStart() throws IOException {
    try (Found found = announced(StepTracer.Provider.class, Misconfigured.class.getName())) {
      assertThatThrownBy(() -> Watchers.discover(SETTINGS)).isInstanceOfSatisfying(StartException.class, e -> assertThat(e.code()).isEqualTo("config/traces-invalid"))
          .hasMessageContaining("OTEL_MINE");
    }
  }

  @Test
  void ofTracersThatAreConfiguredThereMayBeOne() throws IOException {
    try (Found found = announced(StepTracer.Provider.class, Configured.class.getName(), Unconfigured.class.getName()); Watchers watchers = Watchers.discover(SETTINGS)) {
      assertThat(watchers.tracer()).isPresent();
    }
    int closed = CLOSED.get();
    try (Found found = announced(StepTracer.Provider.class, Configured.class.getName(), AlsoConfigured.class.getName())) {
      assertThatThrownBy(() -> Watchers.discover(SETTINGS)).isInstanceOfSatisfying(StartException.class, e -> assertThat(e.code()).isEqualTo("config/traces-invalid"));
    }
    assertThat(CLOSED.get() - closed).as("both are closed again").isEqualTo(2);
  }

  /** A class path on which these are announced, and nothing else of the kind. */
  private Found announced(Class<?> service, String... names) throws IOException {
    Path file = directory.resolve("META-INF/services").resolve(service.getName());
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(names));
    return new Found(directory.toUri().toURL());
  }

  private static final class Found implements AutoCloseable {
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final URLClassLoader loader;

    Found(URL url) {
      loader = new URLClassLoader(new URL[] {url}, before);
      Thread.currentThread().setContextClassLoader(loader);
    }

    @Override
    public void close() throws IOException {
      Thread.currentThread().setContextClassLoader(before);
      loader.close();
    }
  }

  public static final class Quiet implements WorkflowListener {}

  public static final class Hearing implements WorkflowListener {
    @Override
    public void completed(WorkflowEvent event) {
      throw new AssertionError("nothing runs here");
    }
  }

  public static final class Throwing implements WorkflowListener {
    public Throwing() {
      throw new IllegalStateException("mine");
    }
  }

  public static final class Misconfigured implements StepTracer.Provider {
    @Override
    public Optional<StepTracer> open() {
      throw new IllegalArgumentException("OTEL_MINE is no number");
    }
  }

  public static final class Unconfigured implements StepTracer.Provider {
    @Override
    public Optional<StepTracer> open() {
      return Optional.empty();
    }
  }

  public static final class Configured implements StepTracer.Provider {
    @Override
    public Optional<StepTracer> open() {
      return Optional.of(new Idle());
    }
  }

  public static final class AlsoConfigured implements StepTracer.Provider {
    @Override
    public Optional<StepTracer> open() {
      return Optional.of(new Idle());
    }
  }

  private static final class Idle implements StepTracer {
    @Override
    public StepSpan begin(WorkflowThread thread, WorkflowStep step, Map<String, String> suspended) {
      throw new AssertionError("nothing runs here");
    }

    @Override
    public void close() {
      CLOSED.incrementAndGet();
    }
  }
}

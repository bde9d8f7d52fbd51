package io.kafkaworkflow.engine.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkaworkflow.engine.query.Ask;
import io.kafkaworkflow.engine.query.Cursor;
import io.kafkaworkflow.engine.query.EngineAddress;
import io.kafkaworkflow.engine.query.Page;
import io.kafkaworkflow.engine.query.ThreadFilter;
import io.kafkaworkflow.engine.query.ThreadState;
import io.kafkaworkflow.engine.query.UnreachableException;
import io.kafkaworkflow.engine.step.ThreadStatus;
import io.kafkaworkflow.http.HttpSettings;
import io.kafkaworkflow.http.TrustedCertificates;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One engine asks another: what it hears is what the other says to anybody, and a refusal is never an empty answer. */
@NullUnmarked
class HttpEnginesTest {
  private static final Ask ASK = new Ask(false, false, "Bearer " + ApiFixture.READER);
  private static final String ODD_ID = "a/b ?&=+%\u00e9\ud83d\ude80";

  @TempDir Path directory;
  private final HttpEngines engines = new HttpEngines(false, Optional.empty());
  private ApiFixture api;

  @BeforeEach
  void start() throws IOException {
    api = new ApiFixture(directory, 10_000);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aThreadOfAnyIdIsDescribedToTheByte() throws IOException {
    api.group.put(ODD_ID, ThreadStatus.WAITING, 1_000, 2_000, Map.of("customer", "c \u00e9"));

    String here = api.get("/v1/threads/a%2Fb%20%3F%26%3D%2B%25%C3%A9%F0%9F%9A%80", ApiFixture.READER).body();
    assertThat(engines.describe(api.address(), ODD_ID, ASK).map(json -> new String(json, UTF_8))).contains(here).hasValueSatisfying(json -> assertThat(json).contains("c \u00e9"));
    assertThat(engines.describe(api.address(), "nobody", ASK)).isEmpty();
  }

  @Test
  void everyPartOfAFilterReachesTheOther() {
    Map<String, String> labels = Map.of("customer", "c=&+ \u00e9", "stage", "");
    api.group.put("fits", ThreadStatus.FAILED, 1_500, 2_500, labels).put("later", ThreadStatus.FAILED, 3_000, 3_000, labels).put("early", ThreadStatus.FAILED, 1_000, 1_500, labels)
        .put("waits", ThreadStatus.WAITING, 1_500, 2_500, labels).put("unlabelled", ThreadStatus.FAILED, 1_500, 2_500)
        .put("parked", ThreadStatus.WAITING, 1_500, 2_500, labels).park("parked", "step/unknown-bundle");

    Set<ThreadState> ended = Set.of(ThreadState.FAILED, ThreadState.COMPLETED);
    assertThat(ids(new ThreadFilter(ended, Optional.of("ab0100"), Optional.empty(), labels, 1_200, 2_000, 2_000, 3_000))).containsExactly("fits");
    assertThat(ids(new ThreadFilter(Set.of(), Optional.of("other.js"), Optional.empty(), labels, 1_200, 2_000, 2_000, 3_000))).isEmpty();
    assertThat(ids(new ThreadFilter(Set.of(), Optional.empty(), Optional.of("step/unknown-bundle"), labels, 0, Long.MAX_VALUE, 0, Long.MAX_VALUE))).containsExactly("parked");
    assertThat(ids(ThreadFilter.ALL)).hasSize(6);
  }

  @Test
  void anEngineThatRefusesIsUnreachable() throws IOException {
    Ask wrong = new Ask(false, false, "Bearer wrong-0123456789abcdef");
    assertThatThrownBy(() -> engines.describe(api.address(), "t", wrong)).isInstanceOf(UnreachableException.class).hasMessage("it answers 401");
    assertThatThrownBy(() -> engines.list(api.address(), ThreadFilter.ALL, Cursor.START, 10, wrong)).isInstanceOf(UnreachableException.class).hasMessage("it answers 401");
    api.group.give(0, null);
    assertThatThrownBy(() -> engines.list(api.address(), ThreadFilter.ALL, Cursor.START, 10, ASK)).as("it has not got the partition").isInstanceOf(UnreachableException.class).hasMessage("it answers 503");
  }

  @Test
  void nobodyThereIsUnreachable() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThatThrownBy(() -> engines.describe(new EngineAddress("127.0.0.1", port), "t", ASK)).isInstanceOf(UnreachableException.class).hasMessage("ConnectException");
  }

  @Test
  void anEngineWithoutTlsIsUnreachableForThoseWhoHaveIt() {
    assertThatThrownBy(() -> new HttpEngines(true, Optional.empty()).describe(api.address(), "t", ASK)).isInstanceOf(UnreachableException.class).hasMessage("SSLException");
  }

  @Test
  void anEngineIsAskedWhenItsCertificateIsTrustedAndNamesIt() throws Exception {
    api.close();
    for (String name : List.of("ip:127.0.0.1", "dns:other.example.com")) {
      Path folder = Files.createDirectory(directory.resolve(name.substring(0, 2)));
      Path keyStore = folder.resolve("http.p12");
      Path certificate = folder.resolve("http.pem");
      keytool(keyStore, "-genkeypair", "-alias", "http", "-keyalg", "EC", "-dname", "CN=engine", "-ext", "san=" + name);
      keytool(keyStore, "-exportcert", "-rfc", "-alias", "http", "-file", certificate.toString());
      api = new ApiFixture(folder, 10_000, Optional.of(new HttpSettings.KeyStoreFile(keyStore, "changeit")));
      api.group.put("t", ThreadStatus.WAITING, 1, 2);

      HttpEngines trusting = new HttpEngines(true, Optional.of(TrustedCertificates.context(certificate)));
      if (name.startsWith("ip:")) {
        assertThat(trusting.describe(api.address(), "t", ASK)).isPresent();
      } else {
        assertThatThrownBy(() -> trusting.describe(api.address(), "t", ASK)).isInstanceOf(UnreachableException.class).hasMessage("SSLHandshakeException");
      }
      assertThatThrownBy(() -> new HttpEngines(true, Optional.empty()).describe(api.address(), "t", ASK))
          .as("nobody knows who signed it").isInstanceOf(UnreachableException.class).hasMessage("SSLHandshakeException");
      api.close();
    }
    api = new ApiFixture(directory, 10_000); // for the end of the test
  }

  private static void keytool(Path keyStore, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", keyStore.toString(), "-storepass", "changeit"));
    Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(made.getInputStream().readAllBytes(), UTF_8);
    assertThat(made.waitFor()).as(said).isZero();
  }

  /** Of all partitions, in their order. */
  private List<String> ids(ThreadFilter filter) {
    List<String> ids = new ArrayList<>();
    for (int partition = 0; partition < ApiFixture.PARTITIONS; partition++) {
      for (Optional<Cursor> next = Optional.of(new Cursor(partition, null)); next.isPresent(); ) {
        Page page = engines.list(api.address(), filter, next.get(), 2, ASK);
        page.items().forEach(json -> ids.add(new String(json, UTF_8).replaceFirst("\\{\"thread\":\"([^\"]*)\".*", "$1")));
        next = page.next();
      }
    }
    return ids;
  }
}

package io.kafkaworkflow.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A key for a broker on 127.0.0.1 and the certificate that its clients trust, made by the JDK's keytool for one test run.
 *
 * @param keyStore PKCS #12, the broker's
 * @param trustStore PKCS #12, the clients'
 * @param authority the same certificate as PEM, for clients that are no Java programs
 */
record Certificates(Path keyStore, Path trustStore, Path authority, String password) {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  static Certificates in(Path directory, String password) {
    Certificates made = new Certificates(directory.resolve("broker.p12"), directory.resolve("clients.p12"), directory.resolve("broker.pem"), password);
    keytool(directory, "key", "-genkeypair", "-alias", "broker", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2",
        "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", made.keyStore.toString(), "-storepass", password);
    keytool(directory, "export", "-exportcert", "-rfc", "-alias", "broker", "-keystore", made.keyStore.toString(), "-storepass", password,
        "-file", made.authority.toString());
    keytool(directory, "import", "-importcert", "-noprompt", "-alias", "broker", "-file", made.authority.toString(), "-storetype", "PKCS12",
        "-keystore", made.trustStore.toString(), "-storepass", password);
    return made;
  }

  private static void keytool(Path directory, String step, String... arguments) {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    ChildProcess tool = ChildProcess.start(command, directory, directory.resolve("keytool-" + step + ".log"));
    assertThat(tool.awaitExit(LIMIT)).as(tool.output()).isZero();
  }
}

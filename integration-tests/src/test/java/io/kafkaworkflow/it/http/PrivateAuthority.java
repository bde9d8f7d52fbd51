package io.kafkaworkflow.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkaworkflow.process.ChildProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority that nobody else knows, and a key for 127.0.0.1 that it signed, made by the JDK's keytool for one test run.
 *
 * @param certificate PEM, the authority's
 * @param keyStore PKCS #12, the servers'
 */
record PrivateAuthority(Path certificate, Path keyStore, String password) {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  static PrivateAuthority in(Path directory) {
    PrivateAuthority made = new PrivateAuthority(directory.resolve("ca.pem"), directory.resolve("http.p12"), "key-secret-4720");
    made.keytool("authority", "-genkeypair", "-alias", "ca", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2", "-dname", "CN=authority", "-ext", "bc:c");
    made.keytool("key", "-genkeypair", "-alias", "http", "-signer", "ca", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2", "-dname", "CN=engine", "-ext", "san=ip:127.0.0.1");
    made.keytool("export", "-exportcert", "-rfc", "-alias", "ca", "-file", made.certificate.toString());
    made.keytool("forget", "-delete", "-alias", "ca");
    return made;
  }

  /** Settings of an engine. */
  List<String> settings() {
    return List.of("workflow.http.tls.keystore.file=" + keyStore, "workflow.http.tls.keystore.password=" + password, "workflow.http.tls.ca.file=" + certificate);
  }

  /** Trust in the authority alone. */
  SSLContext trust() {
    try (InputStream in = Files.newInputStream(certificate)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError("the authority's certificate cannot be used", e);
    }
  }

  private void keytool(String step, String... arguments) {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", keyStore.toString(), "-storepass", password));
    Path directory = keyStore.getParent();
    ChildProcess tool = ChildProcess.start(command, directory, directory.resolve("keytool-" + step + ".log"));
    assertThat(tool.awaitExit(LIMIT)).as(tool.output()).isZero();
  }
}

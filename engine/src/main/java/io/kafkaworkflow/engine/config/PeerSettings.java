package io.kafkaworkflow.engine.config;

import io.kafkaworkflow.http.TrustedCertificates;
import io.kafkaworkflow.start.Settings;
import io.kafkaworkflow.start.StartErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How the engines of a group trust each other over HTTPS.
 *
 * @param authorities PEM file of the certificates to trust; empty: the JVM's trust store
 */
public record PeerSettings(Optional<Path> authorities) {
  public static final String CA_FILE = "workflow.http.tls.ca.file";

  static void define(ConfigDef all) {
    all.define(CA_FILE, Type.STRING, "", Importance.MEDIUM,
        "File of certificates (PEM), such as that of an authority of your own, which the engine trusts when it asks the other engines of its group over HTTPS. Empty: the JVM's trust store.");
  }

  /** @throws io.kafkaworkflow.start.StartException {@code config/invalid-setting} */
  public static PeerSettings of(Properties settings) {
    ConfigDef own = new ConfigDef();
    define(own);
    return new PeerSettings(Optional.of(Settings.parse(own, settings).getString(CA_FILE)).filter(file -> !file.isBlank()).map(Path::of));
  }

  /**
   * What a client of the other engines trusts; empty: the JVM's.
   *
   * @throws io.kafkaworkflow.start.StartException {@code config/invalid-setting}: the file cannot be read, or has no certificate
   */
  public Optional<SSLContext> trust() {
    return authorities.map(file -> {
      try {
        return TrustedCertificates.context(file);
      } catch (IOException | GeneralSecurityException e) {
        throw StartErrors.invalidSetting(CA_FILE, "cannot use the certificates of " + file + ": " + e);
      }
    });
  }
}

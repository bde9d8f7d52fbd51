package io.kafkaworkflow.http;

import io.kafkaworkflow.start.Settings;
import io.kafkaworkflow.start.StartErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.types.Password;

/**
 * Where the server listens and whom it serves.
 *
 * @param tokensFile empty: only callers on this machine
 * @param keyStore for TLS; empty: plain HTTP
 * @param requestsPerSecondMax of one token
 */
public record HttpSettings(
    ListenAddress listen, Optional<Path> tokensFile, Optional<KeyStoreFile> keyStore, int bodyBytesMax, int requestsPerSecondMax) {
  public static final String LISTEN = "workflow.http.listen";
  public static final String TOKENS_FILE = "workflow.http.tokens.file";
  public static final String KEYSTORE_FILE = "workflow.http.tls.keystore.file";
  public static final String KEYSTORE_PASSWORD = "workflow.http.tls.keystore.password";
  public static final String BODY_BYTES_MAX = "workflow.http.body.bytes.max";
  public static final String REQUESTS_MAX = "workflow.http.requests.per.second.max";

  /** A PKCS #12 or JKS file with one key and its certificates. */
  public record KeyStoreFile(Path file, String password) {
    @Override
    public String toString() {
      return file.toString(); // never the password
    }
  }

  /** Adds the server's settings to those of a program. */
  public static ConfigDef addTo(ConfigDef own) {
    return own
        .define(LISTEN, Type.STRING, "", Importance.MEDIUM,
            "Address and port of the HTTP server: `8080` is 127.0.0.1:8080, `0.0.0.0:8080` every address of the machine. Empty: no server.")
        .define(TOKENS_FILE, Type.STRING, "", Importance.MEDIUM,
            "File of bearer tokens, lines `<read or write> <token>`; read again when it changes. Empty: only callers on this machine are served more than "
                + "health and metrics.")
        .define(KEYSTORE_FILE, Type.STRING, "", Importance.MEDIUM, "Key store (PKCS #12 or JKS) of the HTTP server; with it, the server speaks HTTPS. Empty: plain HTTP.")
        .define(KEYSTORE_PASSWORD, Type.PASSWORD, "", Importance.MEDIUM, "Password of the key store and of its key.")
        .define(BODY_BYTES_MAX, Type.INT, 1_048_576, Range.atLeast(1), Importance.LOW, "Bytes of the body of a request; beyond, it is refused.")
        .define(REQUESTS_MAX, Type.INT, 500, Range.atLeast(1), Importance.LOW,
            "Requests per second of one token, or of everybody without a tokens file; beyond, they are refused.");
  }

  /**
   * Empty when no server is wanted.
   *
   * @throws io.kafkaworkflow.start.StartException {@code config/invalid-setting}
   */
  public static Optional<HttpSettings> of(Properties settings) {
    AbstractConfig config = Settings.parse(addTo(new ConfigDef()), settings);
    if (config.getString(LISTEN).isBlank()) {
      return Optional.empty();
    }
    ListenAddress listen = ListenAddress.parse(config.getString(LISTEN))
        .orElseThrow(() -> StartErrors.invalidSetting(LISTEN, "expected `port`, `address:port` or `[IPv6 address]:port`"));
    Password password = config.getPassword(KEYSTORE_PASSWORD);
    return Optional.of(new HttpSettings(listen, path(config, TOKENS_FILE),
        path(config, KEYSTORE_FILE).map(file -> new KeyStoreFile(file, password.value())), config.getInt(BODY_BYTES_MAX), config.getInt(REQUESTS_MAX)));
  }

  /**
   * Reads the files that a server reads at its start, without starting one.
   *
   * @throws io.kafkaworkflow.start.StartException {@code config/invalid-setting}: a file cannot be read, or is none of its kind
   */
  public void checkFiles() {
    tokensFile.ifPresent(Tokens::new);
    keyStore.ifPresent(HttpSettings::checkKeyStore);
  }

  private static void checkKeyStore(KeyStoreFile keyStore) {
    try {
      KeyStore store = KeyStore.getInstance(keyStore.file.toFile(), keyStore.password.toCharArray());
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          return;
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      // neither kind of exception has a password in its text
      throw StartErrors.invalidSetting(KEYSTORE_FILE, "cannot use the key store " + keyStore + ": " + e);
    }
    throw StartErrors.invalidSetting(KEYSTORE_FILE, "the key store " + keyStore + " has no key");
  }

  private static Optional<Path> path(AbstractConfig config, String name) {
    return Optional.of(config.getString(name)).filter(file -> !file.isBlank()).map(Path::of);
  }
}

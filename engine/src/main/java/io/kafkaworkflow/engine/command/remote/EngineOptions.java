package io.kafkaworkflow.engine.command.remote;

import io.kafkaworkflow.http.TrustedCertificates;
import io.kafkaworkflow.start.StartException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of every command that asks an engine: which, and how to be let in. A token is never an argument, which everybody on the machine could read. */
public final class EngineOptions {
  private static final String ENGINE_VARIABLE = "KAFKA_WORKFLOW_ENGINE";
  private static final String TOKEN_VARIABLE = "KAFKA_WORKFLOW_TOKEN";
  private static final String ENGINE_DEFAULT = "http://127.0.0.1:8080";

  @Option(names = {"-e", "--engine"}, paramLabel = "URL",
      description = "an engine with `workflow.http.listen`, any of the group. Default: environment variable " + ENGINE_VARIABLE + ", else " + ENGINE_DEFAULT)
  private @Nullable String engine;

  @Option(names = "--token-file", paramLabel = "FILE", description = "file with the bearer token alone. Default: environment variable " + TOKEN_VARIABLE)
  private @Nullable Path tokenFile;

  @Option(names = "--cacert", paramLabel = "FILE", description = "certificates (PEM) to trust for https, instead of the JVM's")
  private @Nullable Path certificates;

  /**
   * @param command that was given, for what it says about its line
   * @throws ParameterException the URL is none
   * @throws StartException {@code command/unreadable-input}: a file cannot be read
   */
  public EngineClient client(CommandLine command) {
    URI address = address(command);
    Optional<String> token = token();
    if (token.isPresent() && address.getScheme().equals("http") && !EngineClient.isLoopback(address.getHost())) {
      command.getErr().println("the token goes over the network as it is: use https, or a way that is encrypted already");
    }
    return new EngineClient(address, token, certificates == null ? Optional.empty() : Optional.of(trust(certificates)));
  }

  private static SSLContext trust(Path pem) {
    try {
      return TrustedCertificates.context(pem);
    } catch (IOException | GeneralSecurityException e) {
      throw RemoteErrors.unreadable(pem, e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private URI address(CommandLine command) {
    String text = engine != null ? engine : Optional.ofNullable(System.getenv(ENGINE_VARIABLE)).filter(url -> !url.isBlank()).orElse(ENGINE_DEFAULT);
    String whole = text.contains("://") ? text : "http://" + text;
    try {
      URI address = URI.create(whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole);
      if (address.getHost() != null && (address.getScheme().equals("http") || address.getScheme().equals("https")) && address.getUserInfo() == null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // told below, with the others
    }
    throw new ParameterException(command, "--engine: expected a URL such as " + ENGINE_DEFAULT + ", found another text");
  }

  private Optional<String> token() {
    if (tokenFile == null) {
      return Optional.ofNullable(System.getenv(TOKEN_VARIABLE)).map(String::strip).filter(token -> !token.isEmpty());
    }
    try {
      String token = Files.readString(tokenFile).strip();
      if (token.isEmpty() || !token.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
        throw RemoteErrors.unreadable(tokenFile, "expected a token of printable ASCII characters and nothing else");
      }
      return Optional.of(token);
    } catch (IOException e) {
      throw RemoteErrors.unreadable(tokenFile, e.getClass().getSimpleName());
    }
  }
}

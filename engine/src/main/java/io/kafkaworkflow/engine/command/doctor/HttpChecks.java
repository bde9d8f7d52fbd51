package io.kafkaworkflow.engine.command.doctor;

import io.kafkaworkflow.http.HttpSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The HTTP server, when there is to be one. */
final class HttpChecks {
  static final List<Check> ALL = List.of(
      new Check("http-files", "tokens file, key store and certificates can be read", facts -> facts.machine().httpFailure().stream().toList()),
      new Check("http-reach", "what others can reach asks for tokens and speaks TLS, and engines find each other", HttpChecks::reach));

  private static List<Finding> reach(Installation facts) {
    Optional<HttpSettings> set = HttpSettings.of(facts.settings());
    if (set.isEmpty() || set.get().listen().isLoopback()) {
      return List.of();
    }
    HttpSettings http = set.get();
    List<Finding> findings = new ArrayList<>();
    String where = HttpSettings.LISTEN + "=" + http.listen();
    if (http.tokensFile().isEmpty()) {
      findings.add(Finding.error("others on the network can connect, but there are no tokens", where,
          "whoever reaches the port reads the metrics; requests about threads are refused, those of this machine too",
          "set `" + HttpSettings.TOKENS_FILE + "`, or listen on a loopback address"));
    }
    if (http.keyStore().isEmpty()) {
      findings.add(Finding.warning("others on the network can connect, but without TLS", where, "tokens and arguments of workflows can be read on the way",
          "set `" + HttpSettings.KEYSTORE_FILE + "`, or let a proxy in front speak TLS"));
    }
    if (http.listen().isEverywhere() && facts.settings().getProperty("application.server", "").isBlank()) {
      findings.add(Finding.warning("no address by which other engines find this one", "setting `application.server`",
          "with several engines, each answers for its own threads alone, and with 503 for those of others", "set `application.server=<host>:<port>` to this machine's own"));
    }
    return findings;
  }

  private HttpChecks() {}
}

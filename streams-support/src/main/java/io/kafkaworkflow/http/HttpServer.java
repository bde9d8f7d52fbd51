package io.kafkaworkflow.http;

import io.kafkaworkflow.start.Causes;
import io.kafkaworkflow.start.StartErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server of one process: health, metrics and the program's own routes. One per process, closed after its streams. */
public final class HttpServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
  private static final int THREADS_MAX = 32;
  private static final int THREADS_MIN = 4;
  private static final int HEADER_BYTES_MAX = 8 * 1024;
  /** Whoever sends a body more slowly is holding up a thread. */
  private static final long REQUEST_BYTES_PER_S_MIN = 500;
  /** Of a connection on which nothing comes or goes; server-sent events and long waits send something more often. */
  private static final long IDLE_MS_MAX = 30_000;

  private final Server server;
  private final ServerConnector connector;
  private final Meters meters;
  private final boolean isTls;
  private final Service service;

  private HttpServer(Server server, ServerConnector connector, Meters meters, boolean isTls, Service service) {
    this.server = server;
    this.connector = connector;
    this.meters = meters;
    this.isTls = isTls;
    this.service = service;
  }

  /**
   * Listens; when this returns, requests are answered.
   *
   * @param state name of the state of the streams, {@code RUNNING} when all is well
   * @param streams whose metrics are shown; may be started later
   * @param service of the program; belongs to the server from now on
   * @throws io.kafkaworkflow.start.StartException {@code config/invalid-setting}: the address cannot be listened on, the tokens file or key store not be read
   */
  public static HttpServer start(HttpSettings settings, Supplier<String> state, List<KafkaStreams> streams, Service service) {
    Gate gate = new Gate(settings);
    Meters meters = new Meters(streams);
    List<Route> routes = new ArrayList<>(Health.routes(state));
    routes.add(meters.route());
    routes.addAll(service.routes());
    service.gauges().forEach(meters::add);
    QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX, THREADS_MIN);
    threads.setName("http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector = connector(server, settings);
    server.addConnector(connector);
    server.setErrorHandler(new MalformedRequests());
    server.setHandler(new Dispatcher(routes, gate, meters, settings));
    HttpServer started = new HttpServer(server, connector, meters, settings.keyStore().isPresent(), service);
    try {
      server.start();
    } catch (Exception e) {
      started.close();
      throw cannotStart(settings, e);
    }
    log.info("listening on {}", started.url());
    return started;
  }

  /** Where it listens, with the port that was really taken. */
  public String url() {
    String host = connector.getHost();
    return (isTls ? "https" : "http") + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      log.warn("the HTTP server did not stop in an orderly way", e); // the process ends all the same
    }
    meters.close();
    service.close();
  }

  private static ServerConnector connector(Server server, HttpSettings settings) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES_MAX);
    http.setIdleTimeout(IDLE_MS_MAX);
    http.setMinRequestDataRate(REQUEST_BYTES_PER_S_MIN);
    // thread ids may hold any character; paths are split before they are decoded, and no file is served
    http.setUriCompliance(UriCompliance.UNSAFE);
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    ServerConnector connector = settings.keyStore()
        .map(keyStore -> new ServerConnector(server, new SslConnectionFactory(tls(keyStore), plain.getProtocol()), plain))
        .orElseGet(() -> new ServerConnector(server, plain));
    connector.setHost(settings.listen().host());
    connector.setPort(settings.listen().port());
    connector.setIdleTimeout(IDLE_MS_MAX);
    return connector;
  }

  private static SslContextFactory.Server tls(HttpSettings.KeyStoreFile keyStore) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(keyStore.file().toAbsolutePath().toUri().toString());
    tls.setKeyStorePassword(keyStore.password());
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    return tls;
  }

  private static RuntimeException cannotStart(HttpSettings settings, Exception e) {
    Throwable root = Causes.root(e);
    boolean isAddress = Set.of("BindException", "UnresolvedAddressException", "UnknownHostException", "SocketException").contains(root.getClass().getSimpleName());
    Optional<String> file = settings.keyStore().map(HttpSettings.KeyStoreFile::toString);
    return isAddress || file.isEmpty()
        ? StartErrors.invalidSetting(HttpSettings.LISTEN, "cannot listen on " + settings.listen() + ": " + root)
        : StartErrors.invalidSetting(HttpSettings.KEYSTORE_FILE, "cannot use the key store " + file.get() + ": " + root);
  }
}

package io.kafkaworkflow.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address to listen on.
 *
 * @param host name or address without brackets
 * @param port 0: any that is free
 */
public record ListenAddress(String host, int port) {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Pattern FORM = Pattern.compile("(?:\\[([0-9a-fA-F:.%]+)]:|([^:\\[\\]\\s]+):|:)?(\\d{1,5})");

  /** {@code 8080}, {@code localhost:8080}, {@code [::1]:8080}; without an address, this machine alone. Empty when it is none of them. */
  public static Optional<ListenAddress> parse(String text) {
    Matcher match = FORM.matcher(text.strip());
    if (!match.matches() || Integer.parseInt(match.group(3)) > 65_535) {
      return Optional.empty();
    }
    String host = match.group(1) != null ? match.group(1) : match.group(2) != null ? match.group(2) : LOOPBACK;
    return Optional.of(new ListenAddress(host, Integer.parseInt(match.group(3))));
  }

  /** Whether only programs on this machine can connect. A name that cannot be looked up counts as reachable. */
  public boolean isLoopback() {
    return isLoopback(host);
  }

  /** Whether every address of the machine is listened on. */
  public boolean isEverywhere() {
    try {
      return InetAddress.getByName(host).isAnyLocalAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** {@code host:port}, as other machines write it. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}

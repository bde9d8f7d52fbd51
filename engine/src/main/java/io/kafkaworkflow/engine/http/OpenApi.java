package io.kafkaworkflow.engine.http;

import io.kafkaworkflow.http.Access;
import io.kafkaworkflow.http.Reply;
import io.kafkaworkflow.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/** The description of the API, a file beside this class; a test holds it against the routes. */
final class OpenApi {
  private static final String FILE = "openapi.json";

  static Route route() {
    byte[] description = read();
    return Route.get("/openapi.json", Access.OPEN, Set.of(), exchange -> exchange.reply(Reply.json(200, description)));
  }

  static byte[] read() {
    try (InputStream in = OpenApi.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new AssertionError(FILE + " is not beside its class");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }

  private OpenApi() {}
}

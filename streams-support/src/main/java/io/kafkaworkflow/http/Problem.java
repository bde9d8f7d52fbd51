package io.kafkaworkflow.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Why a request was not done, in the four parts of every error of this project, as RFC 9457 writes it.
 *
 * @param code such as {@code http/unauthorized}; has a page in {@code docs/errors}
 * @param what expected against found; never contents of a body, never a token
 * @param where the part of the request, or the place in the system
 * @param then what the system did
 * @param help the first thing to try
 */
public record Problem(int status, String code, String what, String where, String then, String help) {
  public static final String CONTENT_TYPE = "application/problem+json";
  private static final JsonFactory JSON = new JsonFactory();
  private static final int TRY_AGAIN_AFTER_S = 1;

  public ProblemException asException() {
    return new ProblemException(this);
  }

  /** The document; problems that pass by themselves say when to try again. */
  public Reply reply() {
    Reply reply = new Reply(status, CONTENT_TYPE, body(), Map.of());
    return status == 429 || status == 503 ? reply.with("Retry-After", Integer.toString(TRY_AGAIN_AFTER_S)) : reply;
  }

  private byte[] body() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("type", "urn:kafka-workflow:error:" + code.replace('/', ':'));
      json.writeStringField("title", what);
      json.writeNumberField("status", status);
      json.writeStringField("code", code);
      json.writeStringField("where", where);
      json.writeStringField("then", then);
      json.writeStringField("help", help);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toByteArray();
  }
}

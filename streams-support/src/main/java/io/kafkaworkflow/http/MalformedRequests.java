package io.kafkaworkflow.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty itself refuses (no HTTP, headers too large) as problem documents like everything else, without a word of the request. */
final class MalformedRequests extends ErrorHandler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    Reply reply = (status >= 500 ? Problems.internalError() : refused(status)).reply();
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
    return true;
  }

  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    fields.put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
    return ByteBuffer.wrap(refused(status).reply().body());
  }

  private static Problem refused(int status) {
    Problem problem = Problems.badRequest("expected an HTTP/1.1 request with at most 8 KiB of headers", "request");
    return new Problem(status, problem.code(), problem.what(), problem.where(), problem.then(), problem.help());
  }
}

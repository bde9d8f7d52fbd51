package io.kafkaworkflow.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.kafkaworkflow.protocol.ResumeRecord.Malformed;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Bytes to {@link ResumeRecord}: key first, then the value's encoding, then its form. */
final class ResumeRecordParser {
  private static final String NEW = "new:";
  private static final String INIT = "init:";

  static ResumeRecord parse(byte @Nullable [] key, byte @Nullable [] value, byte @Nullable [] idempotencyKey) {
    if (key == null || key.length == 0) return malformed(ReasonCode.KEY_MISSING);
    if (key.length > Limits.THREAD_ID_BYTES_MAX) {
      return new Malformed(ReasonCode.KEY_TOO_LONG, key.length + " bytes", Limits.THREAD_ID_BYTES_MAX);
    }
    Utf8.Decoded threadId = Utf8.decode(key);
    if (threadId instanceof Utf8.Decoded.BrokenAt broken) return new Malformed(ReasonCode.KEY_NOT_UTF8, "", broken.position());
    if (value == null) return malformed(ReasonCode.VALUE_MISSING);
    if (value.length > Limits.VALUE_BYTES_MAX) {
      return new Malformed(ReasonCode.VALUE_TOO_LONG, value.length + " bytes", Limits.VALUE_BYTES_MAX);
    }
    Utf8.Decoded text = Utf8.decode(value);
    if (text instanceof Utf8.Decoded.BrokenAt broken) return new Malformed(ReasonCode.VALUE_NOT_UTF8, "", broken.position());
    ResumeRecord record = parseText(threadId.text(), text.text());
    return record instanceof ResumeRecord.New start && idempotencyKey != null ? withKey(start, idempotencyKey) : record;
  }

  private static ResumeRecord withKey(ResumeRecord.New start, byte[] idempotencyKey) {
    if (idempotencyKey.length > Limits.IDEMPOTENCY_KEY_BYTES_MAX) {
      return new Malformed(ReasonCode.IDEMPOTENCY_KEY_INVALID, idempotencyKey.length + " bytes", Limits.IDEMPOTENCY_KEY_BYTES_MAX);
    }
    Utf8.Decoded key = Utf8.decode(idempotencyKey);
    return key instanceof Utf8.Decoded.BrokenAt broken
        ? new Malformed(ReasonCode.IDEMPOTENCY_KEY_INVALID, "", broken.position())
        : new ResumeRecord.New(start.threadId(), start.argumentJson(), key.text());
  }

  private static ResumeRecord parseText(String threadId, String text) {
    try {
      if (text.startsWith(NEW)) return new ResumeRecord.New(threadId, checkedArgument(text, NEW.length()), "");
      if (text.startsWith(INIT)) return new ResumeRecord.Init(threadId, checkedArgument(text, INIT.length()));
      if (!text.stripLeading().startsWith("{")) return malformed(ReasonCode.UNKNOWN_RECORD);
      return new ResumeObjectParser(threadId, text).parse();
    } catch (MalformedException e) {
      return e.malformed;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from a string cannot fail", e);
    }
  }

  private static String checkedArgument(String text, int start) throws IOException, MalformedException {
    String json = text.substring(start);
    try (JsonParser parser = JsonText.parser(json)) {
      if (parser.nextToken() == null) throw broken(text, text.length(), "nothing after the colon");
      parser.skipChildren();
      if (parser.currentToken() == null) throw broken(text, text.length(), "the text ends too early");
      if (parser.nextToken() != null) throw broken(text, start + parser.currentTokenLocation().getCharOffset(), "more than one value");
      return json;
    } catch (JsonProcessingException e) {
      throw asMalformed(e, text, start);
    }
  }

  /** `start`: UTF-16 offset of the JSON in `text`. */
  static MalformedException asMalformed(JsonProcessingException e, String text, int start) {
    long offset = start + (e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getCharOffset()));
    if (e instanceof StreamConstraintsException) {
      return new MalformedException(new Malformed(ReasonCode.JSON_LIMIT, "", Utf8.byteOffset(text, offset)));
    }
    return broken(text, offset, "");
  }

  static MalformedException broken(String text, long charOffset, String detail) {
    return new MalformedException(new Malformed(ReasonCode.JSON_BROKEN, detail, Utf8.byteOffset(text, charOffset)));
  }

  private static Malformed malformed(ReasonCode reason) {
    return new Malformed(reason, "", 0);
  }

  /** Leaves nested parsing with its verdict; never leaves this package. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;
    final transient Malformed malformed;

    MalformedException(Malformed malformed) {
      super(malformed.reason().code(), null, false, false);
      this.malformed = malformed;
    }
  }

  private ResumeRecordParser() {}
}

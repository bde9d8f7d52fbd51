package io.kafkaworkflow.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.kafkaworkflow.protocol.ResumeRecord.Malformed;
import io.kafkaworkflow.protocol.ResumeRecordParser.MalformedException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The object forms of a resume record. One use each. */
final class ResumeObjectParser {
  private enum Field {
    REF("ref"), VALUE("value"), ERROR("error"), CANCEL("cancel"), TERMINATE("terminate");

    final String text;

    Field(String text) {
      this.text = text;
    }

    static @Nullable Field named(String name) {
      for (Field field : values()) if (field.text.equals(name)) return field;
      return null;
    }
  }

  private final String threadId;
  private final String text;
  /** The exact text of each field's value. */
  private final Map<Field, String> found = new EnumMap<>(Field.class);
  private final Map<Field, Integer> positions = new EnumMap<>(Field.class);
  private @Nullable String refId;

  ResumeObjectParser(String threadId, String text) {
    this.threadId = threadId;
    this.text = text;
  }

  ResumeRecord parse() throws IOException, MalformedException {
    try (JsonParser parser = JsonText.parser(text)) {
      parser.nextToken();
      // the whole text is read before the fields are judged: broken JSON is the first thing to know
      MalformedException firstField = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        try {
          readField(parser);
        } catch (MalformedException e) {
          if (firstField == null) firstField = e;
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT) throw ResumeRecordParser.broken(text, text.length(), "the text ends too early");
      if (parser.nextToken() != null) {
        throw ResumeRecordParser.broken(text, parser.currentTokenLocation().getCharOffset(), "more than one value");
      }
      if (firstField != null) throw firstField;
      return meaning();
    } catch (JsonProcessingException e) {
      throw ResumeRecordParser.asMalformed(e, text, 0);
    }
  }

  private void readField(JsonParser parser) throws IOException, MalformedException {
    Field field = Field.named(parser.currentName());
    int at = (int) parser.currentTokenLocation().getCharOffset();
    JsonToken token = parser.nextToken();
    int start = (int) parser.currentTokenLocation().getCharOffset();
    String string = field == Field.REF && token == JsonToken.VALUE_STRING ? parser.getText() : null;
    parser.finishToken();
    parser.skipChildren();
    int end = (int) parser.currentLocation().getCharOffset();
    if (field == null) throw malformed(ReasonCode.UNKNOWN_FIELD, at);
    if (found.put(field, text.substring(start, end).strip()) != null) throw malformed(ReasonCode.DUPLICATE_FIELD, at);
    positions.put(field, at);
    if (field != Field.REF) return;
    if (string == null || string.isEmpty() || string.length() > Limits.REF_ID_UNITS_MAX) throw malformed(ReasonCode.REF_INVALID, start);
    refId = string;
  }

  private ResumeRecord meaning() throws MalformedException {
    if (refId != null) {
      refuse(Field.CANCEL, Field.TERMINATE);
      if (found.containsKey(Field.VALUE) && found.containsKey(Field.ERROR)) {
        throw malformed(ReasonCode.VALUE_AND_ERROR, Math.max(at(Field.VALUE), at(Field.ERROR)));
      }
      return new ResumeRecord.Settle(threadId, refId, text);
    }
    String cancel = found.get(Field.CANCEL);
    if (cancel != null) {
      refuse(Field.VALUE, Field.ERROR, Field.TERMINATE);
      return new ResumeRecord.Cancel(threadId, cancel);
    }
    String terminate = found.get(Field.TERMINATE);
    if (terminate != null) {
      refuse(Field.VALUE, Field.ERROR);
      return new ResumeRecord.Terminate(threadId, terminate);
    }
    throw malformed(ReasonCode.FIELD_MISSING, 0);
  }

  private void refuse(Field... fields) throws MalformedException {
    for (Field field : fields) {
      if (found.containsKey(field)) throw malformed(ReasonCode.UNKNOWN_FIELD, at(field));
    }
  }

  private int at(Field field) {
    Integer position = positions.get(field);
    return position == null ? 0 : position;
  }

  private MalformedException malformed(ReasonCode reason, int charOffset) {
    return new MalformedException(new Malformed(reason, "", Utf8.byteOffset(text, charOffset)));
  }
}

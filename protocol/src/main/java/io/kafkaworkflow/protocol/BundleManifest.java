package io.kafkaworkflow.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands on {@code workflow-bundles} under {@code bundle/<bundle id>}: that a bundle is there as a whole, and how its chunks make it up.
 *
 * <p>The chunks lie under {@code chunk/<bundle id>/<publication>/<number>}. Together, in order, they are one gzip stream of the
 * script's bytes, then the source map's. The script's SHA-256 is the bundle id.
 *
 * @param bundleId lower-case hexadecimal SHA-256 of the script
 * @param name file name of the script, for stack traces
 * @param publication names the chunks of one publication, so that those of two never mix; letters, digits and hyphens
 * @param chunks how many there are, numbered from 0
 * @param codeBytes length of the script
 * @param sourceMapBytes length of the source map; 0 when there is none
 * @param outputTopics of the workflows' manifest
 * @param publishedAtEpochMs clock of the publisher; the newest bundle has the greatest
 * @param isRetiring a prune is about to remove the bundle; whoever still starts threads on it publishes it again
 */
public record BundleManifest(String bundleId, String name, String publication, int chunks, int codeBytes, int sourceMapBytes,
    List<String> outputTopics, long publishedAtEpochMs, boolean isRetiring) {

  /** Version of this record and of the chunks. */
  public static final int FORMAT = 1;

  private static final String KEY_PREFIX = "bundle/";
  private static final String CHUNK_PREFIX = "chunk/";
  private static final int CHUNKS_MAX = 100_000;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern PUBLICATION = Pattern.compile("[A-Za-z0-9-]{1,64}");

  /** @throws IllegalArgumentException a field is out of its bounds */
  public BundleManifest {
    outputTopics = List.copyOf(outputTopics);
    expect(ID.matcher(bundleId).matches(), "a bundle id of 64 hexadecimal digits");
    expect(PUBLICATION.matcher(publication).matches(), "a publication of letters, digits and hyphens");
    expect(chunks > 0 && chunks <= CHUNKS_MAX, "1 to " + CHUNKS_MAX + " chunks");
    expect(codeBytes >= 0 && sourceMapBytes >= 0, "lengths of 0 or more");
  }

  /** The record's key. */
  public String key() {
    return KEY_PREFIX + bundleId;
  }

  /** The key of one chunk, {@code number} from 0. */
  public String chunkKey(int number) {
    return CHUNK_PREFIX + bundleId + "/" + publication + "/" + number;
  }

  /** True for the key of a manifest. */
  public static boolean isKey(String key) {
    return key.startsWith(KEY_PREFIX) && ID.matcher(key.substring(KEY_PREFIX.length())).matches();
  }

  /** True for the key of a chunk. */
  public static boolean isChunkKey(String key) {
    return key.startsWith(CHUNK_PREFIX);
  }

  /** The bundle id in a manifest's key. */
  public static String bundleIdOf(String key) {
    return key.substring(KEY_PREFIX.length());
  }

  /** The same bundle and chunks, on their way out or not. */
  public BundleManifest retiring(boolean isRetiringNow) {
    return new BundleManifest(
        bundleId, name, publication, chunks, codeBytes, sourceMapBytes, outputTopics, publishedAtEpochMs, isRetiringNow);
  }

  /** The record's value: one flat JSON object, fields in this order. */
  public String toJson() {
    String topics = outputTopics.stream().map(JsonText::quote).collect(Collectors.joining(","));
    return "{\"format\":" + FORMAT + ",\"id\":\"" + bundleId + "\",\"name\":" + JsonText.quote(name) + ",\"publication\":\"" + publication
        + "\",\"chunks\":" + chunks + ",\"codeBytes\":" + codeBytes + ",\"sourceMapBytes\":" + sourceMapBytes + ",\"outputTopics\":[" + topics
        + "],\"publishedAtEpochMs\":" + publishedAtEpochMs + ",\"retiring\":" + isRetiring + "}";
  }

  /**
   * Reads what {@link #toJson} wrote; fields that it does not know are left out.
   *
   * @throws IllegalArgumentException another format, broken JSON, or a field missing or out of its bounds
   */
  public static BundleManifest parse(String json) {
    Fields found = new Fields();
    try (JsonParser in = JsonText.parser(json)) {
      expect(in.nextToken() == JsonToken.START_OBJECT, "a JSON object");
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        found.read(in);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("Expected the manifest of a bundle, but got broken JSON", e);
    }
    expect(found.format == FORMAT, "format " + FORMAT + " (found " + found.format + "; a newer engine wrote it)");
    return new BundleManifest(found.id, found.name, found.publication, found.chunks, found.codeBytes, found.sourceMapBytes,
        found.outputTopics, found.publishedAtEpochMs, found.isRetiring);
  }

  private static void expect(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("Expected the manifest of a bundle with " + what);
    }
  }

  private static final class Fields {
    private int format;
    private String id = "";
    private String name = "";
    private String publication = "";
    private int chunks;
    private int codeBytes = -1;
    private int sourceMapBytes = -1;
    private final List<String> outputTopics = new ArrayList<>();
    private long publishedAtEpochMs;
    private boolean isRetiring;

    void read(JsonParser in) throws IOException {
      String field = in.currentName();
      JsonToken token = in.nextToken();
      switch (field) {
        case "format" -> format = in.getIntValue();
        case "id" -> id = in.getText();
        case "name" -> name = in.getText();
        case "publication" -> publication = in.getText();
        case "chunks" -> chunks = in.getIntValue();
        case "codeBytes" -> codeBytes = in.getIntValue();
        case "sourceMapBytes" -> sourceMapBytes = in.getIntValue();
        case "publishedAtEpochMs" -> publishedAtEpochMs = in.getLongValue();
        case "retiring" -> isRetiring = token == JsonToken.VALUE_TRUE;
        case "outputTopics" -> {
          expect(token == JsonToken.START_ARRAY, "a list of output topics");
          while (in.nextToken() == JsonToken.VALUE_STRING) {
            outputTopics.add(in.getText());
          }
        }
        default -> in.skipChildren();
      }
    }
  }
}

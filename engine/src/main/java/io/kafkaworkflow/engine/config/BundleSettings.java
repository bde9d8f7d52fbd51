package io.kafkaworkflow.engine.config;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How bundles go through Kafka.
 *
 * @param chunkBytes of one record of a bundle
 * @param waitMs how long a bundle that is not on the topic is looked for before its threads are parked
 * @param loadedMax bundles that one stream thread keeps evaluated
 */
public record BundleSettings(int chunkBytes, long waitMs, int loadedMax) {
  public static final String CHUNK_BYTES = "workflow.bundle.chunk.bytes";
  public static final String WAIT = "workflow.bundle.wait.ms";
  public static final String LOADED_MAX = "workflow.bundles.loaded.max";

  static void define(ConfigDef all) {
    all.define(CHUNK_BYTES, Type.INT, 500_000, Range.atLeast(1_000), Importance.LOW,
            "Bytes of one record of a compressed bundle. Keep it below the `max.message.bytes` of `workflow-bundles`.")
        .define(WAIT, Type.LONG, 2_000L, Range.atLeast(0), Importance.LOW,
            "Milliseconds for which a bundle that a thread needs is looked for on `workflow-bundles` before the thread is parked. Keep it "
                + "well below `transaction.timeout.ms`.")
        .define(LOADED_MAX, Type.INT, 8, Range.atLeast(1), Importance.LOW,
            "Bundles that one stream thread keeps evaluated; the one used longest ago is dropped and loaded again when it is needed.");
  }

  static BundleSettings of(AbstractConfig config) {
    return new BundleSettings(config.getInt(CHUNK_BYTES), config.getLong(WAIT), config.getInt(LOADED_MAX));
  }
}

package io.kafkaworkflow.start;

import io.kafkaworkflow.http.HttpSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The settings of our own that every program here has, whatever it does with its streams. */
public final class CommonSettings {

  public static final String HEALTH_FILE = "workflow.health.file";
  public static final String ROCKSDB_MEMORY = "workflow.rocksdb.memory.bytes.max";

  private static final long MIB = 1024 * 1024;

  private CommonSettings() {}

  /** Adds the common settings to those of one program. */
  public static ConfigDef addTo(ConfigDef own) {
    return HttpSettings.addTo(own)
        .define(HEALTH_FILE, Type.STRING, "", Importance.LOW,
            "File that holds the state of the streams in one word, `RUNNING` when all is well; written at each change and every 5 s, "
                + "removed at the end. Empty: none.")
        .define(ROCKSDB_MEMORY, Type.LONG, 128 * MIB, Range.atLeast(8 * MIB), Importance.MEDIUM,
            "Bytes of memory, outside of the Java heap, that all state stores of the process use together for reading and writing.");
  }

  /** The budget of all state stores, bytes; from the settings as Kafka Streams hands them to a store. */
  static long rocksDbMemory(Map<String, Object> settings) {
    Properties properties = new Properties();
    if (settings.get(ROCKSDB_MEMORY) != null) {
      properties.setProperty(ROCKSDB_MEMORY, String.valueOf(settings.get(ROCKSDB_MEMORY)));
    }
    return Settings.parse(addTo(new ConfigDef()), properties).getLong(ROCKSDB_MEMORY);
  }

  /** The file that a health check reads; empty when none is wanted. */
  public static Optional<Path> healthFile(Properties settings) {
    AbstractConfig config = Settings.parse(addTo(new ConfigDef()), settings);
    return Optional.of(config.getString(HEALTH_FILE)).filter(file -> !file.isBlank()).map(Path::of);
  }
}

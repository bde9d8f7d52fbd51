package io.kafkaworkflow.start;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;

/** Reads the properties file that a program got on its command line. */
public final class PropertiesFile {

  private PropertiesFile() {}

  /**
   * @param file UTF-8, the syntax of {@link Properties#load(Reader)}
   * @throws StartException {@code config/unreadable-properties}: not there, a directory, not UTF-8, or a broken escape
   */
  public static Properties read(Path file) {
    if (Files.isDirectory(file)) {
      throw StartErrors.unreadableProperties(file, "it is a directory");
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw StartErrors.unreadableProperties(file, "there is no such file");
    } catch (MalformedInputException e) {
      throw StartErrors.unreadableProperties(file, "it is not UTF-8 text");
    } catch (IllegalArgumentException e) {
      throw StartErrors.unreadableProperties(file, "a \\uXXXX escape is malformed");
    } catch (IOException e) {
      throw StartErrors.unreadableProperties(file, e.toString());
    }
    return properties;
  }
}

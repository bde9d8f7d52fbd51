package io.kafkaworkflow.dev.demo;

import java.util.List;
import java.util.Optional;

/** A demo that the development server can play by itself. Its workflow is in {@code demos/<name>/src/index.ts}. */
public interface Demo {
  /** Name of its directory under {@code demos}. */
  String name();

  /** Topics on which somebody answers. */
  List<String> askedOn();

  /** What those who answer do with one record. */
  MockService.Script script();

  /** What is played, one after the other. */
  List<Play> plays();

  /** What a person may try while the demo stays up; {@code %s} stands for the broker's address. */
  List<String> suggestions();

  /** All demos. */
  List<Demo> ALL = List.of(new TripBookingSaga(), new WorkflowMinimal());

  static Optional<Demo> byName(String name) {
    return ALL.stream().filter(demo -> demo.name().equals(name)).findFirst();
  }
}

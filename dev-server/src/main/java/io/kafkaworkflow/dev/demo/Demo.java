package io.kafkaworkflow.dev.demo;

import io.kafkaworkflow.dev.failure.Failures;
import io.kafkaworkflow.protocol.WorkflowTopic;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** Every topic on which a play may leave a record, dead letters included. */
  default List<String> topics() {
    Stream<String> protocol = Stream.of(WorkflowTopic.RESUME, WorkflowTopic.RESULT, WorkflowTopic.ERROR, WorkflowTopic.DEAD_LETTER)
        .map(WorkflowTopic::defaultName);
    Stream<String> outputs = plays().stream().flatMap(play -> play.expected().keySet().stream());
    return Stream.of(protocol, askedOn().stream(), outputs).flatMap(s -> s).distinct().sorted().toList();
  }

  /** @throws io.kafkaworkflow.start.StartException {@code config/unknown-demo}, naming those that there are */
  static Demo named(String name) {
    return named(name, List.of());
  }

  /** As the other; {@code more} are named, too. */
  static Demo named(String name, List<String> more) {
    return ALL.stream().filter(demo -> demo.name().equals(name)).findFirst()
        .orElseThrow(() -> Failures.unknownDemo(name, Stream.concat(ALL.stream().map(Demo::name), more.stream()).sorted().collect(Collectors.joining(", "))));
  }
}

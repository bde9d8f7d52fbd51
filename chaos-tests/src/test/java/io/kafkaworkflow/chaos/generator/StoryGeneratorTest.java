package io.kafkaworkflow.chaos.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StoryGeneratorTest {
  private static final int MANY = 2_000;

  @Test
  void equalSeedsGiveEqualStories() {
    assertThat(new StoryGenerator(7).stories(MANY)).isEqualTo(new StoryGenerator(7).stories(MANY));
  }

  @Test
  void anotherSeedGivesOthers() {
    List<String> values = new StoryGenerator(7).stories(MANY).stream().map(story -> Script.of(story).get(0).value()).toList();

    assertThat(new StoryGenerator(8).stories(MANY).stream().map(story -> Script.of(story).get(0).value()).toList()).isNotEqualTo(values);
  }

  @Test
  void everyKindOfStoryComes() {
    Set<Class<?>> kinds = new StoryGenerator(1).stories(MANY).stream().map(Story::getClass).collect(Collectors.toSet());
    Set<Class<?>> all = new HashSet<>(Arrays.asList(Story.class.getPermittedSubclasses()));
    all.remove(Story.Started.class);
    all.addAll(Arrays.asList(Story.Started.class.getPermittedSubclasses()));

    assertThat(kinds).isEqualTo(all);
  }
}

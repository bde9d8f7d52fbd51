package io.kafkaworkflow.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathTemplateTest {
  private static final PathTemplate THREAD = new PathTemplate("/v1/threads/{id}");

  @Test
  void aParameterHoldsAnyCharacterThatIsEncoded() {
    assertThat(THREAD.match("/v1/threads/a%2Fb%7C%2E%2E%25%C3%A9")).contains(Map.of("id", "a/b|..%\u00e9"));
    assertThat(THREAD.match("/v1/threads/..")).contains(Map.of("id", ".."));
  }

  @Test
  void otherPathsDoNotFit() {
    assertThat(List.of("/v1/threads", "/v1/threads/", "/v1/threads/a/b", "/v1/threads/a/", "//v1/threads/a", "/V1/threads/a", ""))
        .allSatisfy(path -> assertThat(THREAD.match(path)).isEmpty());
  }

  @Test
  void whatCannotBeDecodedExactlyIsRefused() {
    assertThat(List.of("%", "%4", "%zz", "%ff", "%c3", "%ed%a0%80")).allSatisfy(text ->
        assertThatThrownBy(() -> THREAD.match("/v1/threads/" + text)).isInstanceOf(ProblemException.class).hasMessageStartingWith("http/bad-request"));
  }

  @Test
  void queriesAreReadStrictly() {
    assertThat(QueryParameters.parse("a=1&b=x+y%20z", Set.of("a", "b"))).isEqualTo(Map.of("a", List.of("1"), "b", List.of("x y z")));
    assertThat(QueryParameters.parse("a=2&b=&a=1", Set.of("a", "b"))).isEqualTo(Map.of("a", List.of("2", "1"), "b", List.of("")));
    assertThat(QueryParameters.parse(null, Set.of())).isEmpty();
    assertThat(List.of("c=1", "a=%", "a=1&")).allSatisfy(query ->
        assertThatThrownBy(() -> QueryParameters.parse(query, Set.of("a", "b"))).isInstanceOf(ProblemException.class).hasMessageStartingWith("http/bad-request"));
  }
}

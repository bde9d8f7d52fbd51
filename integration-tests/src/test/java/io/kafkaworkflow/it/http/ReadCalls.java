package io.kafkaworkflow.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every kind of read call that the API has, about the threads of one test, so that the answers of two engines, or at two moments, can be compared to the byte. A list is one
 * call, whatever number of pages it takes.
 */
final class ReadCalls {
  private static final Pattern NEXT = Pattern.compile(",\"next\":\"([^\"]+)\"}$");
  private static final Pattern PAGE = Pattern.compile("^\\{\"threads\":\\[(.*)](,\"next\":\"[^\"]+\")?}$", Pattern.DOTALL);
  private static final int PAGE_THREADS = 70;

  private final List<String> paths = new ArrayList<>();
  private final String more;

  /**
   * @param threads ids of the threads that are described
   * @param ended some that have ended, whose results and events are asked for
   * @param filters of the lists, such as {@code status=waiting}
   * @param more for the query of each call, such as {@code stale=true}; may be empty
   */
  ReadCalls(List<String> threads, List<String> ended, List<String> filters, String more) {
    this.more = more;
    threads.forEach(thread -> paths.add("/v1/threads/" + thread));
    filters.forEach(filter -> paths.add("/v1/threads?limit=" + PAGE_THREADS + (filter.isEmpty() ? "" : "&" + filter)));
    if (more.isEmpty()) {
      ended.forEach(thread -> paths.addAll(List.of("/v1/threads/" + thread + "/result", "/v1/threads/" + thread + "/events")));
      paths.addAll(List.of("/v1/threads/nobody", "/v1/threads/nobody/result"));
    }
  }

  List<String> all() {
    return paths;
  }

  /** The answer of each call; a call that is refused for the moment is asked again. */
  Map<String, String> answers(Web web) {
    Map<String, String> answers = new LinkedHashMap<>();
    for (String path : paths) {
      answers.put(path, answer(web, path, true).orElseThrow());
    }
    return answers;
  }

  /** The answer of one call that is asked once; empty when it is refused for the moment, as partitions move. */
  Optional<String> answer(Web web, String path) {
    return answer(web, path, false);
  }

  private Optional<String> answer(Web web, String path, boolean isPatient) {
    boolean isList = path.contains("?limit=");
    StringBuilder items = new StringBuilder();
    String cursor = "";
    while (true) {
      String target = path + (more.isEmpty() ? "" : (path.contains("?") ? "&" : "?") + more) + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
      HttpResponse<String> answer = isPatient ? web.getPatiently(target) : web.get(target);
      if (answer.statusCode() == 503) {
        assertThat(answer.headers().firstValue("Retry-After")).as(answer.body()).isPresent();
        assertThat(answer.body()).contains("\"code\":\"query/unreachable\"");
        return Optional.empty();
      }
      if (!isList) {
        return Optional.of(answer.statusCode() + " " + withoutComments(path, answer.body()));
      }
      Matcher page = PAGE.matcher(answer.body());
      assertThat(page.find()).as(answer.statusCode() + " " + answer.body()).isTrue();
      items.append(items.isEmpty() || page.group(1).isEmpty() ? "" : ",").append(page.group(1));
      Matcher next = NEXT.matcher(answer.body());
      if (!next.find()) {
        return Optional.of("200 " + items);
      }
      cursor = next.group(1);
    }
  }

  /** Of a stream of events, what it says; comments only keep the connection. */
  private static String withoutComments(String path, String body) {
    return path.endsWith("/events") ? String.join("\n", body.lines().filter(line -> !line.startsWith(":") && !line.isEmpty()).toList()) : body;
  }
}

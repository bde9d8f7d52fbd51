package io.kafkaworkflow.it.docs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares lines that a page shows with lines that were written. What differs from run to run is left open: times of the day, durations, offsets,
 * ids of bundles, runs of spaces, and {@code ...} for anything. Ids of refs are free at their first sight and fixed from then on, so that a
 * page's command with {@code ~0.1} names what this run calls so.
 */
final class ShownLines {
  private static final Pattern OPEN = Pattern.compile(
      "(?<ref>~[0-9a-z]+\\.[0-9]+)|(?<anything>\\.\\.\\.)|(?<time>\\b\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\b)|(?<duration>\\b\\d+(\\.\\d+)? ?ms\\b)"
          + "|(?<offset>at offset \\d+)|(?<bundle>\\b[0-9a-f]{12}\\b)|(?<space>\\s+)");
  private static final Map<String, String> AS_PATTERN = Map.of("anything", ".*", "time", "\\d\\d:\\d\\d:\\d\\d\\.\\d{3}",
      "duration", "\\d+(\\.\\d+)? ?ms", "offset", "at offset \\d+", "bundle", "[0-9a-f]{12}", "space", "\\s+");

  private final Map<String, String> refs = new HashMap<>();

  /** {@code text} with the refs of the page replaced by those of this run. */
  String inThisRun(String text) {
    return OPEN.matcher(text).replaceAll(token -> Matcher.quoteReplacement(refs.getOrDefault(token.group(), token.group())));
  }

  /** Whether {@code written} is what the page shows as {@code shown}; remembers refs that it sees for the first time when it is. */
  boolean fits(String shown, String written) {
    List<String> unknown = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern(shown.strip(), unknown)).matcher(written.strip());
    if (!matcher.matches()) return false;
    for (int i = 0; i < unknown.size(); i++) refs.put(unknown.get(i), matcher.group("ref" + i));
    return true;
  }

  private String pattern(String shown, List<String> unknown) {
    StringBuilder pattern = new StringBuilder();
    Matcher token = OPEN.matcher(shown);
    int end = 0;
    while (token.find()) {
      pattern.append(Pattern.quote(shown.substring(end, token.start()))).append(patternOf(token, unknown));
      end = token.end();
    }
    return pattern.append(Pattern.quote(shown.substring(end))).toString();
  }

  private String patternOf(Matcher token, List<String> unknown) {
    String ref = token.group("ref");
    if (ref == null) {
      return AS_PATTERN.entrySet().stream().filter(kind -> token.group(kind.getKey()) != null).findFirst().orElseThrow().getValue();
    }
    if (refs.containsKey(ref)) return Pattern.quote(refs.get(ref));
    if (unknown.contains(ref)) return "\\k<ref" + unknown.indexOf(ref) + ">";
    unknown.add(ref);
    return "(?<ref" + (unknown.size() - 1) + ">~[0-9a-z]+\\.[0-9]+)";
  }

  /** The first line of {@code shown} that {@code written} lacks; lines in order, nothing between them unless the page has a line {@code ...}. */
  Optional<String> firstMissing(List<String> shown, List<String> written) {
    int next = 0;
    boolean mayLeaveOut = false;
    for (String line : shown) {
      if (line.strip().equals("...")) {
        mayLeaveOut = true;
        continue;
      }
      while (mayLeaveOut && next < written.size() && !fits(line, written.get(next))) next++;
      if (next >= written.size() || !fits(line, written.get(next))) return Optional.of(line);
      next++;
      mayLeaveOut = false;
    }
    return !mayLeaveOut && next < written.size() ? Optional.of("the end, but there is: " + written.get(next)) : Optional.empty();
  }
}

package io.kafkaworkflow.it.security;

import io.kafkaworkflow.it.process.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The table of rights in docs/security.md, as ACLs: the test grants what the document says and nothing else. */
final class DocumentedRights {
  private static final int COLUMNS = 5;

  private DocumentedRights() {}

  /** One ACL for each operation of each row {@code | principal | resource | pattern | names | operations | ...}. */
  static List<AclBinding> all() {
    List<AclBinding> rights = new ArrayList<>();
    for (String line : lines()) {
      String[] cells = Arrays.stream(line.split("\\|", -1)).map(cell -> cell.replace("`", "").strip()).toArray(String[]::new);
      if (cells.length <= COLUMNS || !cells[3].matches("literal|prefixed")) {
        continue;
      }
      for (String name : cells[4].split(", ")) {
        for (String operation : cells[5].split(", ")) {
          rights.add(new AclBinding(
              new ResourcePattern(ResourceType.fromString(cells[2].replace(' ', '_')), name, PatternType.valueOf(cells[3].toUpperCase(Locale.ROOT))),
              new AccessControlEntry("User:" + cells[1], "*", AclOperation.valueOf(operation.toUpperCase(Locale.ROOT)), AclPermissionType.ALLOW)));
        }
      }
    }
    return rights;
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(Installation.ROOT.resolve("docs/security.md"));
    } catch (IOException e) {
      throw new UncheckedIOException("docs/security.md cannot be read", e);
    }
  }
}

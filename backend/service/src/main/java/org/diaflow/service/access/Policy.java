package org.diaflow.service.access;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which role a request needs. What no rule names is for administrators. */
final class Policy {

  /** A segment of a path. */
  private static final String ID = "[^/]+";

  private static final List<Rule> RULES =
      List.of(
          reading("/api/plugins"),
          reading("/api/measures"),
          reading("/api/kinds"),
          reading("/api/curves"),
          reading("/api/problems(/.*)?"),
          reading("/api/experiments(/.*)?"),
          computing("/api/limits"),
          changing("POST", "/api/problems", "upload"),
          changing("POST", "/api/experiments", "submit"),
          changing("POST", "/api/experiments/(ID)/pause", "pause"),
          changing("POST", "/api/experiments/(ID)/resume", "resume"),
          changing("POST", "/api/experiments/(ID)/cancel", "cancel"),
          changing("POST", "/api/experiments/(ID)/share", "share"),
          changing("DELETE", "/api/experiments/(ID)/share", "unshare"),
          changing("DELETE", "/api/experiments/(ID)", "delete"),
          new Rule("GET", Pattern.compile("/api/audit"), Role.ADMIN, null));

  private static final Rule ANYTHING_ELSE = new Rule("", Pattern.compile(".*"), Role.ADMIN, null);

  private Policy() {}

  /**
   * Who may make a request.
   *
   * @param method its method
   * @param path its path; a group names the experiment
   * @param role the least role
   * @param action its name in the audit log, or null if it changes nothing
   */
  record Rule(String method, Pattern path, Role role, @Nullable String action) {

    private boolean matches(String method, String path) {
      return this.method.equals(method) && this.path.matcher(path).matches();
    }

    /** What a request to {@code path} acts on, if its path says so. */
    @Nullable String subject(String path) {
      var matcher = this.path.matcher(path);
      return action != null && matcher.matches() && matcher.groupCount() > 0
          ? matcher.group(1)
          : null;
    }
  }

  /** The rule for a request. */
  static Rule of(String method, String path) {
    String plain =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String asked = method.equals("HEAD") || method.equals("OPTIONS") ? "GET" : method;
    return RULES.stream()
        .filter(rule -> rule.matches(asked, plain))
        .findFirst()
        .orElse(ANYTHING_ELSE);
  }

  private static Rule reading(String path) {
    return new Rule("GET", Pattern.compile(path), Role.VIEWER, null);
  }

  private static Rule computing(String path) {
    return new Rule("POST", Pattern.compile(path), Role.RESEARCHER, null);
  }

  private static Rule changing(String method, String path, String action) {
    return new Rule(method, Pattern.compile(path.replace("ID", ID)), Role.RESEARCHER, action);
  }
}

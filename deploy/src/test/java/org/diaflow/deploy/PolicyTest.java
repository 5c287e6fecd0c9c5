package org.diaflow.deploy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What every overlay promises beyond being valid: least privilege, and names that name something.
 */
final class PolicyTest {

  @SuppressWarnings("UnusedVariable") // the source of parameters
  private static final List<String> OVERLAYS =
      Stream.concat(Manifests.OVERLAYS.stream(), Stream.of("restore")).toList();

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void containersHaveLeastPrivilege(String overlay) {
    for (Workload workload : Manifests.render(overlay).workloads()) {
      JsonNode pod = workload.pod();
      JsonNode security = pod.path("securityContext");
      assertAll(
          workload.toString(),
          () -> assertTrue(security.path("runAsNonRoot").asBoolean(), "runs as non-root"),
          () -> assertTrue(security.path("runAsUser").asInt() > 0, "has a numeric user"),
          () -> assertEquals("RuntimeDefault", security.at("/seccompProfile/type").asText()),
          () -> assertFalse(pod.path("automountServiceAccountToken").asBoolean(true), "token"),
          () -> assertFalse(pod.path("hostNetwork").asBoolean(), "host network"),
          () -> assertFalse(pod.path("hostPID").asBoolean(), "host processes"));
      for (JsonNode container : workload.containers()) {
        JsonNode own = container.path("securityContext");
        assertAll(
            workload + ", container " + container.path("name").asText(),
            () -> assertTrue(own.path("readOnlyRootFilesystem").asBoolean(), "is read-only"),
            () -> assertFalse(own.path("allowPrivilegeEscalation").asBoolean(true), "escalates"),
            () -> assertEquals("ALL", own.at("/capabilities/drop/0").asText(), "drops"),
            () -> assertTrue(own.at("/capabilities/add").isMissingNode(), "adds capabilities"),
            () -> assertFalse(own.path("privileged").asBoolean(), "is privileged"));
      }
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void containersHaveLimitsAndServersProbes(String overlay) {
    for (Workload workload : Manifests.render(overlay).workloads()) {
      for (JsonNode container : workload.containers()) {
        for (String kind : List.of("requests", "limits")) {
          for (String resource : List.of("cpu", "memory")) {
            assertFalse(
                container.at("/resources/" + kind + "/" + resource).isMissingNode(),
                () -> workload + " has no " + kind + " of " + resource);
          }
        }
      }
      if (workload.isServer()) {
        for (JsonNode container : workload.servers()) {
          for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            assertTrue(container.has(probe), () -> workload + " has no " + probe);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void serviceAccountsExistAndSeeNoToken(String overlay) throws IOException {
    Set<String> accounts = new TreeSet<>();
    var everything = new ArrayList<>(Manifests.render(overlay).objects());
    everything.addAll(Manifests.render("base").objects());
    for (JsonNode object : everything) {
      if (object.path("kind").asText().equals("ServiceAccount")) {
        assertFalse(object.path("automountServiceAccountToken").asBoolean(true));
        accounts.add(Manifests.nameOf(object));
      }
      assertFalse(
          Set.of("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding")
              .contains(object.path("kind").asText()),
          "nobody needs the API of Kubernetes");
    }
    for (Workload workload : Manifests.render(overlay).workloads()) {
      String account = workload.pod().path("serviceAccountName").asText();
      assertTrue(accounts.contains(account), () -> workload + " runs as unknown " + account);
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void noSecretIsInTheTree(String overlay) {
    Manifests manifests = Manifests.render(overlay);
    assertEquals(0, manifests.ofKind("Secret").count());
    for (Workload workload : manifests.workloads()) {
      for (JsonNode container : workload.containers()) {
        for (JsonNode variable : container.path("env")) {
          String name = variable.path("name").asText();
          if (name.contains("PASSWORD") || name.contains("SECRET") || name.contains("_DATABASE_")) {
            assertTrue(
                variable.at("/valueFrom/secretKeyRef").isObject(),
                () -> workload + " has " + name + " in the clear");
          }
        }
      }
    }
  }

  /** Services, budgets, network policies and workloads choose pods that there are. */
  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void selectorsMatchPods(String overlay) {
    Manifests manifests = Manifests.render(overlay);
    List<JsonNode> pods = manifests.workloads().stream().map(Workload::labels).toList();
    for (JsonNode object : manifests.objects()) {
      for (JsonNode selector : selectors(object)) {
        assertTrue(
            pods.stream().anyMatch(labels -> matches(selector, labels)),
            () -> Manifests.title(object) + " chooses no pod: " + selector);
      }
    }
    for (Workload workload : manifests.workloads()) {
      if (workload.isServer()) {
        assertTrue(matches(workload.object().at("/spec/selector"), workload.labels()));
      }
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void portsAndTargetsExist(String overlay) {
    Manifests manifests = Manifests.render(overlay);
    manifests
        .ofKind("Service")
        .forEach(
            service -> {
              Workload target =
                  manifests.workloads().stream()
                      .filter(workload -> matches(service.at("/spec/selector"), workload.labels()))
                      .findFirst()
                      .orElseThrow();
              for (JsonNode port : service.at("/spec/ports")) {
                assertTrue(
                    portNames(target).contains(port.path("targetPort").asText()),
                    () -> Manifests.title(service) + " leads to no port of " + target);
              }
            });
    manifests
        .ofKind("HorizontalPodAutoscaler")
        .forEach(
            scaler -> {
              JsonNode target = scaler.at("/spec/scaleTargetRef");
              JsonNode found =
                  manifests
                      .find(target.path("kind").asText(), target.path("name").asText())
                      .orElseThrow();
              assertTrue(
                  found.at("/spec/replicas").isMissingNode(),
                  "replicas would be reset with every rollout");
            });
    for (Workload workload : manifests.workloads()) {
      for (JsonNode container : workload.containers()) {
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
          JsonNode port = container.at("/" + probe + "/httpGet/port");
          assertTrue(port.isMissingNode() || portNames(workload).contains(port.asText()));
        }
      }
    }
  }

  /** Denied unless allowed, for every pod and both directions. */
  @ParameterizedTest
  @FieldSource("org.diaflow.deploy.Manifests#OVERLAYS")
  void networkIsClosedByDefault(String overlay) {
    JsonNode deny = Manifests.render(overlay).find("NetworkPolicy", "default-deny").orElseThrow();
    assertTrue(deny.at("/spec/podSelector").isEmpty());
    assertEquals("[\"Ingress\",\"Egress\"]", deny.at("/spec/policyTypes").toString());
    assertTrue(deny.at("/spec/ingress").isMissingNode());
    assertTrue(deny.at("/spec/egress").isMissingNode());
  }

  /** Volumes mounted exist; nothing but volumes can be written, and {@code /tmp} always can. */
  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void volumesExist(String overlay) {
    Manifests manifests = Manifests.render(overlay);
    for (Workload workload : manifests.workloads()) {
      Set<String> volumes = names(workload.pod().path("volumes"));
      for (JsonNode claim : workload.object().at("/spec/volumeClaimTemplates")) {
        volumes.add(Manifests.nameOf(claim));
      }
      for (JsonNode container : workload.containers()) {
        Set<String> mounts = names(container.path("volumeMounts"));
        assertTrue(volumes.containsAll(mounts), () -> workload + " mounts " + mounts);
        assertTrue(mounts.contains("tmp"), () -> workload + " cannot write to /tmp");
      }
      for (JsonNode volume : workload.pod().path("volumes")) {
        assertTrue(volume.path("hostPath").isMissingNode(), () -> workload + " sees the host");
        assertTrue(
            volume.path("emptyDir").isMissingNode() || volume.at("/emptyDir").has("sizeLimit"),
            () -> workload + " may fill the node's disk");
        String claim = volume.at("/persistentVolumeClaim/claimName").asText();
        assertTrue(
            claim.isEmpty()
                || Manifests.render("base").find("PersistentVolumeClaim", claim).isPresent(),
            () -> workload + " claims unknown " + claim);
      }
    }
  }

  private static List<JsonNode> selectors(JsonNode object) {
    JsonNode spec = object.path("spec");
    return switch (object.path("kind").asText()) {
      case "Service" -> List.of(spec.path("selector"));
      case "PodDisruptionBudget" -> List.of(spec.path("selector"));
      case "NetworkPolicy" -> {
        var all = new ArrayList<JsonNode>();
        all.add(spec.path("podSelector"));
        for (String direction : List.of("ingress", "egress")) {
          for (JsonNode rule : spec.path(direction)) {
            for (JsonNode peer : rule.path(direction.equals("ingress") ? "from" : "to")) {
              if (peer.has("podSelector")) {
                all.add(peer.path("podSelector"));
              }
            }
          }
        }
        yield all;
      }
      default -> List.of();
    };
  }

  /** Selectors of Services are bare labels; others have matchLabels and matchExpressions (In). */
  private static boolean matches(JsonNode selector, JsonNode labels) {
    boolean bare = !selector.has("matchLabels") && !selector.has("matchExpressions");
    JsonNode wanted = bare ? selector : selector.path("matchLabels");
    boolean equal =
        wanted.properties().stream()
            .allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
    boolean in =
        Workload.list(selector.path("matchExpressions")).stream()
            .allMatch(
                expression ->
                    expression.path("operator").asText().equals("In")
                        && Workload.list(expression.path("values"))
                            .contains(labels.path(expression.path("key").asText())));
    return equal && in;
  }

  private static Set<String> portNames(Workload workload) {
    return workload.servers().stream()
        .flatMap(container -> names(container.path("ports")).stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> names(JsonNode array) {
    return Workload.list(array).stream()
        .map(entry -> entry.path("name").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

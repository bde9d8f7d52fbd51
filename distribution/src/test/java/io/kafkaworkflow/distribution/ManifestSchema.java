package io.kafkaworkflow.distribution;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the API server would say of an object: types, required fields, and no field that is not known. Kubernetes' own kinds are checked by the code that its Java client
 * has from the OpenAPI description; the custom one by strict reading into its class.
 */
final class ManifestSchema {
  private static final Gson GSON = new Gson();
  private static final Map<String, Schema> KINDS = Map.of(
      "v1 Service", V1Service::validateJsonElement,
      "v1 ServiceAccount", V1ServiceAccount::validateJsonElement,
      "apps/v1 StatefulSet", V1StatefulSet::validateJsonElement,
      "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
      "monitoring.coreos.com/v1 ServiceMonitor", json -> strictMapper().readValue(json.toString(), ServiceMonitor.class));

  private ManifestSchema() {}

  /** @throws IllegalArgumentException the object is not what its kind says, or of a kind that the base has no business with */
  static void check(Map<String, ?> object) {
    String kind = object.get("apiVersion") + " " + object.get("kind");
    Schema schema = KINDS.get(kind);
    if (schema == null) {
      throw new IllegalArgumentException("no schema for " + kind);
    }
    try {
      schema.check(GSON.toJsonTree(object));
    } catch (IOException e) {
      throw new IllegalArgumentException(kind + ": " + e.getMessage(), e);
    }
  }

  /** The classes would keep fields that they do not know aside; without the place for them, they are refused. */
  private static ObjectMapper strictMapper() {
    return new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
      private static final long serialVersionUID = 1L;

      @Override
      public @Nullable Boolean hasAnySetter(Annotated annotated) {
        return false;
      }
    });
  }

  private interface Schema {
    void check(JsonElement json) throws IOException;
  }
}

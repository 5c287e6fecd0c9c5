package org.diaflow.service.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.diaflow.api.AlphaGrid;
import org.diaflow.api.Axis;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.api.InitializationSpec;
import org.diaflow.api.LimitsRequest;
import org.diaflow.api.ProblemSpec;
import org.diaflow.api.SolverSpec;
import org.diaflow.api.StopSpec;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * The JSON schemas of wire records, each under its simple name. What clients send takes finite
 * numbers only and may leave out what is nullable; what they get always has every field, null where
 * it is nullable, and writes numbers that are not finite as strings. Neither has other fields.
 */
final class RecordSchemas {

  /** Name of the schema of a number in an answer. */
  static final String NUMBER = "Number";

  private static final String REFERENCE = "#/components/schemas/";

  /** What clients send, also where it comes back in an answer. */
  private static final Set<Class<?>> SENT =
      Set.of(
          AlphaGrid.class,
          AlphaGrid.Range.class,
          Axis.class,
          EngineSpec.class,
          ExperimentDocument.class,
          GeneratorSpec.class,
          InitializationSpec.class,
          LimitsRequest.class,
          ProblemSpec.class,
          SolverSpec.class,
          StopSpec.class);

  /** What a comparison of solvers has no use for, and others need. */
  private static final Set<String> OF_FLOWS_ONLY = Set.of("depths", "alphas");

  private final Map<String, Schema> schemas = new TreeMap<>();

  RecordSchemas() {
    schemas.put(NUMBER, number());
  }

  /** The schemas so far, by name. */
  Map<String, Schema> all() {
    return schemas;
  }

  /** Adds the schema of {@code record} and of everything in it. */
  void add(Class<?> record) {
    String name = record.getSimpleName();
    if (schemas.containsKey(name)) {
      return;
    }
    schemas.put(name, OASFactory.createSchema()); // it may contain itself
    schemas.put(name, schema(record));
  }

  /** Adds the schema of a page of {@code items}, named as the framework does it. */
  void addPage(Class<?> items) {
    add(items);
    Schema page = object();
    property(page, "total", OASFactory.createSchema().type(List.of(SchemaType.INTEGER)), true);
    property(page, "items", array(reference(items.getSimpleName())), true);
    schemas.put("Page" + items.getSimpleName(), page);
  }

  private Schema schema(Class<?> record) {
    if (record == AlphaGrid.class) {
      return scales();
    }
    if (record == EngineSpec.class) {
      return engine();
    }
    if (record == Axis.class) {
      return axis();
    }
    if (record == GeneratorSpec.class) {
      return generator();
    }
    boolean sent = SENT.contains(record);
    Schema schema = object();
    for (RecordComponent component : record.getRecordComponents()) {
      AnnotatedType type = component.getAnnotatedType();
      boolean nullable = type.isAnnotationPresent(Nullable.class);
      boolean optional =
          (sent && (nullable || isOfFlowsOnly(record, component))) || leavesOutNulls(record);
      Schema value = isSeeds(record, component) ? seeds() : value(type, sent);
      property(
          schema,
          component.getName(),
          nullable ? nullable(value) : value,
          !optional || (leavesOutNulls(record) && !nullable && !sent));
    }
    return schema;
  }

  private static boolean isOfFlowsOnly(Class<?> record, RecordComponent component) {
    return record == ExperimentDocument.class && OF_FLOWS_ONLY.contains(component.getName());
  }

  private static boolean isSeeds(Class<?> record, RecordComponent component) {
    return record == ExperimentDocument.class && component.getName().equals("seeds");
  }

  private static Schema seeds() {
    Schema list = array(nullable(simple(SchemaType.INTEGER).format("int64")));
    return OASFactory.createSchema()
        .description("Whole numbers, or a text of numbers and ranges such as \"1-20, 25\".")
        .anyOf(List.of(list, simple(SchemaType.STRING)));
  }

  private static boolean leavesOutNulls(Class<?> record) {
    JsonInclude include = record.getAnnotation(JsonInclude.class);
    return include != null && include.value() == JsonInclude.Include.NON_NULL;
  }

  private Schema value(AnnotatedType annotated, boolean sent) {
    Type type = annotated.getType();
    if (type instanceof ParameterizedType generic
        && annotated instanceof AnnotatedParameterizedType parameters) {
      AnnotatedType[] arguments = parameters.getAnnotatedActualTypeArguments();
      AnnotatedType element = arguments[arguments.length - 1];
      Schema value = value(element, sent);
      Schema schema = element.isAnnotationPresent(Nullable.class) ? nullable(value) : value;
      return generic.getRawType() == List.class ? array(schema) : map(schema);
    }
    return value((Class<?>) type, sent);
  }

  private Schema value(Class<?> type, boolean sent) {
    if (type == double.class || type == Double.class) {
      return sent ? simple(SchemaType.NUMBER) : reference(NUMBER);
    }
    if (type == int.class || type == Integer.class) {
      return simple(SchemaType.INTEGER).format("int32");
    }
    if (type == long.class || type == Long.class) {
      return simple(SchemaType.INTEGER).format("int64");
    }
    if (type == boolean.class || type == Boolean.class) {
      return simple(SchemaType.BOOLEAN);
    }
    if (type == String.class) {
      return simple(SchemaType.STRING);
    }
    if (type == Instant.class) {
      return simple(SchemaType.STRING).format("date-time");
    }
    if (type == Object.class) {
      return OASFactory.createSchema();
    }
    if (type.isEnum()) {
      Schema schema = simple(SchemaType.STRING);
      for (Object constant : type.getEnumConstants()) {
        schema.addEnumeration(constant.toString());
      }
      return schema;
    }
    add(type);
    return reference(type.getSimpleName());
  }

  private static Schema number() {
    Schema written = simple(SchemaType.STRING).enumeration(List.of("NaN", "Infinity", "-Infinity"));
    return OASFactory.createSchema()
        .description("A double; one that is not finite is a string.")
        .anyOf(List.of(simple(SchemaType.NUMBER), written));
  }

  private static Schema scales() {
    Schema range = object();
    property(range, "from", scale(), true);
    property(range, "to", scale(), true);
    property(
        range,
        "pointsPerDecade",
        simple(SchemaType.INTEGER)
            .minimum(BigDecimal.ONE)
            .maximum(BigDecimal.valueOf(1000))
            .defaultValue(4),
        false);
    return OASFactory.createSchema()
        .description("Scales α: a list, or a logarithmic range, both ends included.")
        .anyOf(List.of(array(scale()), range));
  }

  private static Schema axis() {
    Schema range = object();
    property(range, "from", simple(SchemaType.NUMBER), true);
    property(range, "to", simple(SchemaType.NUMBER), true);
    property(range, "points", whole(2, 100_000), false);
    property(range, "pointsPerDecade", whole(1, 1000), false);
    return OASFactory.createSchema()
        .description("A number, a list of numbers, or a range, both ends included.")
        .anyOf(List.of(simple(SchemaType.NUMBER), array(simple(SchemaType.NUMBER)), range));
  }

  private Schema generator() {
    Schema schema = simple(SchemaType.OBJECT);
    property(schema, "kind", simple(SchemaType.STRING), true);
    property(schema, "seed", nullable(simple(SchemaType.INTEGER).format("int64")), false);
    property(schema, "problem", nullable(simple(SchemaType.STRING)), false);
    add(Axis.class);
    return schema
        .description("A generator of the catalogue and its parameters, each a field of its own.")
        .additionalPropertiesSchema(nullable(reference("Axis")));
  }

  private static Schema scale() {
    return simple(SchemaType.NUMBER)
        .minimum(new BigDecimal("1e-300"))
        .maximum(new BigDecimal("1e300"));
  }

  private static Schema engine() {
    Schema integrator = object();
    property(integrator, "integrator", simple(SchemaType.STRING), true);
    property(integrator, "parameters", map(simple(SchemaType.NUMBER)), false);
    return OASFactory.createSchema()
        .description("The exact limit, or an integrator of the flow with its parameters.")
        .anyOf(
            List.of(simple(SchemaType.STRING).enumeration(List.of(EngineSpec.LIMIT)), integrator));
  }

  private static Schema simple(SchemaType type) {
    return OASFactory.createSchema().type(List.of(type));
  }

  private static Schema object() {
    return simple(SchemaType.OBJECT).additionalPropertiesSchema(nothing());
  }

  private static Schema nothing() {
    return OASFactory.createSchema().booleanSchema(false);
  }

  private static Schema array(Schema items) {
    return simple(SchemaType.ARRAY).items(items);
  }

  private static Schema map(Schema values) {
    return simple(SchemaType.OBJECT).additionalPropertiesSchema(values);
  }

  private static void property(Schema object, String name, Schema schema, boolean required) {
    object.addProperty(name, schema);
    if (required) {
      object.addRequired(name);
    }
  }

  private static Schema nullable(Schema schema) {
    if (schema.getType() == null) {
      return OASFactory.createSchema().anyOf(List.of(schema, simple(SchemaType.NULL)));
    }
    if (schema.getEnumeration() != null) {
      schema.addEnumeration(null);
    }
    var types = new ArrayList<>(schema.getType());
    types.add(SchemaType.NULL);
    return schema.type(types);
  }

  /** A reference to the schema called {@code name}. */
  static Schema reference(String name) {
    return OASFactory.createSchema().ref(REFERENCE + name);
  }

  /** The schema of one of {@code words}. */
  static Schema oneOf(String... words) {
    return simple(SchemaType.STRING).enumeration(Arrays.<Object>asList(words));
  }

  /** The schema of a whole number in [least, most]. */
  static Schema whole(long least, long most) {
    return simple(SchemaType.INTEGER)
        .minimum(BigDecimal.valueOf(least))
        .maximum(BigDecimal.valueOf(most));
  }

  /** The schema of a number in [least, most]. */
  static Schema range(long least, long most) {
    return simple(SchemaType.NUMBER)
        .minimum(BigDecimal.valueOf(least))
        .maximum(BigDecimal.valueOf(most));
  }

  /** The schema of a file. */
  static Schema file() {
    return simple(SchemaType.STRING).format("binary");
  }

  /** The schema of an object with all of {@code files}, which need not be there. */
  static Schema form(List<String> files) {
    Schema form = object();
    files.forEach(name -> property(form, name, file(), false));
    property(form, "name", simple(SchemaType.STRING), false);
    return form;
  }
}

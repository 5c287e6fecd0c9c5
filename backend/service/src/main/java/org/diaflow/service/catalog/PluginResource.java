package org.diaflow.service.catalog;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.diaflow.api.PluginView;
import org.diaflow.api.PluginView.CitationView;
import org.diaflow.api.PluginView.ParameterView;
import org.diaflow.engine.plugin.PluginEntry;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.ParameterSpec;
import org.jspecify.annotations.Nullable;

/** The list of plug-ins. */
@Produces(MediaType.APPLICATION_JSON)
@Path("/api/plugins")
public class PluginResource {

  /**
   * The answer of {@code GET /api/plugins}.
   *
   * @param items every plug-in found, usable or not
   */
  public record Catalog(List<PluginView> items) {}

  private final Plugins plugins;

  PluginResource(Plugins plugins) {
    this.plugins = plugins;
  }

  /** Every plug-in found at start-up, usable or not. */
  @GET
  public Catalog list() {
    return new Catalog(plugins.entries().stream().map(PluginResource::view).toList());
  }

  private static PluginView view(PluginEntry entry) {
    @Nullable Descriptor descriptor = entry.descriptor();
    @Nullable String kind = entry.kind() == null ? null : entry.kind().wireName();
    if (descriptor == null) {
      return new PluginView(
          null,
          kind,
          entry.state().wireName(),
          entry.reason(),
          null,
          entry.source(),
          null,
          List.of(),
          List.of(),
          List.of());
    }
    return new PluginView(
        descriptor.id(),
        kind,
        entry.state().wireName(),
        entry.reason(),
        descriptor.version(),
        entry.source(),
        descriptor.summary(),
        descriptor.capabilities(),
        descriptor.parameters().stream().map(PluginResource::view).toList(),
        descriptor.citations().stream().map(c -> new CitationView(c.text(), c.url())).toList());
  }

  private static ParameterView view(ParameterSpec spec) {
    return new ParameterView(
        spec.name(),
        spec.minimum(),
        spec.maximum(),
        spec.defaultValue(),
        spec.integer(),
        spec.unit(),
        spec.help(),
        spec.required());
  }
}

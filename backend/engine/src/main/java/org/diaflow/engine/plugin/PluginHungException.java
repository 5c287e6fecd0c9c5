package org.diaflow.engine.plugin;

/** A plug-in ignored its exhausted budget, and its thread was abandoned. */
public final class PluginHungException extends Exception {

  private static final long serialVersionUID = 1;

  PluginHungException(String plugin, long seconds) {
    super(
        "Plug-in '%s' ignored its budget for %d s and was left behind; remove or repair it."
            .formatted(plugin, seconds));
  }
}

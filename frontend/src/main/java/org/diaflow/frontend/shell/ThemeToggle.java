package org.diaflow.frontend.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.NativeButton;
import java.util.List;

/** A button that goes through the themes: as the system says, light, dark. */
final class ThemeToggle extends NativeButton {

  private static final long serialVersionUID = 1L;

  private static final List<String> THEMES = List.of("system", "light", "dark");
  private static final List<String> SIGNS = List.of("◐", "☀", "☾");

  private int chosen;

  ThemeToggle() {
    addClassName("df-theme");
    getElement().setAttribute("data-testid", "theme");
    label();
    addClickListener(click -> choose((chosen + 1) % THEMES.size()));
  }

  @Override
  protected void onAttach(AttachEvent event) {
    getElement()
        .executeJs("return window.diaflowTheme.current()")
        .then(
            String.class,
            theme -> {
              chosen = Math.max(0, THEMES.indexOf(theme));
              label();
            });
  }

  private void choose(int theme) {
    chosen = theme;
    label();
    getElement().executeJs("window.diaflowTheme.choose($0)", THEMES.get(theme));
  }

  private void label() {
    setText(SIGNS.get(chosen));
    String label = "Theme: " + THEMES.get(chosen);
    setAriaLabel(label);
    getElement().setAttribute("title", label);
  }
}

package org.diaflow.frontend.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.diaflow.frontend.client.BackendException;
import org.jboss.logging.Logger;

/** Work that must not hold up a page, and the way back to the page. */
public final class Background {

  private static final Logger LOG = Logger.getLogger(Background.class);

  private Background() {}

  /** Does {@code work} on a thread of its own, then tells the page its result or its failure. */
  public static <T> void run(
      UI ui, Supplier<T> work, Consumer<T> done, Consumer<BackendException> failed) {
    Thread.ofVirtual()
        .name("background")
        .start(
            () -> {
              try {
                T result = work.get();
                show(ui, () -> done.accept(result));
              } catch (BackendException e) {
                show(ui, () -> failed.accept(e));
              } catch (RuntimeException e) {
                LOG.error("The dashboard failed.", e);
                var sentence = "The dashboard failed; its log says more.";
                show(ui, () -> failed.accept(new BackendException(sentence, e)));
              }
            });
  }

  /** Has the page of {@code ui} do {@code update}; nothing happens if the page is gone. */
  public static void show(UI ui, Runnable update) {
    try {
      var _ = ui.access(update::run);
    } catch (UIDetachedException e) {
      LOG.debug("The page is gone.");
    }
  }
}

package org.diaflow.frontend.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewestTest {

  private final ArrayDeque<Runnable> page = new ArrayDeque<>();
  private final List<Integer> shown = new ArrayList<>();
  private final Newest<Integer> newest = new Newest<>(page::add, shown::add);

  @Test
  void aBusyPageComesToTheNewestValueAtOnce() {
    for (int k = 1; k <= 5; k++) {
      newest.accept(k);
    }
    assertEquals(1, page.size());
    page.remove().run();
    assertEquals(List.of(5), shown);

    newest.accept(6);
    page.remove().run();
    newest.accept(7);
    page.remove().run();
    assertEquals(List.of(5, 6, 7), shown);
  }

  @Test
  void aValueThatComesWhileAnotherIsShownIsShownAfterIt() {
    var reentrant = new ArrayList<Integer>();
    var holder = new ArrayList<Newest<Integer>>();
    holder.add(
        new Newest<>(
            page::add,
            value -> {
              reentrant.add(value);
              if (value == 1) {
                holder.getFirst().accept(2);
              }
            }));
    holder.getFirst().accept(1);
    while (!page.isEmpty()) {
      page.remove().run();
    }
    assertEquals(List.of(1, 2), reentrant);
  }
}

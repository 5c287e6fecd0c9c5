package org.diaflow.frontend.problem;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.diaflow.api.ProblemView;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.client.Multipart;
import org.diaflow.frontend.shell.Background;
import org.diaflow.frontend.shell.ErrorBanner;

/** Takes the files of a problem and hands them to the backend, whose verdict it shows verbatim. */
final class UploadForm extends Div {

  private static final long serialVersionUID = 1L;
  private static final String[] TABLES = {".csv", ".txt", ".npy", ".mtx", "text/csv", "text/plain"};
  private static final String[] ARCHIVES = {".npz", ".zip", "application/zip"};

  private final transient LabClient lab;
  private final transient Consumer<ProblemView> stored;
  private final transient Map<String, Chosen> files = new LinkedHashMap<>();
  private final TextField name = new TextField("Name");
  private final Button send = new Button("Check and store");
  private final ErrorBanner trouble = new ErrorBanner();

  /** A file that waits on this machine. */
  private record Chosen(String name, Path content) {}

  UploadForm(LabClient lab, Consumer<ProblemView> stored) {
    this.lab = lab;
    this.stored = stored;
    addClassName("df-stack");
    name.setHelperText("optional, for people");
    send.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    send.setDisableOnClick(true);
    send.getElement().setAttribute("data-testid", "upload");
    send.addClickListener(click -> send(UI.getCurrent()));
    var uploads =
        new Div(
            part("matrix", "Matrix A", "N rows of d numbers: CSV, .npy or .mtx", TABLES),
            part("observations", "Observations y", "N numbers, in one column or one row", TABLES),
            part("planted", "Planted x*", "optional: d numbers", TABLES),
            part("archive", "Or all in one", ".npz or .zip with A, y and perhaps x", ARCHIVES));
    uploads.addClassName("df-uploads");
    add(uploads, name, trouble, new Div(send));
  }

  @Override
  protected void onDetach(DetachEvent event) {
    files.values().forEach(UploadForm::discard);
    files.clear();
  }

  private Div part(String field, String title, String help, String... accepted) {
    var upload =
        new Upload(
            UploadHandler.toTempFile(
                (metadata, file) -> keep(field, new Chosen(metadata.fileName(), file.toPath()))));
    upload.setMaxFiles(1);
    upload.setAcceptedFileTypes(accepted);
    upload.addFileRemovedListener(removed -> forget(field));
    upload.getElement().setAttribute("data-testid", "file-" + field);
    var words = new Paragraph(help);
    words.addClassName("df-explanation");
    return new Div(new H3(title), words, upload);
  }

  private void keep(String field, Chosen file) {
    forget(field);
    files.put(field, file);
  }

  private void forget(String field) {
    Chosen old = files.remove(field);
    if (old != null) {
      discard(old);
    }
  }

  private void send(UI ui) {
    trouble.clear();
    var form = new Multipart();
    files.forEach((field, file) -> form.file(field, file.name(), file.content()));
    if (!name.isEmpty()) {
      form.text("name", name.getValue());
    }
    Background.run(
        ui,
        () -> lab.upload(form),
        stored,
        failure -> {
          send.setEnabled(true);
          trouble.show(failure);
        });
  }

  private static void discard(Chosen file) {
    try {
      Files.deleteIfExists(file.content());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The temporary file %s cannot be deleted.".formatted(file.content()), e);
    }
  }
}

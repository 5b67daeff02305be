/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "base/eo-error.h"
#include "desk/document/eo-document-print.h"

#define PRINT_DPI    300.0
#define MAX_PIXELS   4095 /* a side; the reader gives no more than 4096 */
#define MARKING_SIZE 9.0  /* points */

/* One printing. The operation owns it. */
typedef struct
{
  GTask             *task;
  GtkPrintOperation *operation;
  EoReader          *reader;
  char              *marking;
  GtkPrintContext   *context; /* of the page that is being drawn */
  GError            *error;
} Printing;

static void
printing_free (Printing *printing)
{
  g_clear_object (&printing->task);
  g_clear_object (&printing->reader);
  g_clear_object (&printing->context);
  g_clear_error (&printing->error);
  g_free (printing->marking);
  g_free (printing);
}

static double
draw_marking (Printing *printing,
              cairo_t  *cr,
              double    width,
              double    height)
{
  g_autoptr (PangoLayout) layout = NULL;
  g_autoptr (PangoFontDescription) font = NULL;
  int w, h;

  if (printing->marking == NULL || printing->marking[0] == '\0')
    return 0;
  layout = gtk_print_context_create_pango_layout (printing->context);
  font = pango_font_description_from_string ("Sans Bold");
  pango_font_description_set_size (font, (int) (MARKING_SIZE * PANGO_SCALE));
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, printing->marking, -1);
  pango_layout_get_pixel_size (layout, &w, &h);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_move_to (cr, (width - w) / 2, 0);
  pango_cairo_show_layout (cr, layout);
  cairo_move_to (cr, (width - w) / 2, height - h);
  pango_cairo_show_layout (cr, layout);
  return h + 4;
}

static void
draw (Printing *printing,
      EoPixels *pixels)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (printing->context);
  double width = gtk_print_context_get_width (printing->context);
  double height = gtk_print_context_get_height (printing->context);
  double edge = draw_marking (printing, cr, width, height);
  double scale = MIN (width / pixels->width, (height - 2 * edge) / pixels->height);
  cairo_surface_t *surface;

  /* The surface only reads, and is gone before the pixels are. */
  surface = cairo_image_surface_create_for_data ((guchar *) g_bytes_get_data (pixels->bytes, NULL),
                                                 CAIRO_FORMAT_ARGB32, pixels->width, pixels->height,
                                                 pixels->stride);
  cairo_save (cr);
  cairo_translate (cr, (width - pixels->width * scale) / 2, (height - pixels->height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
}

static void
on_rendered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Printing *printing = user_data;
  g_autoptr (GtkPrintOperation) operation = g_object_ref (printing->operation);
  g_autoptr (EoPixels) pixels = NULL;
  g_autoptr (GError) error = NULL;

  pixels = eo_reader_render_finish (printing->reader, result, &error);
  if (pixels != NULL)
    draw (printing, pixels);
  else if (printing->error == NULL)
    {
      printing->error = g_steal_pointer (&error);
      gtk_print_operation_cancel (operation);
    }
  g_clear_object (&printing->context);
  gtk_print_operation_draw_page_finish (operation);
  g_object_unref (operation);
}

/* A page that lies across is turned, so that it fills the paper. */
static int
rotation_for (double           width,
              double           height,
              GtkPrintContext *context)
{
  gboolean is_wide = width > height;
  gboolean is_wide_paper = gtk_print_context_get_width (context) > gtk_print_context_get_height (context);

  return is_wide == is_wide_paper ? 0 : 90;
}

static void
on_draw_page (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              Printing          *printing)
{
  double width, height, scale;

  if (printing->error != NULL)
    return;
  eo_reader_get_page_size (printing->reader, (guint) page, &width, &height);
  scale = MIN (PRINT_DPI / 72.0, MAX_PIXELS / MAX (MAX (width, height), 1));
  g_set_object (&printing->context, context);
  gtk_print_operation_set_defer_drawing (operation);
  g_object_ref (operation);
  eo_reader_render_async (printing->reader, (guint) page, scale, rotation_for (width, height, context),
                          g_task_get_cancellable (printing->task), on_rendered, printing);
}

static void
on_done (GtkPrintOperation       *operation,
         GtkPrintOperationResult  result,
         Printing                *printing)
{
  g_autoptr (GTask) task = g_steal_pointer (&printing->task);
  g_autoptr (GError) error = NULL;

  if (printing->error != NULL)
    g_task_return_error (task, g_steal_pointer (&printing->error));
  else if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      g_task_return_new_error (
        task, EO_ERROR, EO_ERROR_FAILED,
        _("The document was not printed: %s. Look whether the printer is on and reachable."),
        error != NULL ? error->message : "");
    }
  else
    g_task_return_boolean (task, TRUE);
}

void
eo_document_print_async (GtkWidget           *widget,
                         EoReader            *reader,
                         const char          *name,
                         const char          *marking,
                         const char          *path,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GtkPrintOperation) operation = NULL;
  GtkPrintOperationAction action = GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG;
  GtkRoot *root;
  Printing *printing;

  g_return_if_fail (GTK_IS_WIDGET (widget) && EO_IS_READER (reader) && name != NULL);

  operation = gtk_print_operation_new ();
  printing = g_new0 (Printing, 1);
  printing->operation = operation;
  printing->task = g_task_new (widget, cancellable, callback, user_data);
  g_task_set_source_tag (printing->task, eo_document_print_async);
  printing->reader = g_object_ref (reader);
  printing->marking = g_strdup (marking);
  g_object_set_data_full (G_OBJECT (operation), "eo-printing", printing, (GDestroyNotify) printing_free);

  gtk_print_operation_set_n_pages (operation, (int) eo_reader_get_n_pages (reader));
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  if (path != NULL)
    {
      gtk_print_operation_set_export_filename (operation, path);
      gtk_print_operation_set_show_progress (operation, FALSE);
      action = GTK_PRINT_OPERATION_ACTION_EXPORT;
    }
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), printing);
  g_signal_connect (operation, "done", G_CALLBACK (on_done), printing);
  root = gtk_widget_get_root (widget);
  gtk_print_operation_run (operation, action, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL);
}

gboolean
eo_document_print_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

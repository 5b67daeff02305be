#include "store/eo-store-private.h"
gboolean eo_search_index_record (EoWriter *writer, EoRecord *record, gboolean was, GError **error) { return TRUE; }
gboolean eo_search_remove_record (EoWriter *writer, const EoKind *kind, gint64 id, GError **error) { return TRUE; }
char *eo_search_match_expression (const char *text) { return NULL; }

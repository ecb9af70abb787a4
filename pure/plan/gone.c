// SPDX-License-Identifier: Apache-2.0
/*
 * Custom fields that a flow names and that were deleted since.  Pure.
 */
#include "pure/plan/inside.h"

/* Is it read, as customFields.level or customFields."Level"? */
static bool path_reads(struct text path, struct text name)
{
	static const char fields[] = "customFields.";
	const char *at = memmem(path.at, path.size, fields, sizeof(fields) - 1);

	if (!at)
		return false;
	at += sizeof(fields) - 1;
	struct text rest = { at, path.size - (size_t)(at - path.at) };
	if (rest.size && rest.at[0] == '"')
		rest = (struct text){ rest.at + 1, rest.size - 1 };
	if (rest.size < name.size || memcmp(rest.at, name.at, name.size))
		return false;
	return rest.size == name.size || strchr(".[\"", rest.at[name.size]);
}

static bool is_gone(const struct interpreter *w, struct text id)
{
	for (const struct json *g = json_first(w->job->gone); g; g = json_after(w->job->gone, g))
		if (text_same(g->text, id))
			return true;
	return false;
}

struct text interpreter_gone(const struct interpreter *w, const struct mapping *m)
{
	const struct json *fields = json_get(w->job->flow->bound, "fields");
	const struct json *own = fields ? json_find(fields, TEXT("")) : NULL;
	size_t count;
	const struct map_path *paths = map_paths(w->a, m, &count);

	for (const struct json *k = json_first(own), *id; k; k = json_after(own, id)) {
		id = json_after(own, k);
		for (size_t i = 0; i < count && is_gone(w, id->text); i++)
			if (path_reads(paths[i].path, k->text))
				return k->text;
	}
	return TEXT("");
}

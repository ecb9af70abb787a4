// SPDX-License-Identifier: Apache-2.0
/* Lists of texts, and JSON that we wrote ourselves. */
#include "base/json/texts.h"

#include "base/json/json.h"

#define LIST_SIZE_MAX ((size_t)4 << 20)

struct text texts_json(struct arena *a, const struct text *texts, size_t count)
{
	struct buffer buffer = buffer_open(a, LIST_SIZE_MAX);
	struct json_out o = json_open(&buffer);

	json_list(&o);
	for (size_t i = 0; i < count; i++)
		json_put_text(&o, texts[i]);
	json_close(&o);
	return buffer_text(&buffer);
}

const struct json *json_own(struct arena *a, struct text source)
{
	const struct json *json = NULL;
	struct text why;

	if (!source.size || json_read(a, source, &json, &why))
		return NULL;
	return json;
}

struct text *texts_read(struct arena *a, struct text list, size_t *count)
{
	const struct json *json = json_own(a, text_copy(a, list));
	struct text *texts = arena_take(a, sizeof(*texts) * ((json ? json->count : 0) + (size_t)1));

	*count = 0;
	if (!json_is(json, JSON_LIST))
		return texts;
	for (const struct json *v = json_first(json); v; v = json_after(json, v))
		texts[(*count)++] = json_text(v);
	return texts;
}

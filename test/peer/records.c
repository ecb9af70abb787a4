// SPDX-License-Identifier: Apache-2.0
/*
 * The peer as HighLevel: records of custom objects, whose lists are asked for page by page.
 */
#include "test/peer/peer.h"

static struct text record_type(struct asked *q)
{
	return text_format(q->arena, "record:%.*s", (int)q->key.size, q->key.at);
}

static void put_record(struct asked *q, const struct thing *t)
{
	json_map(&q->out);
	json_key(&q->out, "id");
	json_put_text(&q->out, t->id);
	json_key(&q->out, "objectKey");
	json_put_text(&q->out, q->key);
	json_key(&q->out, "properties");
	json_put(&q->out, t->json);
	put_instant(&q->out, "createdAt", t->made_ms);
	put_instant(&q->out, "updatedAt", t->changed_ms);
	json_close(&q->out);
}

static void reply_record(struct asked *q, int status, const struct thing *t)
{
	q->status = status;
	json_map(&q->out);
	json_key(&q->out, "record");
	put_record(q, t);
	json_close(&q->out);
}

void record_create(struct asked *q)
{
	if (location_is_ours(q, json_text(json_get(q->body, "locationId"))))
		reply_record(q, 201,
			     thing_make(q, record_type(q), json_get(q->body, "properties")));
}

void record_one(struct asked *q)
{
	struct thing *t = thing_find(q->peer, record_type(q), q->id);

	if (!t) {
		say(q, 404, "{\"message\":\"Record not found\",\"statusCode\":404}");
	} else if (text_is(q->method, "DELETE")) {
		thing_drop(q->peer, t);
		say(q, 200, "{\"id\":\"%.*s\",\"success\":true}", (int)q->id.size, q->id.at);
	} else {
		if (text_is(q->method, "PUT"))
			thing_change(q, t, json_get(q->body, "properties"));
		reply_record(q, 200, t);
	}
}

void record_search(struct asked *q)
{
	struct text type = record_type(q), query = json_text(json_get(q->body, "query"));
	const struct json *filters = json_get(q->body, "filters");
	int64_t page = 1, limit = 20, skip, total = 0;

	if (!location_is_ours(q, json_text(json_get(q->body, "locationId"))))
		return;
	json_whole(json_get(q->body, "page"), &page);
	json_whole(json_get(q->body, "pageLimit"), &limit);
	limit = limit > PAGE_MAX ? PAGE_MAX : limit;
	skip = (page - 1) * limit;
	q->status = 200;
	json_map(&q->out);
	json_key(&q->out, "records");
	json_list(&q->out);
	for (const struct thing *t = q->peer->things; t; t = t->next) {
		struct thing seen = *t;

		if (!text_same(t->type, type))
			continue;
		seen.json = thing_shown(q->peer, t, &seen.changed_ms);
		if (!seen.json || !text_holds(seen.json->text, query) ||
		    !filters_fit(filters, t, seen.json, seen.changed_ms))
			continue;
		if (total >= skip && total < skip + limit)
			put_record(q, &seen);
		total++;
	}
	json_close(&q->out);
	json_key(&q->out, "total");
	json_put_whole(&q->out, total);
	json_close(&q->out);
}

// SPDX-License-Identifier: Apache-2.0
/*
 * What is one thing to a flow, and stands in a list on the wire (the row says `wraps`).
 *
 * One member is written as a list of one, and the result that comes for it, with a status of its
 * own, is the answer.  A list of changes becomes the list of the things that changed, and beside it
 * the ids of those that are gone.
 */
#include "integration/remote/inside.h"

#include "base/time/clock.h"

#define SECONDS_MAX ((int64_t)1 << 36) /* the year 4147 */

struct text wrap_body(struct arena *a, const struct op *op, struct text body)
{
	return text_format(a, "{\"%.*s\":[%.*s]}", (int)op->wraps.in.size, op->wraps.in.at,
			   (int)body.size, body.at);
}

/* The one result; what did not stay as it was sent is a failure, not a success. */
static void result_take(struct arena *a, const struct op *op, struct remote_answer *answer)
{
	const struct json *result = json_first(json_find(answer->body, op->wraps.out));
	const struct json *refused = json_get(result, "refused");
	struct buffer b = buffer_open(a, 1024);
	int64_t status;

	if (!result || !json_whole(json_get(result, "status"), &status) || status < 200 ||
	    status > 599) {
		answer->body = NULL;
		return;
	}
	answer->status = (int)status;
	answer->body = result;
	for (const struct json *r = json_first(refused); r; r = json_after(refused, r))
		buffer_format(&b, "%s%.*s", b.size ? ", " : "it did not keep ",
			      (int)json_text(r).size, json_text(r).at);
	answer->dropped = buffer_text(&b);
}

/* What happened has no id of its own: the number in the log is its id. */
static void thing_put(struct json_out *o, const struct op *op, const struct json *item,
		      const struct json *thing)
{
	char at[CLOCK_ISO_SIZE];
	int64_t seconds;

	if (!op->follows.log || !json_is(thing, JSON_MAP)) {
		json_put(o, thing);
		return;
	}
	json_map(o);
	json_key(o, "id");
	json_put(o, json_get(item, "seq"));
	json_key(o, "entry");
	json_put(o, json_get(item, "id"));
	if (json_whole(json_get(item, "at"), &seconds) && seconds > 0 && seconds < SECONDS_MAX) {
		clock_iso(seconds * 1000, at);
		json_key(o, "at");
		json_put_c(o, at);
	}
	for (const struct json *k = json_first(thing), *v; k; k = json_after(thing, v)) {
		v = json_after(thing, k);
		if (text_is(k->text, "id") || text_is(k->text, "entry") || text_is(k->text, "at"))
			continue;
		json_key_text(o, k->text);
		json_put(o, v);
	}
	json_close(o);
}

/* {items: [{id, gone} | {id, member: {…}}], …} → {items: [{…}], gone: [id], …} */
static void items_take(struct arena *a, const struct op *op, struct remote_answer *answer)
{
	struct text list = op->gives->fields[0].name;
	const struct json *items = json_find(answer->body, list), *read;
	struct buffer b = buffer_open(a, BODY_MAX), gone = buffer_open(a, BODY_MAX);
	struct json_out o = json_open(&b), out = json_open(&gone);
	struct text why;

	json_map(&o);
	json_key_text(&o, list);
	json_list(&o);
	json_list(&out);
	for (const struct json *i = json_first(items); i; i = json_after(items, i)) {
		const struct json *thing = json_find(i, op->wraps.in);

		if (thing)
			thing_put(&o, op, i, thing);
		else if (json_flag(json_find(i, op->wraps.out)))
			json_put(&out, json_get(i, "id"));
	}
	json_close(&o);
	json_close(&out);
	json_key_text(&o, op->wraps.out);
	json_put_raw(&o, buffer_text(&gone));
	for (const struct json *k = json_first(answer->body), *v; k;
	     k = json_after(answer->body, v)) {
		v = json_after(answer->body, k);
		if (text_same(k->text, list))
			continue;
		json_key_text(&o, k->text);
		json_put(&o, v);
	}
	json_close(&o);
	answer->body = json_read(a, buffer_text(&b), &read, &why) ? NULL : read;
}

void answer_unwrap(struct arena *a, const struct op *op, struct remote_answer *answer)
{
	if (!op->wraps.in.size || answer->status >= 300 || !json_is(answer->body, JSON_MAP))
		return;
	if (op->reads)
		items_take(a, op, answer);
	else
		result_take(a, op, answer);
}

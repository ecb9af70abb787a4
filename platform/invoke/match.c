// SPDX-License-Identifier: Apache-2.0
/*
 * If-Match: a change is only made of the thing as whoever asks has seen it (RFC 9110, 13.1.1).
 *
 * The tag of a thing is made of the reply of the row that reads it, so it knows of every change
 * that a reader could see, also of what hangs on the thing and is told with it.  A change that
 * brings a tag reads the thing in its own transaction, as the same caller, and compares.  On SQLite
 * nobody comes between the look and the change; on PostgreSQL nobody who brings a tag as well.
 */
#include "platform/invoke/inside.h"

#include "platform/store/store.h"

#include <sodium.h>
#include <string.h>

/* It keeps nobody out: it must only differ where replies do, in every process alike. */
static const unsigned char key[crypto_shorthash_siphashx24_KEYBYTES];

struct text invoke_tag(struct call *call)
{
	struct text reply = buffer_text(&call->buffer);
	unsigned char sum[crypto_shorthash_siphashx24_BYTES];
	char hex[2 * sizeof(sum) + 1];

	crypto_shorthash_siphashx24(sum, (const unsigned char *)reply.at, reply.size, key);
	sodium_bin2hex(hex, sizeof(hex), sum, sizeof(sum));
	return text_format(call->arena, "\"%s\"", hex);
}

bool invoke_tag_listed(struct text list, struct text tag)
{
	struct text one;

	if (text_is(text_trim(list), "*"))
		return true;
	while (text_split(&list, ',', &one)) {
		one = text_trim(one);
		if (text_starts(one, "W/")) /* so a proxy that compresses says it */
			one = (struct text){ one.at + 2, one.size - 2 };
		if (text_same(one, tag))
			return true;
	}
	return false;
}

/* What stands in the path, as a map of values. */
static struct text path_values(struct call *call)
{
	struct buffer b = buffer_open(call->arena, 1 << 16);
	struct json_out o = json_open(&b);

	json_map(&o);
	for (size_t i = 0; i < call->op->param_count; i++) {
		json_key(&o, call->op->params[i].name_c);
		json_put_text(&o, call_text(call, call->op->params[i].name_c));
	}
	json_close(&o);
	return buffer_text(&b);
}

/* The thing as this caller would be told it over the wire, into `now`. */
static enum err look(struct call *call, struct call *now, struct text values)
{
	now->headers = call->headers; /* addresses in a reply are those that it came by */
	now->header_count = call->header_count;
	enum err e = invoke_inner_prepare(now, call->op->reader, values,
					  call_text(call, "locationId"));
	now->inside = false;
	if (!e)
		e = store_run(now);
	if (!e && now->err)
		e = now->err;
	if (!e && now->buffer.full)
		e = refuse(now, ERR_LARGE, "what is there is too large to be compared");
	return e;
}

/* In the transaction of the change, before it. */
static enum err match(struct call *call)
{
	struct call *now = invoke_inner(call, NULL);
	struct text values = path_values(call), name = call->op->reader->name;

	store_guard(call, "match",
		    text_format(call->arena, "%.*s:%.*s", (int)name.size, name.at, (int)values.size,
				values.at));
	enum err e = call->err ? call->err : look(call, now, values);
	if (e) {
		struct text said = invoke_complaint(now);
		return refuse(call, e, "If-Match: %.*s", (int)said.size, said.at);
	}
	struct text tag = invoke_tag(now), thing = buffer_text(&now->buffer);
	if (invoke_tag_listed(call_header(call, "if-match"), tag))
		return ERR_OK;
	call_reply_header(call, "ETag", tag);
	return refuse_more(call, ERR_STALE,
			   text_format(call->arena, "\"current\":%.*s}", (int)thing.size, thing.at),
			   "It was changed since you read it: nothing was done.");
}

/* "…" or W/"…", without a quote in it */
static bool tag_well_formed(struct text tag)
{
	if (text_starts(tag, "W/"))
		tag = (struct text){ tag.at + 2, tag.size - 2 };
	if (tag.size < 2 || tag.at[0] != '"' || tag.at[tag.size - 1] != '"')
		return false;
	return !memchr(tag.at + 1, '"', tag.size - 2);
}

static bool list_well_formed(struct text list)
{
	struct text one;

	if (text_is(text_trim(list), "*"))
		return true;
	while (text_split(&list, ',', &one))
		if (!tag_well_formed(text_trim(one)))
			return false;
	return true;
}

enum err match_ask(struct call *call)
{
	struct text list = call_header(call, "if-match");

	if (call->op->reads || !list.size)
		return ERR_OK;
	if (!list_well_formed(list))
		return refuse(call, ERR_BAD,
			      "If-Match must be *, or tags as an ETag gave them: \"…\", \"…\"");
	if (!call->op->reader)
		return refuse(call, ERR_BAD,
			      "If-Match: no operation reads what %s %.*s changes, by itself",
			      text_c(call->arena, call->op->method), (int)call->op->path.size,
			      call->op->path.at);
	call->first = match;
	return ERR_OK;
}

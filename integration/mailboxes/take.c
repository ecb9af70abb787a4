// SPDX-License-Identifier: Apache-2.0
/*
 * A letter is read, and given to the conversations by their operation, as one who may ask all of
 * the location.  What is refused is counted, with why, and does not hold up the next.
 */
#include "integration/mailboxes/inside.h"
#include "platform/invoke/invoke.h"

#define LETTER_JSON_MAX ((size_t)2 << 20)

struct text letter_input(struct arena *a, const struct mailbox *box, struct text raw, size_t whole)
{
	struct buffer *b = arena_take(a, sizeof(*b));
	struct json_out o;

	*b = buffer_open(a, LETTER_JSON_MAX);
	o = json_open(b);
	json_map(&o);
	json_key(&o, "locationId");
	json_put_text(&o, box->location_id);
	json_key(&o, "unknown");
	json_put_text(&o, box->makes ? TEXT("make") : TEXT("drop"));
	bool fine = letter_read(a, raw, whole, &o);
	json_close(&o);
	return fine && !b->full ? buffer_text(b) : (struct text){ 0 };
}

static enum err count(struct call *call, const struct mailbox *box, const struct taken *t)
{
	call_set_text(call, "mailboxId", box->id);
	call_set_text(call, "mailboxNote", t->reason);
	call_set_flag(call, "mailboxKept", !t->reason.size);
	call_set_flag(call, "mailboxRefused", t->refused);
	call_set_whole(call, "mailboxNow", call->now_ms);
	return store_do(call, "UPDATE mailbox SET"
			      " taken = taken + CASE WHEN :mailboxKept THEN 1 ELSE 0 END,"
			      " passed = passed + CASE WHEN :mailboxKept OR :mailboxRefused THEN 0"
			      " ELSE 1 END,"
			      " refused = refused + CASE WHEN :mailboxRefused THEN 1 ELSE 0 END,"
			      " note = CASE WHEN :mailboxRefused THEN CAST(:mailboxNote AS TEXT)"
			      " ELSE note END WHERE location_id = :locationId AND id = :mailboxId");
}

enum err letter_give(struct call *call, const struct mailbox *box, struct text input,
		     struct taken *out)
{
	static const struct text every = TEXT("*");
	const struct caller caller = { .token_id = TEXT("mailbox"),
				       .class = TOKEN_LOCATION,
				       .company_id = box->company_id,
				       .location_id = box->location_id,
				       .scopes = &every,
				       .scope_count = 1 };
	const struct json *reply;
	struct invoked told = { 0 };
	enum err e = ERR_OK;
	struct text why;

	*out = (struct taken){ 0 };
	if (input.size) {
		const struct invocation ask = {
			.op = catalogue_find(call->app->catalogue, TEXT("add-an-inbound-email")),
			.input = input,
			.location = box->location_id,
			.caller = &caller,
		};
		e = invoke_try(call, &ask, &told);
	}
	if (e)
		return e;
	if (!input.size || told.err) {
		out->refused = true;
		out->reason = input.size ? text_copy(call->arena, told.why)
					 : TEXT("It has no sender, or cannot be read.");
	} else if (!json_read(call->arena, told.body, &reply, &why) &&
		   !json_flag(json_get(reply, "kept"))) {
		out->reason = text_copy(call->arena, json_text(json_get(reply, "reason")));
	}
	call_set_text(call, "locationId", box->location_id);
	return count(call, box, out);
}

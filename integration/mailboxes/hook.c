// SPDX-License-Identifier: Apache-2.0
/*
 * What a provider of mail posts to the secret address of a mailbox.
 *
 * It is the letter itself (message/rfc822), or a form or JSON that has it whole in one member:
 *
 *	RawEmail     Postmark ("include raw e-mail content"), and others
 *	body-mime    Mailgun (routes to an address that ends in mime)
 *	email        SendGrid (inbound parse, "post the raw, full MIME message")
 *	content      Amazon SES, as SNS posts it: within Message, in base64 or not
 *	raw          whoever writes one by himself
 *
 * It is read and kept before it is answered.
 */
#include "integration/mailboxes/inside.h"

#include <gmime/gmime.h>
#include <sodium.h>
#include <string.h>

#define KEY_MAX 100

struct hooked {
	struct mailbox box;
	struct text raw, note, input;
};

/* --- what is in it --- */

static const char *const members[] = { "RawEmail", "body-mime", "email", "raw", NULL };

static struct text unbase64(struct arena *a, struct text t)
{
	char *out = arena_bytes(a, t.size + 1);
	size_t size = 0;

	if (sodium_base642bin((unsigned char *)out, t.size, t.at, t.size, "\r\n ", &size, NULL,
			      sodium_base64_VARIANT_ORIGINAL))
		return t;
	return (struct text){ out, size };
}

/* A letter has a colon in its first line; else it is in base64. */
static struct text plain_or_base64(struct arena *a, struct text t)
{
	const char *end = t.size ? memchr(t.at, '\n', t.size) : NULL;
	size_t size = end ? (size_t)(end - t.at) : t.size;

	return size && memchr(t.at, ':', size) ? t : unbase64(a, t);
}

static struct text of_ses(struct arena *a, const struct json *said, struct text *note)
{
	struct text message = json_text(json_get(said, "Message")), why;
	struct text confirm = json_text(json_get(said, "SubscribeURL"));
	const struct json *inner = said;

	if (confirm.size) {
		*note = text_format(a, "Amazon SNS asks to be confirmed: open %.*s",
				    (int)(confirm.size < 1000 ? confirm.size : 1000), confirm.at);
		return (struct text){ 0 };
	}
	if (message.size && json_read(a, message, &inner, &why))
		return (struct text){ 0 };
	return plain_or_base64(a, json_text(json_get(inner, "content")));
}

static struct text of_json(struct arena *a, struct text body, struct text *note)
{
	const struct json *said;
	struct text why;

	if (json_read(a, body, &said, &why) || !json_is(said, JSON_MAP))
		return (struct text){ 0 };
	for (const char *const *m = members; *m; m++) {
		struct text t = json_text(json_get(said, *m));
		if (t.size)
			return plain_or_base64(a, t);
	}
	return of_ses(a, said, note);
}

static int hex_of(char c)
{
	const char *digits = "0123456789abcdef";
	const char *at = c ? strchr(digits, c | 0x20) : NULL;

	return at ? (int)(at - digits) : -1;
}

static struct text form_value(struct arena *a, struct text t)
{
	char *out = arena_bytes(a, t.size + 1);
	size_t size = 0;

	for (size_t i = 0; i < t.size; i++) {
		char c = t.at[i] == '+' ? ' ' : t.at[i];
		if (c == '%' && i + 2 < t.size && hex_of(t.at[i + 1]) >= 0 &&
		    hex_of(t.at[i + 2]) >= 0) {
			c = (char)(hex_of(t.at[i + 1]) * 16 + hex_of(t.at[i + 2]));
			i += 2;
		}
		out[size++] = c;
	}
	return (struct text){ out, size };
}

static bool is_member(struct text name)
{
	for (const char *const *m = members; *m; m++)
		if (text_is(name, *m))
			return true;
	return false;
}

static struct text of_form(struct arena *a, struct text body)
{
	struct text pair, name;

	while (text_split(&body, '&', &pair))
		if (text_split(&pair, '=', &name) && is_member(form_value(a, name)))
			return form_value(a, pair);
	return (struct text){ 0 };
}

struct finding {
	struct arena *arena;
	struct text found;
};

static void part_look(GMimeObject *parent, GMimeObject *part, gpointer of)
{
	struct finding *f = of;
	const char *name = g_mime_object_get_content_disposition_parameter(part, "name");
	GMimeStream *stream;

	(void)parent;
	if (f->found.size || !GMIME_IS_PART(part) || !name || !is_member(text_of(name)))
		return;
	stream = g_mime_stream_mem_new();
	if (g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(GMIME_PART(part)), stream) >
	    0) {
		GByteArray *all = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
		f->found = text_copy(f->arena, (struct text){ (const char *)all->data, all->len });
	}
	g_object_unref(stream);
}

/* A form of several parts is MIME as well. */
static struct text of_parts(struct arena *a, struct text type, struct text body)
{
	struct finding f = { .arena = a };
	struct buffer b = buffer_open(a, type.size + body.size + 1024);

	buffer_format(&b, "MIME-Version: 1.0\r\nContent-Type: %.*s\r\n\r\n", (int)type.size,
		      type.at);
	buffer_add(&b, body); /* it may have a NUL */
	struct text whole = buffer_text(&b);

	if (letter_deep(whole))
		return (struct text){ 0 };
	gmime_need();
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(whole.at, whole.size);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeObject *top = g_mime_parser_construct_part(parser, NULL);
	if (top && GMIME_IS_MULTIPART(top))
		g_mime_multipart_foreach(GMIME_MULTIPART(top), part_look, &f);
	if (top)
		g_object_unref(top);
	g_object_unref(parser);
	g_object_unref(stream);
	return f.found;
}

static bool is_type(struct text type, const char *start)
{
	size_t size = strlen(start);

	return type.size >= size && text_alike((struct text){ type.at, size }, text_of(start));
}

static struct text letter_of(struct call *call, struct text *note)
{
	struct text type = call_header(call, "content-type"), body = call->body;

	if (is_type(type, "message/rfc822"))
		return body;
	if (is_type(type, "application/x-www-form-urlencoded"))
		return of_form(call->arena, body);
	if (is_type(type, "multipart/form-data"))
		return of_parts(call->arena, type, body);
	return of_json(call->arena, body, note);
}

/* --- kept --- */

static enum err hooked_keep(struct call *call)
{
	struct hooked *h = call->job;
	struct taken taken = { 0 };

	call_set_text(call, "locationId", h->box.location_id);
	if (h->note.size) {
		call_set_text(call, "mailboxId", h->box.id);
		call_set_text(call, "mailboxNote", h->note);
		json_key(&call->out, "kept");
		json_put_flag(&call->out, false);
		return store_do(call, "UPDATE mailbox SET note = :mailboxNote"
				      " WHERE location_id = :locationId AND id = :mailboxId");
	}
	enum err e = letter_give(call, &h->box, h->input, &taken);
	if (e)
		return e;
	json_key(&call->out, "kept");
	json_put_flag(&call->out, !taken.reason.size);
	if (taken.reason.size) {
		json_key(&call->out, "reason");
		json_put_text(&call->out, taken.reason);
	}
	return call->err;
}

/* In a thread that may wait. */
static enum err hooked_take(struct call *call)
{
	struct hooked *h = call->job;

	if (!h->note.size)
		h->input = letter_input(call->arena, &h->box, h->raw, h->raw.size);
	return blocking_pool_perform(call, hooked_keep);
}

enum err mail_hook(struct call *call)
{
	struct hooked *h = arena_take(call->arena, sizeof(*h));
	unsigned char sum[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(sum) + 1];
	struct text key = call_text(call, "word");

	*h = (struct hooked){ 0 };
	crypto_hash_sha256(sum, (const unsigned char *)key.at, key.size < KEY_MAX ? key.size : 0);
	sodium_bin2hex(hex, sizeof(hex), sum, sizeof(sum));
	call_set_text(call, "hookKey", text_of(hex));
	if (!store_load(call, "SELECT b.id AS box_id, b.location_id AS box_location,"
			      " l.company_id AS box_company, b.unknown AS box_unknown"
			      " FROM mailbox b JOIN location l ON l.id = b.location_id"
			      " WHERE b.hook_key = :hookKey"))
		return call->err ? call->err : refuse(call, ERR_MISSING, "There is no such hook.");
	h->box = (struct mailbox){
		.id = text_copy(call->arena, call_text(call, "boxId")),
		.location_id = text_copy(call->arena, call_text(call, "boxLocation")),
		.company_id = text_copy(call->arena, call_text(call, "boxCompany")),
		.makes = text_is(call_text(call, "boxUnknown"), "make"),
	};
	h->raw = letter_of(call, &h->note);
	if (!h->raw.size && !h->note.size)
		return refuse(call, ERR_INVALID,
			      "There is no letter in it: send it as message/rfc822, or whole in one"
			      " of RawEmail, body-mime, email, content, raw.");
	if (h->raw.size > LETTER_MAX)
		return refuse(call, ERR_LARGE, "The e-mail is too large.");
	call->job = h;
	call->after = hooked_take;
	return ERR_OK;
}

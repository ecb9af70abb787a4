// SPDX-License-Identifier: Apache-2.0
/*
 * What a mail server says of a letter of ours: that it did not arrive (RFC 3464), or that whoever
 * has it complains (RFC 5965).  Which letter it is tells the part that comes back.
 */
#include "integration/mailboxes/inside.h"

#include <gmime/gmime.h>
#include <string.h>

#define SAID_MAX     ((size_t)64 << 10)
#define RECEIVER_MAX 20

struct report {
	struct arena *arena;
	struct text status; /* the fields of message/delivery-status, or feedback-report */
	struct text id;	    /* Message-ID of what came back */
	bool complaint;
};

static struct text bytes_of(struct arena *a, GMimePart *part)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *stream = g_mime_stream_mem_new();
	struct text t = { 0 };

	if (content && g_mime_data_wrapper_write_to_stream(content, stream) > 0) {
		GByteArray *all = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
		t = (struct text){ (const char *)all->data,
				   all->len < SAID_MAX ? all->len : SAID_MAX };
		t = text_copy(a, t);
	}
	g_object_unref(stream);
	return t;
}

/* The value of a field, without the word before its semicolon: rfc822; ann@example.com. */
static struct text field(struct text block, const char *name)
{
	struct text line;
	size_t size = strlen(name);

	while (text_split(&block, '\n', &line)) {
		if (line.size <= size || line.at[size] != ':' ||
		    !text_alike((struct text){ line.at, size }, text_of(name)))
			continue;
		struct text value = { line.at + size + 1, line.size - size - 1 };
		const char *semicolon = memchr(value.at, ';', value.size);
		if (semicolon && strcmp(name, "Diagnostic-Code") != 0)
			value = (struct text){ semicolon + 1,
					       (size_t)(value.at + value.size - semicolon - 1) };
		return text_trim(value);
	}
	return (struct text){ 0 };
}

static struct text unbracketed(struct text id)
{
	id = text_trim(id);
	if (id.size > 2 && id.at[0] == '<' && id.at[id.size - 1] == '>')
		return (struct text){ id.at + 1, id.size - 2 };
	return id;
}

static void part_look(GMimeObject *parent, GMimeObject *part, gpointer of)
{
	struct report *r = of;
	GMimeContentType *type = g_mime_object_get_content_type(part);

	(void)parent;
	if (GMIME_IS_MESSAGE_PART(part)) {
		GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
		const char *id = inner ? g_mime_message_get_message_id(inner) : NULL;
		if (id && !r->id.size)
			r->id = text_copy(r->arena, text_of(id));
		return;
	}
	if (!GMIME_IS_PART(part))
		return;
	if (g_mime_content_type_is_type(type, "message", "delivery-status"))
		r->status = bytes_of(r->arena, GMIME_PART(part));
	if (g_mime_content_type_is_type(type, "message", "feedback-report"))
		r->complaint = true;
	if (g_mime_content_type_is_type(type, "text", "rfc822-headers") && !r->id.size)
		r->id = unbracketed(field(bytes_of(r->arena, GMIME_PART(part)), "Message-ID"));
}

static void line_put(struct json_out *o, const char *key, struct text value, size_t most)
{
	struct text kept = { value.at, value.size < most ? value.size : most };

	kept.size = text_utf8_size(kept);
	if (!kept.size)
		return;
	json_key(o, key);
	json_put_text(o, kept);
}

static void bounce_put(const struct report *r, struct text block, struct json_out *o)
{
	struct text receiver = field(block, "Original-Recipient");

	if (!receiver.size)
		receiver = field(block, "Final-Recipient");
	json_map(o);
	line_put(o, "id", r->id, 300);
	line_put(o, "receiver", text_lower(r->arena, receiver), 320);
	line_put(o, "action", r->complaint ? TEXT("complaint") : field(block, "Action"), 50);
	line_put(o, "status", field(block, "Status"), 20);
	line_put(o, "diagnostic", field(block, "Diagnostic-Code"), 500);
	json_close(o);
}

/* A block for each receiver; the first is of the whole letter. */
static void blocks_put(const struct report *r, struct json_out *o)
{
	struct text rest = r->status;
	size_t count = 0;

	while (rest.size && count < RECEIVER_MAX) {
		size_t end = 0;
		while (end < rest.size && !(rest.at[end] == '\n' && end + 1 < rest.size &&
					    (rest.at[end + 1] == '\n' || rest.at[end + 1] == '\r')))
			end++;
		struct text block = { rest.at, end };
		if (field(block, "Action").size) {
			bounce_put(r, block, o);
			count++;
		}
		end = end < rest.size ? end + 1 : end;
		rest = (struct text){ rest.at + end, rest.size - end };
		while (rest.size && (rest.at[0] == '\n' || rest.at[0] == '\r'))
			rest = (struct text){ rest.at + 1, rest.size - 1 };
	}
}

bool report_put(struct arena *a, GMimeMessage *message, struct json_out *out)
{
	struct report r = { .arena = a };
	GMimeObject *top = g_mime_message_get_mime_part(message);
	GMimeContentType *type = top ? g_mime_object_get_content_type(top) : NULL;

	if (!type || !g_mime_content_type_is_type(type, "multipart", "report"))
		return false;
	g_mime_message_foreach(message, part_look, &r);
	if (!r.complaint && !r.status.size)
		return false;
	json_key(out, "bounces");
	json_list(out);
	if (r.complaint)
		bounce_put(&r, TEXT(""), out);
	else
		blocks_put(&r, out);
	json_close(out);
	return true;
}

// SPDX-License-Identifier: Apache-2.0
/*
 * What is sent to a hook, as JSON: JSON of any kind, a form, or a form in parts (multipart).
 *
 * Whoever sends it cannot be asked again, so nothing is lost that can be understood: a name that
 * stands twice, or ends with [], is a list; bytes that are no UTF-8 are read as Windows-1252; a %
 * that begins no escape is a %.  What cannot be kept is refused with a sentence.  Of a file its
 * name, type and size are kept, not yet what is in it.
 */
#include "base/core/index.h"
#include "integration/flows/inside.h"

#define FIELDS_MAX   5000
#define PAYLOAD_MAX  (1 << 20)
#define BOUNDARY_MAX 200

/* One field, by its first coming; values are JSON. */
struct field_sent {
	struct text name;
	bool list; /* name[] */
	size_t count, room;
	struct text *values;
};

struct form {
	struct call *call;
	struct field_sent *fields;
	size_t count, values;
	struct index index;
};

/* --- text --- */

/* What Windows-1252 has in 80…9F; 0: nothing, it is taken as in Latin-1. */
static const uint16_t high[32] = {
	0x20ac, 0,	0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
	0x2039, 0x0152, 0,	0x017d, 0,	0,	0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
	0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,	0x017e, 0x0178,
};

static struct text windows_text(struct arena *a, struct text t)
{
	struct buffer b = buffer_open(a, 3 * t.size + 1);

	for (size_t i = 0; i < t.size; i++) {
		unsigned c = (unsigned char)t.at[i];
		if (c >= 0x80 && c < 0xa0 && high[c - 0x80])
			c = high[c - 0x80];
		if (c >= 0x800) {
			buffer_byte(&b, (char)(0xe0 | c >> 12));
			buffer_byte(&b, (char)(0x80 | (c >> 6 & 0x3f)));
		} else if (c >= 0x80) {
			buffer_byte(&b, (char)(0xc0 | c >> 6));
		}
		buffer_byte(&b, (char)(c < 0x80 ? c : 0x80 | (c & 0x3f)));
	}
	return buffer_text(&b);
}

/* False, and refused: it holds a NUL. */
static bool text_read(struct call *call, struct text t, struct text *out)
{
	*out = t;
	if (t.size && memchr(t.at, '\0', t.size)) {
		refuse(call, ERR_BAD, "The body holds the NUL character, which no text may.");
		return false;
	}
	if (!text_utf8(t))
		*out = windows_text(call->arena, t);
	return true;
}

static int hex_value(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

static struct text unescaped(struct arena *a, struct text t)
{
	char *at = arena_bytes(a, t.size + 1);
	size_t size = 0;

	for (size_t i = 0; i < t.size; i++) {
		bool escape = t.at[i] == '%' && i + 2 < t.size && hex_value(t.at[i + 1]) >= 0 &&
			      hex_value(t.at[i + 2]) >= 0;
		if (escape)
			at[size++] = (char)(hex_value(t.at[i + 1]) * 16 + hex_value(t.at[i + 2]));
		else
			at[size++] = t.at[i] == '+' ? ' ' : t.at[i];
		i += escape ? 2 : 0;
	}
	return (struct text){ at, size };
}

/* --- fields --- */

static struct field_sent *field_named(struct form *f, struct text name)
{
	size_t at = f->count;

	if (index_find(&f->index, name, &at))
		return &f->fields[at];
	index_put(&f->index, name, at);
	f->fields[at] = (struct field_sent){ .name = name };
	return &f->fields[f->count++];
}

static bool field_add(struct form *f, struct text name, struct text value)
{
	bool list = name.size > 2 && text_ends(name, "[]");

	if (!name.size)
		return true;
	if (f->values++ == FIELDS_MAX) {
		refuse(f->call, ERR_LARGE, "The form has more than %d fields.", FIELDS_MAX);
		return false;
	}
	name.size -= list ? 2 : 0;
	struct field_sent *field = field_named(f, name);
	field->list |= list;
	if (field->count == field->room) {
		size_t room = field->room ? 2 * field->room : 1;
		field->values = arena_grow(f->call->arena, field->values,
					   field->room * sizeof(*field->values),
					   room * sizeof(*field->values));
		field->room = room;
	}
	field->values[field->count++] = value;
	return true;
}

static struct text value_json(struct arena *a, struct text value)
{
	struct buffer b = buffer_open(a, 6 * value.size + 3);
	struct json_out o = json_open(&b);

	json_put_text(&o, value);
	return buffer_text(&b);
}

static struct form form_open(struct call *call)
{
	struct form f = { .call = call, .index = index_open(call->arena) };

	f.fields = arena_take(call->arena, FIELDS_MAX * sizeof(*f.fields));
	return f;
}

static struct text form_json(const struct form *f)
{
	struct buffer b = buffer_open(f->call->arena, (size_t)8 << 20);
	struct json_out o = json_open(&b);

	json_map(&o);
	for (size_t i = 0; i < f->count; i++) {
		const struct field_sent *field = &f->fields[i];
		bool list = field->list || field->count > 1;
		json_key_text(&o, field->name);
		if (list)
			json_list(&o);
		for (size_t v = 0; v < field->count; v++)
			json_put_raw(&o, field->values[v]);
		if (list)
			json_close(&o);
	}
	json_close(&o);
	return buffer_text(&b);
}

/* name=Ann&color[]=red&color[]=blue */
static bool form_read(struct form *f, struct text body)
{
	struct arena *a = f->call->arena;
	struct text pair, name;

	while (text_split(&body, '&', &pair)) {
		text_split(&pair, '=', &name);
		if (!text_read(f->call, unescaped(a, name), &name) ||
		    !text_read(f->call, unescaped(a, pair), &pair) ||
		    !field_add(f, name, value_json(a, pair)))
			return false;
	}
	return true;
}

/* --- in parts --- */

/* In `form-data; name="a"; filename="b.png"`, or the like: what the word is. */
static struct text word_of(struct text line, const char *word)
{
	struct text rest = line, part, name;

	while (text_split(&rest, ';', &part)) {
		text_split(&part, '=', &name);
		if (!text_alike(text_trim(name), text_of(word)))
			continue;
		part = text_trim(part);
		if (part.size > 1 && part.at[0] == '"' && part.at[part.size - 1] == '"')
			part = (struct text){ part.at + 1, part.size - 2 };
		return part;
	}
	return (struct text){ 0 };
}

static struct text header_of(struct text head, const char *name)
{
	struct text line, key;

	while (text_split(&head, '\n', &line)) {
		text_split(&line, ':', &key);
		if (text_alike(text_trim(key), text_of(name)))
			return text_trim(line);
	}
	return (struct text){ 0 };
}

/* A file: what is known of it. */
static struct text file_json(struct arena *a, struct text name, struct text type, size_t size)
{
	struct buffer b = buffer_open(a, 6 * (name.size + type.size) + 200);
	struct json_out o = json_open(&b);

	json_map(&o);
	json_key(&o, "name");
	json_put_text(&o, name);
	json_key(&o, "type");
	json_put_text(&o, type.size ? type : TEXT("application/octet-stream"));
	json_key(&o, "size");
	json_put_whole(&o, (int64_t)size);
	json_close(&o);
	return buffer_text(&b);
}

static bool part_read(struct form *f, struct text part)
{
	struct arena *a = f->call->arena;
	const char *gap = memmem(part.at, part.size, "\r\n\r\n", 4);
	struct text name, file, type, value;

	if (!gap) {
		refuse(f->call, ERR_BAD, "A part of the form has no end of its headers.");
		return false;
	}
	struct text head = { part.at, (size_t)(gap - part.at) };
	value = (struct text){ gap + 4, part.size - head.size - 4 };
	struct text line = header_of(head, "content-disposition");
	bool is_file = memmem(line.at ? line.at : "", line.size, "filename", 8) != NULL;
	if (!text_read(f->call, word_of(line, "name"), &name) ||
	    !text_read(f->call, word_of(line, "filename"), &file) ||
	    !text_read(f->call, header_of(head, "content-type"), &type))
		return false;
	if (is_file) /* an input without a file is sent as one without name and content */
		return file.size || value.size
			       ? field_add(f, name, file_json(a, file, type, value.size))
			       : true;
	return text_read(f->call, value, &value) && field_add(f, name, value_json(a, value));
}

/* The parts stand between lines of --boundary; the last line ends with --. */
static bool parts_read(struct form *f, struct text body, struct text boundary)
{
	struct text mark = text_format(f->call->arena, "\r\n--%.*s", (int)boundary.size,
				       boundary.at);
	const char *end = body.at + body.size;
	const char *at = body.size >= mark.size - 2 &&
					 memcmp(body.at, mark.at + 2, mark.size - 2) == 0
				 ? body.at + mark.size - 2
				 : NULL;

	if (!at) {
		at = memmem(body.at, body.size, mark.at, mark.size);
		at = at ? at + mark.size : NULL;
	}
	while (at && end - at >= 2 && memcmp(at, "--", 2) != 0) {
		const char *head = memchr(at, '\n', (size_t)(end - at));
		const char *next = head ? memmem(head, (size_t)(end - head), mark.at, mark.size)
					: NULL;
		if (!next)
			break;
		head++;
		if (!part_read(f, (struct text){ head, next > head ? (size_t)(next - head) : 0 }))
			return false;
		at = next + mark.size;
	}
	if (at && end - at >= 2 && memcmp(at, "--", 2) == 0)
		return true;
	refuse(f->call, ERR_BAD, "The form ends before its last boundary, or has none.");
	return false;
}

/* --- all of it --- */

static struct text json_plain(struct call *call, struct text body)
{
	if (text_starts(body, "\xef\xbb\xbf"))
		body = (struct text){ body.at + 3, body.size - 3 };
	body = text_trim(body);
	if (!body.size)
		return TEXT("{}");
	return text_utf8(body) || memchr(body.at, '\0', body.size)
		       ? body
		       : windows_text(call->arena, body);
}

enum err hook_body(struct call *call, const struct json **out)
{
	struct text sent = call_header(call, "content-type"), type, rest = sent, why;
	struct text json = { 0 }, boundary = word_of(sent, "boundary");
	struct form f;

	text_split(&rest, ';', &type);
	type = text_lower(call->arena, text_trim(type));
	if (text_is(type, "multipart/form-data")) {
		if (!boundary.size || boundary.size > BOUNDARY_MAX)
			return refuse(call, ERR_BAD, "The form in parts says no boundary.");
		f = form_open(call);
		if (!parts_read(&f, call->body, boundary))
			return call->err;
		json = form_json(&f);
	} else if (text_is(type, "application/x-www-form-urlencoded")) {
		f = form_open(call);
		if (!form_read(&f, call->body))
			return call->err;
		json = form_json(&f);
	} else {
		json = json_plain(call, call->body);
	}
	if (json.size > PAYLOAD_MAX)
		return refuse(call, ERR_LARGE, "What is sent is more than 1 MiB.");
	if (json_read(call->arena, json, out, &why))
		return refuse(call, ERR_BAD, "The body must be JSON or a form: %.*s", (int)why.size,
			      why.at);
	return ERR_OK;
}

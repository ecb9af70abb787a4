// SPDX-License-Identifier: Apache-2.0
/*
 * Forms with files, as a story says them.
 */
#include "test/story/story.h"

/* Bytes as a story writes them: \r \n \\ \x00 */
struct text story_bytes(struct play *p, struct text in)
{
	char *to = arena_bytes(p->arena, in.size + 1);
	size_t size = 0;

	for (size_t i = 0; i < in.size; i++) {
		char next = i + 1 < in.size ? in.at[i + 1] : 0;
		unsigned code;

		if (in.at[i] != '\\' || !strchr("rn\\x", next) || !next) {
			to[size++] = in.at[i];
		} else if (next == 'x' && i + 3 < in.size && sscanf(in.at + i + 2, "%2x", &code)) {
			to[size++] = (char)code;
			i += 3;
		} else {
			to[size++] = (char)(next == 'r' ? '\r' : next == 'n' ? '\n' : '\\');
			i++;
		}
	}
	return (struct text){ to, size };
}

#define FORM_MAX (1 << 20)

static void part_open(struct play *p, struct text name)
{
	if (!p->form.arena)
		p->form = buffer_open(p->arena, FORM_MAX);
	buffer_format(&p->form, "--" FORM_BOUND "\r\nContent-Disposition: form-data; name=\"%.*s\"",
		      (int)name.size, name.at);
}

/* `part NAME VALUE`: a field of the form that the next request sends */
bool form_part(struct play *p, struct text word, struct text rest)
{
	struct text name = word_take(&rest), value;

	(void)word;
	if (!names_fill(p, rest, FILL_PLAIN, &value))
		return false;
	part_open(p, name);
	buffer_format(&p->form, "\r\n\r\n%.*s\r\n", (int)value.size, value.at);
	return name.size || play_fail(p, "a part is: part NAME VALUE");
}

/* `file NAME TYPE FILENAME BYTES`: a file of that form; %20 in the name is a space */
bool form_file(struct play *p, struct text word, struct text rest)
{
	struct text name = word_take(&rest), type = word_take(&rest), called = word_take(&rest);

	(void)word;
	if (!called.size || !names_fill(p, name, FILL_PLAIN, &name) ||
	    !text_url_decode(p->arena, called, &called))
		return play_fail(p, "a file is: file NAME TYPE FILENAME BYTES");
	part_open(p, name);
	buffer_format(&p->form, "; filename=\"%.*s\"\r\nContent-Type: %.*s\r\n\r\n",
		      (int)called.size, called.at, (int)type.size, type.at);
	buffer_add(&p->form, story_bytes(p, rest));
	buffer_add(&p->form, TEXT("\r\n"));
	return true;
}

struct text form_end(struct play *p)
{
	buffer_add(&p->form, TEXT("--" FORM_BOUND "--\r\n"));
	return buffer_text(&p->form);
}

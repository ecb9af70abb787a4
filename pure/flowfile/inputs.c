// SPDX-License-Identifier: Apache-2.0
/*
 * What a file says is to be chosen before it is used: the names of connections, fields, tags …
 *
 *	"inputs": { "hl": { "is": "connection", "to": "crm", "title": "The CRM" },
 *		    "let.tag": { "is": "tag", "title": "Tag of members" } }
 *
 * A name stands for itself, wherever the file says that word; `let.NAME` for the value of that let.
 * A run has no use for it; whoever draws a form has.
 */
#include "pure/flowfile/inside.h"

static const char *const kinds[] = { "connection", "field", "tag",  "object",	   "calendar",
				     "text",	   "slug",  "zone", "association", NULL };

static void input_read(struct read_job *job, const struct json *top, const struct json *name,
		       const struct json *said)
{
	static const char *const keys[] = { "is", "to", "of", "title", NULL };
	struct arena *a = job->words.arena;
	struct text at = place(a, TEXT("inputs"), text_c(a, name->text)), let = name->text, first;
	struct text is = json_text(json_get(said, "is"));

	if (!json_is(said, JSON_MAP)) {
		fault_add(job->words.faults, at, "must be a map that says what it `is`");
		return;
	}
	if (!keys_check(job->words.faults, said, at, keys))
		return;
	const char *near = name_near(is, kinds);
	bool known = near && text_is(is, near);
	if (!known)
		fault_add(job->words.faults, place(a, at, "is"),
			  near ? "is no kind of input; did you mean '%s'?" : "is no kind of input",
			  near);
	text_split(&let, '.', &first);
	if (text_is(first, "let") && let.size && !json_find(json_get(top, "let"), let))
		fault_add(job->words.faults, at, "names no value of `let`");
}

void inputs_read(struct read_job *job, const struct json *top)
{
	const struct json *inputs = json_get(top, "inputs");

	if (inputs && !json_is(inputs, JSON_MAP)) {
		fault_add(job->words.faults, TEXT("inputs"), "must be a map of words to choose");
		return;
	}
	for (const struct json *k = inputs ? json_first(inputs) : NULL; k;) {
		const struct json *v = json_after(inputs, k);
		input_read(job, top, k, v);
		k = json_after(inputs, v);
	}
}

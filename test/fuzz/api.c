// SPDX-License-Identifier: Apache-2.0
/*
 * Fuzzing the reader of .api texts (libFuzzer).
 *
 * Whatever is refused must say where and why, in UTF-8.  Whatever is read must be usable: found by
 * name, described as JSON, and each row must check a call of itself without falling over.
 *
 *	clang -g -O1 -std=c17 -D_GNU_SOURCE -DGROUNDLEVEL_VERSION='"0"' -I. \
 *		-include base/core/banned.h -fsanitize=fuzzer,address,undefined test/fuzz/api.c \
 *		catalogue/[a-z]*.c base/[a-z]*.c -lsodium -lm
 *	./a.out -max_len=4000 SOMEWHERE catalogue/
 */
#include "platform/catalogue/catalogue.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum err run_nothing(struct call *call)
{
	(void)call;
	return ERR_OK;
}

static void op_use(struct arena *a, const struct catalogue *c, const struct op *op)
{
	struct call *call = call_open(a, 0);

	assert(catalogue_find(c, op->name) == op);
	assert(op->title.size && op->scopes && op->query);
	struct application app = { .catalogue = c };
	call->app = &app;
	call->method = op->method;
	call->path = op->path;
	if (!op->run || op->connector.size)
		return;
	assert(!catalogue_match(call) && call->op == op);
	for (size_t i = 0; i < op->query->count; i++)
		call->query = text_format(a, "%.*s&%s=1&%s=a", (int)call->query.size,
					  call->query.at, op->query->fields[i].name_c,
					  op->query->fields[i].name_c);
	call->body = TEXT("{\"a\":{},\"id\":[1,\"x\"],\"x\":null}");
	if (catalogue_check(call))
		assert(call->err && call->why.size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct catalogue_run runs[] = { { "r", run_nothing } };
	struct arena *a = arena_open();
	struct catalogue_text text = { "fuzz.api", { (const char *)data, size } };
	struct buffer b = buffer_open(a, (size_t)64 << 20);
	struct json_out o = json_open(&b);
	const struct catalogue *c;
	const struct json *document;
	struct text why = { 0 }, wrong;

	if (catalogue_read(a, &(struct catalogue_source){ &text, 1, runs, 1 }, &c, &why)) {
		assert(!c && text_starts(why, "fuzz.api:") && text_utf8(why));
	} else {
		assert(!why.size);
		for (size_t i = 0; i < catalogue_count(c); i++)
			op_use(a, c, catalogue_at(c, i));
		catalogue_openapi(c, TEXT(""), &o);
		assert(b.full || !json_read(a, buffer_text(&b), &document, &wrong));
	}
	arena_drop(a);
	return 0;
}

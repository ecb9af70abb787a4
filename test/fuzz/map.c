// SPDX-License-Identifier: Apache-2.0
/*
 * Fuzzing the mapping language (libFuzzer).
 *
 * The input is an expression, or a mapping where it begins with a JSON bracket and can be read as
 * one; after a NUL may come the scope as JSON.  Whatever is refused must say why, in UTF-8.
 * Whatever is run must keep to the budget, give a result that is written as JSON and read back the
 * same, and give the same again.
 *
 *	clang -g -O1 -std=c17 -D_GNU_SOURCE -I. -include base/core/banned.h \
 *		-fsanitize=fuzzer,address,undefined test/fuzz/map.c map/[a-z]*.c base/[a-z]*.c \
 *		-lsodium -lpcre2-8 -lm
 *	./a.out -max_len=3000 -dict=test/fuzz/map.dict SOMEWHERE
 */
#include "pure/mapping/mapping.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const usual =
	"{\"a\":[{\"b\":1,\"c\":\"x\"},{\"b\":2.50,\"c\":\"Y "
	"z\"},null,\"\"],\"contact\":{\"email\":"
	"\" A@b.c\",\"born\":\"2026-07-17T10:26:20.635Z\",\"tags\":[\"t\",\"u\",\"t\"],\"n\":-12},"
	"\"d\":\"2026-02-28\",\"deep\":[[[1,[2]]],[3]],\"f\":false,\"s\":"
	"\"\\u00e9\\ud83d\\ude00\"}";

static bool zone(void *owner, struct text name, int64_t at_ms, int32_t *offset_s)
{
	(void)owner;
	*offset_s = at_ms > 1774746000000 ? 7200 : 3600;
	return name.size && name.at[0] == 'E';
}

static void fault_expect(const struct map_fault *fault)
{
	assert(fault->kind && fault->why.size && text_utf8(fault->why));
	assert(fault->why.size < 4000);
}

static struct text written(struct arena *a, struct map_value v)
{
	struct buffer b = buffer_open(a, (size_t)8 << 20);
	struct json_out o = json_open(&b);
	map_write(&o, v);
	assert(!b.full);
	return buffer_text(&b);
}

static void mapping_use(struct arena *a, const struct mapping *m, const struct json *scope)
{
	static const struct map_hooks hooks = { .zone = zone };
	struct map_job job = { .arena = a, .scope = map_borrow(scope), .hooks = &hooks };
	struct map_value got, again;
	const struct json *back;
	struct text why;
	size_t count;
	const struct map_path *paths = map_paths(a, m, &count);
	for (size_t i = 0; i < count; i++)
		assert(paths[i].path.size && paths[i].wants <= MAP_ANY);
	unsigned gives = map_gives(m);
	assert(gives && gives <= MAP_ANY);
	map_calls(m, "lookup");
	if (map_run(m, &job, &got)) {
		fault_expect(&job.fault);
		return;
	}
	assert(job.steps <= MAP_STEPS_MAX);
	struct text json = written(a, got);
	if (json_read(a, json, &back, &why))
		abort();
	assert(map_same(got, map_borrow(back)));
	assert(!map_run(m, &job, &again) && text_same(json, written(a, again)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_open();
	const uint8_t *cut = memchr(data, 0, size);
	size_t first = cut ? (size_t)(cut - data) : size;
	struct text said = { (const char *)data, first }, rest = text_of(usual), why;
	const struct json *scope, *json = NULL;
	const struct mapping *m;
	struct map_fault fault;
	if (cut)
		rest = (struct text){ (const char *)cut + 1, size - first - 1 };
	if (json_read(a, rest, &scope, &why))
		json_read(a, text_of(usual), &scope, &why);
	if (first && (said.at[0] == '{' || said.at[0] == '"'))
		json_read(a, said, &json, &why);
	enum err e = json ? map_read(a, json, TEXT("set"), &m, &fault)
			  : map_expression(a, said, TEXT("set"), &m, &fault);
	if (e)
		fault_expect(&fault);
	else
		mapping_use(a, m, scope);
	arena_drop(a);
	return 0;
}

// SPDX-License-Identifier: Apache-2.0
/*
 * Fuzzing the reader and the writer of JSON (libFuzzer).
 *
 * Whatever is accepted is written back and read again: it must be the same, and written a second
 * time it must be the same bytes.  Whatever is refused must say why, and where.
 *
 *	clang -g -O1 -std=c17 -D_GNU_SOURCE -I. -include base/core/banned.h \
 *		-fsanitize=fuzzer,address,undefined test/fuzz/json.c base/[a-z]*.c -lsodium -lm
 */
#include "base/json/json.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool holds_source(const struct json *v)
{
	return v->kind == JSON_NUMBER || v->kind == JSON_TEXT;
}

static void expect_same(const struct json *a, const struct json *b)
{
	assert(a->span == b->span);
	for (uint32_t i = 0; i < a->span; i++) {
		assert(a[i].kind == b[i].kind);
		assert(a[i].count == b[i].count && a[i].span == b[i].span);
		assert(!holds_source(&a[i]) || text_same(a[i].text, b[i].text));
		assert(a[i].kind != JSON_TEXT || text_utf8(a[i].text));
	}
}

/* The walk by siblings sees every node of a level and ends at the end. */
static void expect_walk(const struct json *v)
{
	uint32_t seen = 0, each = v->kind == JSON_MAP ? 2 : 1;
	for (const struct json *item = json_first(v); item; item = json_after(v, item)) {
		seen++;
		if (item->kind == JSON_MAP || item->kind == JSON_LIST)
			expect_walk(item);
	}
	assert(seen == v->count * each);
}

/* Numbers are read without surprise, and what we write of them reads back the same. */
static void expect_numbers(struct arena *a, const struct json *v)
{
	for (uint32_t i = 0; i < v->span; i++) {
		double real, back;
		if (!json_real(&v[i], &real))
			continue;
		struct buffer b = buffer_open(a, 64);
		struct json_out o = json_open(&b);
		json_put_real(&o, real);
		assert(!b.full && text_real(buffer_text(&b), &back));
		assert(!(back < real) && !(back > real));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_open();
	struct text why = { 0 };
	const struct json *v, *again;
	if (json_read(a, (struct text){ (const char *)data, size }, &v, &why)) {
		assert(!v && why.size);
	} else {
		struct text written = json_source(a, v);
		enum err e = json_read(a, written, &again, &why);
		assert(!e);
		expect_same(v, again);
		assert(text_same(written, json_source(a, again)));
		if (v->kind == JSON_MAP || v->kind == JSON_LIST)
			expect_walk(v);
		expect_numbers(a, v);
	}
	arena_drop(a);
	return 0;
}

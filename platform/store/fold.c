// SPDX-License-Identifier: Apache-2.0
/*
 * fold(text) in SQL, on both engines the same as text_lower: what a filter sends is folded by us,
 * and what it is held against must be folded by the same rule.  (SQLite's own lower() knows ASCII
 * alone, PostgreSQL's what the locale of its database knows.)
 *
 * SQLite calls text_lower itself.  PostgreSQL gets a function with the letters in it: each letter
 * folds to one letter, whatever stands beside it.
 */
#include "platform/store/inside.h"
#include "platform/store/sqlite.h"

#define LETTER_MIN 0x80
#define LETTER_MAX 0x1ffff /* no letter above has two cases */

/* --- SQLite --- */

static bool is_ascii(struct text t, bool *capital)
{
	unsigned char most = 0;

	*capital = false;
	for (size_t i = 0; i < t.size; i++) {
		most |= (unsigned char)t.at[i];
		*capital |= t.at[i] >= 'A' && t.at[i] <= 'Z';
	}
	return most < 0x80;
}

static void fold(sqlite3_context *context, int count, sqlite3_value **values)
{
	const char *at = (const char *)sqlite3_value_text(values[0]);
	bool capital;

	(void)count;
	if (!at)
		return; /* NULL of NULL */
	struct text t = { at, (size_t)sqlite3_value_bytes(values[0]) };
	if (is_ascii(t, &capital) && !capital) {
		sqlite3_result_text64(context, t.at, t.size, SQLITE_TRANSIENT, SQLITE_UTF8);
		return;
	}
	struct arena *a = arena_open();
	t = text_lower(a, t);
	sqlite3_result_text64(context, t.at, t.size, SQLITE_TRANSIENT, SQLITE_UTF8);
	arena_drop(a);
}

int sqlite_fold_register(sqlite3 *handle)
{
	return sqlite3_create_function(handle, "fold", 1,
				       SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
				       fold, NULL, NULL);
}

/* --- PostgreSQL --- */

static struct text letter_text(uint32_t code, char out[4])
{
	if (code < 0x800) {
		out[0] = (char)(0xc0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3f));
		return (struct text){ out, 2 };
	}
	size_t size = code < 0x10000 ? 3 : 4;
	out[0] = (char)(size == 3 ? 0xe0 | code >> 12 : 0xf0 | code >> 18);
	for (size_t i = 1; i < size; i++)
		out[i] = (char)(0x80 | (code >> 6 * (size - 1 - i) & 0x3f));
	return (struct text){ out, size };
}

/* Every letter that folds to another, and those others in the same order.  What composition
 * replaces is never there when letters are folded. */
static void letters_say(struct buffer *b, struct arena *a, bool others)
{
	for (uint32_t code = LETTER_MIN; code <= LETTER_MAX; code++) {
		char bytes[4];
		if (code >= 0xd800 && code < 0xe000)
			continue;
		struct text letter = letter_text(code, bytes);
		struct text other = text_lower(a, letter);
		if (!text_same(letter, other) && text_same(text_plain(a, letter), letter))
			buffer_add(b, others ? other : letter);
	}
}

void postgres_fold(struct buffer *b)
{
	struct arena *a = arena_open();

	buffer_add(b, TEXT("CREATE OR REPLACE FUNCTION fold(t text) RETURNS text"
			   " LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$ BEGIN"
			   " IF octet_length(t) = char_length(t) THEN"
			   " RETURN lower(t COLLATE \"C\"); END IF;"
			   " RETURN translate(lower(normalize(t, NFC) COLLATE \"C\"), '"));
	letters_say(b, a, false);
	buffer_add(b, TEXT("', '"));
	letters_say(b, a, true);
	buffer_add(b, TEXT("'); END $$;\n"));
	arena_drop(a);
}

// SPDX-License-Identifier: Apache-2.0
/*
 * Characters: small and large letters, and what a letter is without its marks.
 *
 * The table of pairs holds Latin, Greek, Cyrillic and Armenian; other scripts have no pairs, or are
 * left as they are.  (base's text_lower folds for searching: it also makes one of the two small
 * sigmas, which a text that is shown must keep.)
 */
#include "pure/mapping/inside.h"

/* Of the capitals from … to, each step-th has its small letter `by` further on. */
struct pair {
	uint16_t from, to;
	uint8_t step, by;
};

static const struct pair pairs[] = {
	{ 0x0041, 0x005a, 1, 32 }, { 0x00c0, 0x00d6, 1, 32 }, { 0x00d8, 0x00de, 1, 32 },
	{ 0x0100, 0x012e, 2, 1 },  { 0x0132, 0x0136, 2, 1 },  { 0x0139, 0x0147, 2, 1 },
	{ 0x014a, 0x0176, 2, 1 },  { 0x0179, 0x017d, 2, 1 },  { 0x01cd, 0x01db, 2, 1 },
	{ 0x01de, 0x01ee, 2, 1 },  { 0x01f8, 0x021e, 2, 1 },  { 0x0222, 0x0232, 2, 1 },
	{ 0x0386, 0x0386, 1, 38 }, { 0x0388, 0x038a, 1, 37 }, { 0x038c, 0x038c, 1, 64 },
	{ 0x038e, 0x038f, 1, 63 }, { 0x0391, 0x03a1, 1, 32 }, { 0x03a3, 0x03ab, 1, 32 },
	{ 0x0400, 0x040f, 1, 80 }, { 0x0410, 0x042f, 1, 32 }, { 0x0460, 0x0480, 2, 1 },
	{ 0x048a, 0x04be, 2, 1 },  { 0x04c1, 0x04cd, 2, 1 },  { 0x04d0, 0x052e, 2, 1 },
	{ 0x0531, 0x0556, 1, 48 }, { 0x1e00, 0x1e94, 2, 1 },  { 0x1ea0, 0x1efe, 2, 1 },
};

#define Y_MARKED_LARGE 0x178 /* its small letter stands before it */
#define Y_MARKED_SMALL 0xff

uint32_t letter_lower(uint32_t letter)
{
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs) && pairs[i].from <= letter; i++) {
		if (letter <= pairs[i].to && (letter - pairs[i].from) % pairs[i].step == 0)
			return letter + pairs[i].by;
	}
	return letter == Y_MARKED_LARGE ? Y_MARKED_SMALL : letter;
}

uint32_t letter_upper(uint32_t letter)
{
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		uint32_t large = letter - pairs[i].by;
		if (letter > pairs[i].by && large >= pairs[i].from && large <= pairs[i].to &&
		    (large - pairs[i].from) % pairs[i].step == 0)
			return large;
	}
	if (letter == 0x3c2) /* the sigma at the end of a word */
		return 0x3a3;
	return letter == Y_MARKED_SMALL ? Y_MARKED_LARGE : letter;
}

uint32_t letter_take(struct text *t)
{
	const unsigned char *at = (const unsigned char *)t->at;
	size_t size = at[0] < 0x80 ? 1 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;
	static const unsigned char masks[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
	if (size > t->size)
		size = 1;
	uint32_t letter = at[0] & masks[size];
	for (size_t i = 1; i < size; i++)
		letter = letter << 6 | (at[i] & 0x3f);
	*t = (struct text){ t->at + size, t->size - size };
	return letter;
}

void letter_put(struct buffer *b, uint32_t letter)
{
	static const unsigned char leads[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	size_t size = letter < 0x80 ? 1 : letter < 0x800 ? 2 : letter < 0x10000 ? 3 : 4;
	char bytes[4];
	for (size_t i = size; i-- > 1; letter >>= 6)
		bytes[i] = (char)(0x80 | (letter & 0x3f));
	bytes[0] = (char)(leads[size] | letter);
	buffer_add(b, (struct text){ bytes, size });
}

size_t letters_count(struct text t)
{
	size_t count = 0;
	for (size_t i = 0; i < t.size; i++)
		count += ((unsigned char)t.at[i] & 0xc0) != 0x80;
	return count;
}

/* What small letters are without their marks; from U+00DF on, one word for each. */
static const char *const plain_latin1[] = {
	"ss", "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i",  "i", "i",
	"d",  "n", "o", "o", "o", "o", "o", "",	  "o", "u", "u", "u", "u", "y", "th", "y",
};

struct plain {
	uint16_t from, to;
	const char *ascii;
};

static const struct plain plains[] = {
	{ 0x100, 0x105, "a" },	 { 0x106, 0x10d, "c" },	  { 0x10e, 0x111, "d" },
	{ 0x112, 0x11b, "e" },	 { 0x11c, 0x123, "g" },	  { 0x124, 0x127, "h" },
	{ 0x128, 0x131, "i" },	 { 0x132, 0x133, "ij" },  { 0x134, 0x135, "j" },
	{ 0x136, 0x138, "k" },	 { 0x139, 0x142, "l" },	  { 0x143, 0x14b, "n" },
	{ 0x14c, 0x151, "o" },	 { 0x152, 0x153, "oe" },  { 0x154, 0x159, "r" },
	{ 0x15a, 0x161, "s" },	 { 0x162, 0x167, "t" },	  { 0x168, 0x173, "u" },
	{ 0x174, 0x175, "w" },	 { 0x176, 0x178, "y" },	  { 0x179, 0x17e, "z" },
	{ 0x17f, 0x17f, "s" },	 { 0x218, 0x219, "s" },	  { 0x21a, 0x21b, "t" },
	{ 0x1ea0, 0x1eb7, "a" }, { 0x1eb8, 0x1ec7, "e" }, { 0x1ec8, 0x1ecb, "i" },
	{ 0x1ecc, 0x1ee3, "o" }, { 0x1ee4, 0x1ef1, "u" }, { 0x1ef2, 0x1ef9, "y" },
};

/* NULL: it stays. */
static const char *letter_plain(uint32_t letter)
{
	if (letter >= 0xdf && letter <= 0xff)
		return plain_latin1[letter - 0xdf];
	for (size_t i = 0; i < sizeof(plains) / sizeof(*plains); i++) {
		if (letter >= plains[i].from && letter <= plains[i].to)
			return plains[i].ascii;
	}
	return NULL;
}

/* Marks that were written apart, signs and blanks beyond ASCII: they part words, or go. */
static bool letter_is_sign(uint32_t letter)
{
	return letter < '0' || (letter > '9' && letter < 'a') || (letter > 'z' && letter < 0xc0) ||
	       letter == 0xd7 || letter == 0xf7 || (letter >= 0x2000 && letter <= 0x2bff) ||
	       (letter >= 0x3000 && letter <= 0x303f) || letter >= 0x1f000;
}

struct text text_slug(struct arena *a, struct text t)
{
	struct buffer b = buffer_open(a, t.size * 2 + 1);
	bool gap = false;
	while (t.size) {
		uint32_t letter = letter_lower(letter_take(&t));
		const char *plain = letter_plain(letter);
		if (letter == '\'' || letter == 0x2019 || (letter >= 0x300 && letter <= 0x36f))
			continue;
		if (letter_is_sign(letter)) {
			gap = b.size > 0;
			continue;
		}
		if (gap)
			buffer_byte(&b, '-');
		gap = false;
		if (plain)
			buffer_add(&b, text_of(plain));
		else
			letter_put(&b, letter);
	}
	return buffer_text(&b);
}

// SPDX-License-Identifier: Apache-2.0
/*
 * Bytes become characters, in four encodings.
 */
#include "pure/csv/inside.h"

static const char *const names[CSV_ENCODINGS] = {
	[CSV_UTF8] = "utf-8",
	[CSV_UTF16LE] = "utf-16le",
	[CSV_UTF16BE] = "utf-16be",
	[CSV_WINDOWS] = "windows-1252",
};

/* What Windows-1252 has from 0x80 to 0x9f; 0: a hole. */
static const uint16_t windows[32] = {
	0x20ac, 0,	0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
	0x2039, 0x0152, 0,	0x017d, 0,	0,	0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
	0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,	0x017e, 0x0178,
};

const char *csv_encoding_name(enum csv_encoding e)
{
	return names[e];
}

bool csv_encoding_find(struct text name, enum csv_encoding *out)
{
	for (size_t i = 0; i < CSV_ENCODINGS; i++) {
		if (!text_alike(name, text_of(names[i])))
			continue;
		*out = (enum csv_encoding)i;
		return true;
	}
	return false;
}

static uint32_t decode_pair(struct csv_decoding *d, uint32_t unit)
{
	bool low = unit >= 0xdc00 && unit < 0xe000;

	if (d->high) {
		uint32_t high = d->high;

		d->high = 0;
		return low ? 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00) : CSV_BAD;
	}
	if (low || unit == 0)
		return CSV_BAD;
	if (unit < 0xd800 || unit >= 0xe000)
		return unit;
	d->high = unit;
	return CSV_NONE;
}

uint32_t csv_decode(struct csv_decoding *d, unsigned char byte)
{
	d->bad = byte;
	switch (d->encoding) {
	case CSV_UTF16LE:
	case CSV_UTF16BE:
		if (d->count == 0) {
			d->bytes = byte;
			d->count = 1;
			return CSV_NONE;
		}
		d->count = 0;
		return decode_pair(d, d->encoding == CSV_UTF16LE ? d->bytes | (uint32_t)byte << 8
								 : d->bytes << 8 | byte);
	case CSV_WINDOWS:
		if (byte == 0 || (byte >= 0x80 && byte < 0xa0 && !windows[byte - 0x80]))
			return CSV_BAD;
		return byte >= 0x80 && byte < 0xa0 ? windows[byte - 0x80] : byte;
	case CSV_UTF8:
	case CSV_ENCODINGS:
		break;
	}
	return byte ? byte : CSV_BAD;
}

bool csv_decode_whole(const struct csv_decoding *d)
{
	return !d->count && !d->high;
}

size_t csv_encode(uint32_t c, char out[4])
{
	static const unsigned char marks[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	size_t size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

	for (size_t i = size; i > 1; i--, c >>= 6)
		out[i - 1] = (char)(0x80 | (c & 0x3f));
	out[0] = (char)(size == 1 ? c : marks[size] | c);
	return size;
}

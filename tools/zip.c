// SPDX-License-Identifier: Apache-2.0
/*
 * Writes a zip whose bytes depend on nothing but the files: zip OUT UNDER FOLDER FILE…
 *
 * Each FILE (a path below FOLDER) is stored as UNDER/path, in the order given, uncompressed, dated
 * 1 January 1980.  Runs when the program is built; no library, so that nothing more is needed.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILES_MAX     256
#define FILE_SIZE_MAX (1 << 20)
#define JANUARY_1980  0x21u

struct kept {
	char name[256];
	uint32_t crc, size, at;
};

static uint32_t crc_of(const unsigned char *bytes, size_t size)
{
	uint32_t crc = 0xffffffffu;

	for (size_t i = 0; i < size; i++) {
		crc ^= bytes[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
	}
	return ~crc;
}

/* The bytes of a number, the least first. */
static void put(FILE *out, uint32_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		fputc((int)(value >> 8 * i & 0xff), out);
}

/* What the head of a file and its line in the directory have in common. */
static void put_about(FILE *out, const struct kept *k)
{
	put(out, 10, 2); /* version needed: 1.0 */
	put(out, 0, 2);	 /* no flags */
	put(out, 0, 2);	 /* stored */
	put(out, 0, 2);
	put(out, JANUARY_1980, 2);
	put(out, k->crc, 4);
	put(out, k->size, 4);
	put(out, k->size, 4);
	put(out, (uint32_t)strlen(k->name), 2);
	put(out, 0, 2); /* no more about it */
}

static int file_put(FILE *out, struct kept *k, const char *path)
{
	static unsigned char bytes[FILE_SIZE_MAX];
	FILE *in = fopen(path, "rb");

	if (!in)
		return 1;
	size_t size = fread(bytes, 1, sizeof bytes, in);
	int bad = ferror(in) || size == sizeof bytes;

	fclose(in);
	k->crc = crc_of(bytes, size);
	k->size = (uint32_t)size;
	k->at = (uint32_t)ftell(out);
	put(out, 0x04034b50u, 4);
	put_about(out, k);
	fputs(k->name, out);
	fwrite(bytes, 1, size, out);
	return bad;
}

static void directory_put(FILE *out, const struct kept *all, uint32_t count)
{
	uint32_t from = (uint32_t)ftell(out);

	for (uint32_t i = 0; i < count; i++) {
		put(out, 0x02014b50u, 4);
		put(out, 3 << 8 | 10, 2); /* made on a Unix: rights are below */
		put_about(out, &all[i]);
		put(out, 0, 2);
		put(out, 0, 2);
		put(out, 0, 2);
		put(out, 0100644u << 16, 4);
		put(out, all[i].at, 4);
		fputs(all[i].name, out);
	}
	uint32_t size = (uint32_t)ftell(out) - from;

	put(out, 0x06054b50u, 4);
	put(out, 0, 4);
	put(out, count, 2);
	put(out, count, 2);
	put(out, size, 4);
	put(out, from, 4);
	put(out, 0, 2);
}

int main(int argc, char **argv)
{
	static struct kept all[FILES_MAX];
	char path[512];

	if (argc < 5 || argc - 4 > FILES_MAX) {
		fprintf(stderr, "usage: zip OUT UNDER FOLDER FILE…\n");
		return 2;
	}
	FILE *out = fopen(argv[1], "wb");
	if (!out) {
		perror(argv[1]);
		return 1;
	}
	int count = argc - 4, bad = 0;

	for (int i = 0; i < count && !bad; i++) {
		const char *name = argv[i + 4];
		int wide = snprintf(all[i].name, sizeof all[i].name, "%s/%s", argv[2], name);

		snprintf(path, sizeof path, "%s/%s", argv[3], name);
		bad = wide >= (int)sizeof all[i].name || file_put(out, &all[i], path);
		if (bad)
			fprintf(stderr, "%s: cannot be read, or is too large\n", path);
	}
	directory_put(out, all, (uint32_t)count);
	bad |= ferror(out);
	return fclose(out) || bad;
}

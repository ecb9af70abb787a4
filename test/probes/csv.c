// SPDX-License-Identifier: Apache-2.0
/*
 * Reads CSV for the referee (test/csv).  A line says the separator (a number), the size of pieces
 * and that of the file, which follows.  Each record becomes a line of values with 0x1f between them
 * (line ends and backslashes as \n \r \\); what was refused stands behind a `!`; `.` ends the file.
 */
#include "pure/csv/csv.h"

static void value_print(struct text t)
{
	for (size_t i = 0; i < t.size; i++)
		if (t.at[i] == '\n' || t.at[i] == '\r' || t.at[i] == '\\')
			printf("\\%c", t.at[i] == '\n' ? 'n' : t.at[i] == '\r' ? 'r' : '\\');
		else
			putchar(t.at[i]);
}

static void record_print(const struct csv_record *r)
{
	for (size_t i = 0; i < r->count; i++) {
		if (i)
			putchar(0x1f);
		value_print(r->fields[i]);
	}
	putchar('\n');
}

static void file_read(struct text file, char separator, size_t piece)
{
	struct csv_form form = { CSV_UTF8, separator };
	struct arena *a = arena_open();
	struct csv *c = csv_open(a, &form);
	enum csv_next next = CSV_MORE;
	struct csv_record r;

	for (size_t at = 0; next == CSV_MORE; at += piece) {
		size_t left = at < file.size ? file.size - at : 0;

		csv_feed(c, (struct text){ file.at + at, left < piece ? left : piece });
		while ((next = csv_next(c, &r)) == CSV_RECORD)
			record_print(&r);
	}
	if (next == CSV_REFUSED)
		printf("!%.*s\n", (int)csv_why(c).size, csv_why(c).at);
	puts(".");
	arena_drop(a);
}

int main(void)
{
	static char room[1 << 16];
	unsigned separator;
	size_t piece, size;

	while (scanf("%u %zu %zu", &separator, &piece, &size) == 3 && size < sizeof(room)) {
		getchar();
		file_read((struct text){ room, fread(room, 1, size, stdin) }, (char)separator,
			  piece);
	}
	return 0;
}

// SPDX-License-Identifier: Apache-2.0
/*
 * Values as a table calculator may be given them.
 */
#include "pure/csv/csv.h"

/* Would it be taken for a formula?  With apostrophes before it, too: so that taking one away gives
 * back what was there. */
static bool calculates(struct text field)
{
	size_t at = 0;

	while (at < field.size && field.at[at] == '\'')
		at++;
	return at < field.size && memchr("=+-@\t\r", field.at[at], 6);
}

static void value_write(struct buffer *b, struct text field)
{
	bool armed = calculates(field), quoted = armed;

	for (size_t i = 0; i < field.size && !quoted; i++)
		quoted = memchr("\",;\t|\r\n", field.at[i], 7) != NULL;
	if (field.size && (field.at[0] == ' ' || field.at[field.size - 1] == ' '))
		quoted = true;
	if (quoted)
		buffer_byte(b, '"');
	if (armed)
		buffer_byte(b, '\'');
	for (size_t i = 0; i < field.size; i++) {
		if (field.at[i] == '"')
			buffer_byte(b, '"');
		buffer_byte(b, field.at[i]);
	}
	if (quoted)
		buffer_byte(b, '"');
}

void csv_write(struct buffer *b, const struct text *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			buffer_byte(b, ',');
		/* a record that is one empty value is no empty line */
		if (count == 1 && !fields[i].size)
			buffer_add(b, TEXT("\"\""));
		value_write(b, fields[i]);
	}
	buffer_add(b, TEXT("\r\n"));
}

struct text csv_armed(struct text field)
{
	if (field.size < 2 || field.at[0] != '\'' || !calculates(field))
		return field;
	return (struct text){ field.at + 1, field.size - 1 };
}

// SPDX-License-Identifier: Apache-2.0
/*
 * Phone numbers come to E.164 as phone.h says.
 */
#include "base/phone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct sample {
	const char *sent, *country, *kept; /* kept NULL: refused */
};

static void samples_hold(const struct sample *samples, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char out[PHONE_SIZE] = "";
		bool read = phone_read(text_of(samples[i].sent), text_of(samples[i].country), out);

		if (read != (samples[i].kept != NULL) ||
		    (read && strcmp(out, samples[i].kept) != 0))
			fail_msg("%s in %s: %s", samples[i].sent, samples[i].country,
				 read ? out : "refused");
	}
}

#define HOLD(samples) samples_hold(samples, sizeof(samples) / sizeof(*(samples)))

static void a_number_with_plus_keeps_its_digits(void **state)
{
	static const struct sample samples[] = {
		{ "+1 888-888-8888", "US", "+18888888888" },
		{ "+1 888-888-8888", "", "+18888888888" },
		{ " +49 (30) 901820 ", "US", "+4930901820" },
		{ "+44 (0)20 7946 0958", "US", "+442079460958" },
		{ "+1 (555) 010-0000 x12", "US", "+15550100000" },
		{ "+1.555.010.0000 ext. 7", "US", "+15550100000" },
		{ "+123456", "US", NULL },
		{ "+1234567", "US", "+1234567" },
		{ "+123456789012345", "US", "+123456789012345" },
		{ "+1234567890123456", "US", NULL },
		{ "+0123456789", "US", NULL },
		{ "++15550100000", "US", NULL },
		{ "+", "US", NULL },
	};

	(void)state;
	HOLD(samples);
}

static void a_number_without_plus_is_of_the_country(void **state)
{
	static const struct sample samples[] = {
		{ "123-456-7890", "US", "+11234567890" },
		{ "(888) 888-8888", "us", "+18888888888" },
		{ "1 888 888 8888", "US", "+18888888888" },
		{ "020 7946 0958", "GB", "+442079460958" },
		{ "2079460958", "GB", "+442079460958" },
		{ "44 20 7946 0958", "GB", "+442079460958" },
		{ "030/901820", "DE", "+4930901820" },
		{ "06 12 34 56 78", "FR", "+33612345678" },
		{ "06 1234 5678", "IT", "+390612345678" },
		{ "8 (495) 123-45-67", "RU", "+74951234567" },
		{ "06 20 123 4567", "HU", "+36201234567" },
		{ "8888888", "US", NULL },
		{ "22345678901", "US", NULL },
		{ "888-888-8888", "", NULL },
		{ "888-888-8888", "ZZ", NULL },
		{ "call me", "US", NULL },
		{ "", "US", NULL },
	};

	(void)state;
	HOLD(samples);
}

static void the_international_prefix_stands_for_plus(void **state)
{
	static const struct sample samples[] = {
		{ "0049 30 901820", "FR", "+4930901820" },
		{ "0049 30 901820", "", "+4930901820" },
		{ "011 49 30 901820", "US", "+4930901820" },
		{ "00123", "FR", NULL },
	};

	(void)state;
	HOLD(samples);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_with_plus_keeps_its_digits),
		cmocka_unit_test(a_number_without_plus_is_of_the_country),
		cmocka_unit_test(the_international_prefix_stands_for_plus),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

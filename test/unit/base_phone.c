// SPDX-License-Identifier: Apache-2.0
/*
 * Phone numbers come to E.164 as phone.h says.
 */
#include "base/core/phone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct sample {
	const char *sent, *country, *kept; /* kept NULL: refused; an extension after a space */
};

static void samples_hold(const struct sample *samples, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct phone phone;
		char got[PHONE_SIZE + PHONE_EXTENSION_SIZE] = "";
		bool read = phone_read(text_of(samples[i].sent), text_of(samples[i].country),
				       &phone);

		if (read)
			snprintf(got, sizeof(got), "%s%s%s", phone.number,
				 *phone.extension ? " " : "", phone.extension);
		if (read != (samples[i].kept != NULL) ||
		    (read && strcmp(got, samples[i].kept) != 0))
			fail_msg("%s in %s: %s", samples[i].sent, samples[i].country,
				 read ? got : "refused");
	}
}

#define HOLD(...)                                                                                  \
	do {                                                                                       \
		static const struct sample samples[] = { __VA_ARGS__ };                            \
		samples_hold(samples, sizeof(samples) / sizeof(*samples));                         \
	} while (0)

static void a_number_with_plus_is_of_its_calling_code(void **state)
{
	(void)state;
	HOLD({ "+1 888-888-8888", "US", "+18888888888" }, { "+1 888-888-8888", "", "+18888888888" },
	     { " +49 (30) 901820 ", "US", "+4930901820" },
	     { "+++15550100000", "US", "+15550100000" }, { "(+49) 30 901820", "US", "+4930901820" },
	     { "+800 1234 5678", "US", "+80012345678" }, { "+123456", "US", NULL },
	     { "+123456789012345", "US", NULL }, { "+1234567890123456", "US", NULL },
	     { "+0123456789", "US", NULL }, { "+999123456789", "US", NULL }, { "+", "US", NULL },
	     { "1+5550100000", "US", NULL });
}

/* C1: what was `+10612345678`, `+19876543210` and refused. */
static void a_number_without_plus_is_of_the_country(void **state)
{
	(void)state;
	HOLD({ "0612345678", "FR", "+33612345678" }, { "98765 43210", "IN", "+919876543210" },
	     { "0170 1234567", "DE", "+491701234567" }, { "(888) 888-8888", "us", "+18888888888" },
	     { "1 888 888 8888", "US", "+18888888888" }, { "020 7946 0958", "GB", "+442079460958" },
	     { "2079460958", "GB", "+442079460958" }, { "44 20 7946 0958", "GB", "+442079460958" },
	     { "01534 456789", "GB", "+441534456789" }, { "030/901820", "DE", "+4930901820" },
	     { "06 12 34 56 78", "FR", "+33612345678" }, { "06 1234 5678", "IT", "+390612345678" },
	     { "8 (495) 123-45-67", "RU", "+74951234567" },
	     { "06 20 123 4567", "HU", "+36201234567" }, { "345-6789", "BS", "+12423456789" },
	     { "8888888", "US", NULL }, { "22345678901", "US", NULL }, { "888-888-8888", "", NULL },
	     { "888-888-8888", "ZZ", NULL }, { "call me", "US", NULL }, { "", "US", NULL });
}

static void the_prefix_abroad_stands_for_plus(void **state)
{
	(void)state;
	HOLD({ "0049 30 901820", "FR", "+4930901820" }, { "0049 30 901820", "", "+4930901820" },
	     { "0049 30 901820", "US", "+4930901820" }, { "011 49 30 901820", "US", "+4930901820" },
	     { "8~10 49 30 901820", "RU", NULL }, { "810 49 30 901820", "RU", "+4930901820" },
	     { "0011 49 30 901820", "AU", "+4930901820" }, { "00123", "FR", NULL });
}

/* C2 */
static void what_is_dialled_inside_a_country_only_goes(void **state)
{
	(void)state;
	HOLD({ "+49 0170 1234567", "US", "+491701234567" },
	     { "0049 (0)170 1234567", "FR", "+491701234567" },
	     { "0049 (0)170 1234567", "US", "+491701234567" },
	     { "011 44 (0)20 7946 0958", "US", "+442079460958" },
	     { "+44 (0)20 7946 0958", "US", "+442079460958" },
	     { "+54 11 15 1234 5678", "US", "+5491112345678" },
	     { "011 15-1234-5678", "AR", "+5491112345678" },
	     { "+39 06 1234 5678", "US", "+390612345678" },
	     { "+39 (0)6 1234 5678", "US", "+390612345678" },
	     { "+34 (0)612 345 678", "US", "+34612345678" });
}

/* C3: the last two are numbers with and without the code; people would have written the 0. */
static void the_own_calling_code_may_stand_without_plus(void **state)
{
	(void)state;
	HOLD({ "4930123456", "DE", "+4930123456" }, { "8222123456", "KR", "+8222123456" },
	     { "62812345678", "ID", "+62812345678" }, { "4915123456789", "DE", "+4915123456789" },
	     { "55 99123-4567", "BR", "+5555991234567" },
	     { "390612345678", "IT", "+390612345678" });
}

/* C4 */
static void signs_and_digits_of_all_scripts_are_taken(void **state)
{
	(void)state;
	HOLD({ "tel:+49-30-901820", "US", "+4930901820" },
	     { "Tel. 030 901820", "DE", "+4930901820" },
	     { "+49\u00a030\u00a0901820", "US", "+4930901820" },
	     { "202\u2011555\u20110101", "US", "+12025550101" },
	     { "\u202a+49 30 901820\u202c", "US", "+4930901820" },
	     { "\uff0b\uff14\uff19\uff13\uff10\uff19\uff10\uff11\uff18\uff12\uff10", "US",
	       "+4930901820" },
	     { "+\u0664\u0669\u0663\u0660\u0669\u0660\u0661\u0668\u0662\u0660", "US",
	       "+4930901820" },
	     { "8 029 491-19-11", "BY", "+375294911911" }, { "+49 30 9018*20", "US", NULL },
	     { "+49 30 901820 \xff", "US", NULL });
}

static void an_extension_is_kept_apart(void **state)
{
	(void)state;
	HOLD({ "+1 (555) 010-0000 x12", "US", "+15550100000 12" },
	     { "+1.555.010.0000 ext. 7", "US", "+15550100000 7" },
	     { "030 901820 Ext. 12", "DE", "+4930901820 12" },
	     { "tel:+4930901820;ext=12", "US", "+4930901820 12" },
	     { "202-555-0101 #12", "US", "+12025550101 12" },
	     { "202-555-0101,,12#", "US", "+12025550101 12" },
	     { "202-555-0101 extension 4711", "US", "+12025550101 4711" },
	     { "202-555-0101 \u0434\u043e\u0431. 12", "US", "+12025550101 12" },
	     { "202-555-0101 ext.", "US", NULL }, { "202-555-0101 ask for Ann 12", "US", NULL },
	     { "202-555-0101 x12 home", "US", NULL }, { "x12", "US", NULL });
}

/* C5 */
static void no_area_of_north_america_begins_with_0_or_1(void **state)
{
	(void)state;
	HOLD({ "+1 055 555 0100", "US", NULL }, { "+1 155 555 0100", "US", NULL },
	     { "123-456-7890", "US", NULL }, { "+1 555 010 0000", "US", "+15550100000" });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_with_plus_is_of_its_calling_code),
		cmocka_unit_test(a_number_without_plus_is_of_the_country),
		cmocka_unit_test(the_prefix_abroad_stands_for_plus),
		cmocka_unit_test(what_is_dialled_inside_a_country_only_goes),
		cmocka_unit_test(the_own_calling_code_may_stand_without_plus),
		cmocka_unit_test(signs_and_digits_of_all_scripts_are_taken),
		cmocka_unit_test(an_extension_is_kept_apart),
		cmocka_unit_test(no_area_of_north_america_begins_with_0_or_1),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: Apache-2.0
/*
 * Time zones by name, from the system's own database.
 *
 * tzdata.zi names every zone: a line `Z Europe/Berlin …` for a zone, `L Europe/Berlin Germany` for
 * another name of it.  Some systems install the old names apart, so a name counts only
 * where its file is.
 */
#include "domain/companies/zones.h"

#include "base/time/zonefile.h"
#include "base/time/zones.h"
#include "domain/companies/companies.h"
#include "platform/store/store.h"

#define TZDATA_FILE "/usr/share/zoneinfo/tzdata.zi"
#define ZONES_MAX   2000
#define TZDATA_MAX  ((size_t)1 << 20)

bool zone_known(struct arena *a, struct text name)
{
	struct text bytes;

	return !zonefile_read(a, name, &bytes);
}

enum err location_zone(struct call *call, const struct zone **out)
{
	if (!store_load(call, "SELECT timezone AS location_zone FROM location"
			      " WHERE id = :locationId"))
		return call->err ? call->err : refuse(call, ERR_BAD, "Location not found");
	*out = zones_find(call->app->zones, call->arena, call_text(call, "locationZone"));
	return *out ? ERR_OK
		    : refuse(call, ERR_INTERNAL, "The location's time zone is not known here.");
}

static bool currency_formed(struct text t)
{
	for (size_t i = 0; i < t.size; i++)
		if (t.at[i] < 'A' || t.at[i] > 'Z')
			return false;
	return t.size == 3;
}

enum err place_check(struct call *call)
{
	const struct value *zone = call_value(call, "timezone");
	const struct value *currency = call_value(call, "currency");

	if (zone->type == VALUE_TEXT && !zone_known(call->arena, zone->text))
		call_violation(call, "timezone must be a valid time zone");
	if (currency->type == VALUE_TEXT && !currency_formed(currency->text))
		call_violation(call, "currency must be a three-letter ISO 4217 code");
	if (!call->violation_count)
		return ERR_OK;
	return refuse(call, ERR_INVALID, "%.*s", (int)call->violations[0].size,
		      call->violations[0].at);
}

static int name_order(const void *a, const void *b)
{
	const struct text *x = a, *y = b;
	int order = memcmp(x->at, y->at, x->size < y->size ? x->size : y->size);

	return order ? order : (x->size > y->size) - (x->size < y->size);
}

/* The name that a line of tzdata.zi gives: the second word of Z, the third of L; else empty. */
static struct text line_name(struct text line)
{
	struct text word, kind;

	if (!text_split(&line, ' ', &kind) || (!text_is(kind, "Z") && !text_is(kind, "L")))
		return TEXT("");
	if (text_is(kind, "L") && !text_split(&line, ' ', &word))
		return TEXT("");
	return text_split(&line, ' ', &word) ? word : TEXT("");
}

static struct text tzdata_read(struct arena *a)
{
	FILE *file = fopen(TZDATA_FILE, "rb");
	struct text data = { 0 };

	if (!file)
		return data;
	char *at = arena_bytes(a, TZDATA_MAX);
	data = (struct text){ at, fread(at, 1, TZDATA_MAX, file) };
	fclose(file);
	return data;
}

enum err timezone_list(struct call *call)
{
	struct text data = tzdata_read(call->arena), line;
	struct text *names = arena_take(call->arena, ZONES_MAX * sizeof(*names));
	size_t count = 0;

	while (count < ZONES_MAX && text_split(&data, '\n', &line)) {
		names[count] = line_name(line);
		if (!text_is(names[count], "Factory") && zone_known(call->arena, names[count]))
			count++;
	}
	if (count == 0)
		return refuse(call, ERR_INTERNAL, "This machine has no list of time zones.");
	qsort(names, count, sizeof(*names), name_order);
	json_key(&call->out, "timeZones");
	json_list(&call->out);
	for (size_t i = 0; i < count; i++)
		json_put_text(&call->out, names[i]);
	json_close(&call->out);
	return ERR_OK;
}

// SPDX-License-Identifier: Apache-2.0
/*
 * Dashboards: reports that are looked at together.  A tile is a title, how it is drawn, and a query
 * as query-report takes it; its numbers are asked as whoever looks at them.
 */
#include "base/core/settings.h"
#include "base/time/clock.h"
#include "base/time/zones.h"
#include "integration/reports/reports.h"
#include "platform/invoke/invoke.h"

#define DASHBOARDS_MAX 100 /* of a location */
#define TILES_TIME     4   /* a dashboard may take so many times as long as a report */
#define INPUT_MAX      ((size_t)1 << 20)

static enum err dashboard_missing(struct call *call)
{
	return call->err ? call->err : refuse(call, ERR_MISSING, "There is no such dashboard.");
}

enum err dashboard_list(struct call *call)
{
	return store_list(call, "dashboards",
			  "SELECT * FROM dashboard /* grows: at most 100 */"
			  " WHERE location_id = :locationId ORDER BY date_added, id");
}

enum err dashboard_get(struct call *call)
{
	enum err e = store_reply_row(call, "dashboard",
				     "SELECT * FROM dashboard WHERE location_id = :locationId"
				     " AND id = :dashboardId");

	return e == ERR_MISSING ? dashboard_missing(call) : e;
}

enum err dashboard_create(struct call *call)
{
	store_guard(call, "dashboards", call_text(call, "locationId"));
	if (store_number(call, "SELECT count(*) AS n FROM dashboard /* grows: at most 100 */"
			       " WHERE location_id = :locationId") >= DASHBOARDS_MAX)
		return refuse(call, ERR_BAD, "A location can have at most %d dashboards.",
			      DASHBOARDS_MAX);
	if (call_value(call, "tiles")->type != VALUE_TEXT)
		call_set_text(call, "tiles", TEXT("[]"));
	return store_reply_row(call, "dashboard",
			       "INSERT INTO dashboard (location_id, id, title, tiles, date_added,"
			       " date_updated) VALUES (:locationId, :newId, :title, :tiles, :now,"
			       " :now) RETURNING *");
}

enum err dashboard_update(struct call *call)
{
	static const char *const filled[] = { "title", NULL };
	enum err e = call_need_filled(call, filled);

	if (e)
		return e;
	if (!store_select_for_update(call, "SELECT title, tiles FROM dashboard"
					   " WHERE location_id = :locationId"
					   " AND id = :dashboardId"))
		return dashboard_missing(call);
	if (call_value(call, "tiles")->type != VALUE_TEXT)
		call_set_text(call, "tiles", TEXT("[]"));
	return store_reply_row(call, "dashboard",
			       "UPDATE dashboard SET title = :title, tiles = :tiles,"
			       " date_updated = :now WHERE location_id = :locationId"
			       " AND id = :dashboardId RETURNING *");
}

enum err dashboard_delete(struct call *call)
{
	enum err e = store_do(call, "DELETE FROM dashboard WHERE location_id = :locationId"
				    " AND id = :dashboardId");

	if (!e && !call->changed)
		return dashboard_missing(call);
	json_key(&call->out, "succeeded");
	json_put_flag(&call->out, true);
	return e;
}

/* --- numbers --- */

static bool says(const struct json *query, const char *key)
{
	const struct json *v = json_get(query, key);

	return v && v->kind != JSON_NULL;
}

/* The query of a tile, and of what is asked of all tiles what it does not say itself. */
static struct text input_of(struct call *call, const struct json *query)
{
	static const char *const words[] = { "period", "zone" };
	struct buffer b = buffer_open(call->arena, INPUT_MAX);
	struct json_out o = json_open(&b);
	bool timed = says(query, "period") || says(query, "from") || says(query, "to");
	bool ends = !timed && call_text(call, "period").size &&
		    !text_is(call_text(call, "period"), "all");

	json_map(&o);
	for (const struct json *key = json_first(query); key;) {
		const struct json *v = json_after(query, key);

		if (v->kind != JSON_NULL) {
			json_key_text(&o, key->text);
			json_put(&o, v);
		}
		key = json_after(query, v);
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct text value = call_text(call, words[i]);

		if (!value.size || says(query, words[i]) || (i == 0 && timed))
			continue;
		json_key(&o, words[i]);
		json_put_text(&o, value);
	}
	if (ends && call_whole(call, "compare", 0) && !says(query, "compare")) {
		json_key(&o, "compare");
		json_put_flag(&o, true);
	}
	json_close(&o);
	return buffer_text(&b);
}

static void member_put(struct json_out *o, const struct json *map, const char *key)
{
	const struct json *v = json_get(map, key);

	if (!v || v->kind == JSON_NULL)
		return;
	json_key(o, key);
	json_put(o, v);
}

static enum err tile_put(struct call *call, const struct json *tile)
{
	struct json_out *o = &call->out;
	const struct json *query = json_get(tile, "query");
	const struct invocation ask = {
		.op = catalogue_find(call->app->catalogue, TEXT("query-report")),
		.input = input_of(call, query),
		.location = call_text(call, "locationId"),
	};
	struct invoked told;
	enum err e = invoke_try(call, &ask, &told);

	if (e)
		return e;
	json_map(o);
	member_put(o, tile, "title");
	member_put(o, tile, "kind");
	member_put(o, tile, "width");
	json_key(o, "query");
	json_put_raw(o, ask.input);
	json_key(o, told.err ? "problem" : "result");
	if (told.err)
		json_put_text(o, told.why);
	else
		json_put_raw(o, told.body);
	json_close(o);
	return ERR_OK;
}

static enum err tiles_put(struct call *call)
{
	const struct json *tiles;
	char iso[CLOCK_ISO_SIZE];
	struct text why;
	struct text zone = call_text(call, "zone");
	enum err e = dashboard_get(call);

	if (!e && zone.size && !zones_find(call->app->zones, call->arena, zone))
		e = refuse(call, ERR_INVALID, "zone must be a time zone, such as Europe/Berlin");
	if (!e)
		store_load(call, "SELECT tiles AS dashboard_tiles FROM dashboard"
				 " WHERE location_id = :locationId AND id = :dashboardId");
	if (!e && json_read(call->arena, call_text(call, "dashboardTiles"), &tiles, &why))
		e = refuse(call, ERR_INTERNAL, "The dashboard cannot be read.");
	if (e)
		return e;
	json_key(&call->out, "tiles");
	json_list(&call->out);
	for (const struct json *v = json_first(tiles); v && !e; v = json_after(tiles, v))
		e = tile_put(call, v);
	json_close(&call->out);
	clock_iso(call->now_ms, iso);
	json_key(&call->out, "asOf");
	json_put_c(&call->out, iso);
	return e ? e : call->err;
}

/* All of one state of the data. */
enum err dashboard_data(struct call *call)
{
	const struct settings *s = call->app->settings;
	int64_t most = s ? settings_whole(s->report_ms) : 2000;
	struct still still = store_still(call, TILES_TIME * most);
	enum err e = tiles_put(call);

	store_still_end(call, still);
	return e;
}

enum err dashboards_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "DELETE FROM dashboard WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM dashboard WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}

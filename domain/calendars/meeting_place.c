// SPDX-License-Identifier: Apache-2.0
/*
 * Where an appointment is: what is sent, else what the calendar says of whose appointment it is.
 *
 *	address                    as it is sent; its type is `custom` where none is
 *	overrideLocationConfig     type and address as they are sent, nothing of the calendar
 *	meetingLocationId          that one of the calendar's
 *	meetingLocationType        the first of that type, else no address
 *	none of them               the first
 *
 * The calendar's are those of the member, then its own: locationConfigurations, or the older
 * meetingLocation.
 */
#include "domain/calendars/inside.h"

/* What a calendar calls it, and what an appointment does. */
static const char *const types[][2] = {
	{ "custom", "custom" },
	{ "zoom_conference", "zoom" },
	{ "google_conference", "google" },
	{ "ms_teams_conference", "ms_teams" },
	{ "inbound_call", "phone" },
	{ "outbound_call", "phone" },
	{ "physical", "address" },
	{ "booker", "custom" },
	/* the older names */
	{ "zoom", "zoom" },
	{ "gmeet", "google" },
	{ "google", "google" },
	{ "teams", "ms_teams" },
	{ "ms_teams", "ms_teams" },
	{ "phone", "phone" },
	{ "address", "address" },
};

static struct text type_of(struct text kind)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (text_is(kind, types[i][0]))
			return text_of(types[i][1]);
	return TEXT("custom");
}

struct meeting {
	struct text type, id, address;
};

/* What is looked for; both empty: the first there is. */
struct wanted {
	struct text type, id;
};

static bool is_wanted(const struct wanted *w, const struct meeting *m)
{
	if (w->id.size)
		return text_same(w->id, m->id);
	return !w->type.size || text_same(type_of(w->type), m->type);
}

static struct text id_make(struct call *call, const struct json *config, size_t place)
{
	struct text id = json_text(json_get(config, "meetingId"));
	struct text kind = json_text(json_get(config, "kind"));

	return id.size ? id : text_format(call->arena, "%.*s_%zu", (int)kind.size, kind.at, place);
}

/* Of a member, or of the calendar itself. */
static bool meeting_of(struct call *call, const struct json *from, const struct wanted *w,
		       struct meeting *out)
{
	const struct json *list = json_get(from, "locationConfigurations");
	struct text older = json_text(json_get(from, "meetingLocation"));
	size_t place = 0;

	for (const struct json *v = json_first(list); v; v = json_after(list, v), place++) {
		*out = (struct meeting){ type_of(json_text(json_get(v, "kind"))),
					 id_make(call, v, place),
					 json_text(json_get(v, "location")) };
		if (!out->address.size && !place)
			out->address = older;
		if (is_wanted(w, out))
			return true;
	}
	*out = (struct meeting){ type_of(json_text(json_get(from, "meetingLocationType"))),
				 TEXT(""), older };
	return !place && older.size && is_wanted(w, out);
}

static bool meeting_find(struct call *call, const struct calendar_setup *v, struct text owner,
			 const struct wanted *w, struct meeting *out)
{
	const struct json *team = json_get(v->wire, "teamMembers");

	for (const struct json *m = json_first(team); m && owner.size; m = json_after(team, m))
		if (text_same(json_text(json_get(m, "userId")), owner) &&
		    meeting_of(call, m, w, out))
			return true;
	if (meeting_of(call, v->wire, w, out))
		return true;
	*out = (struct meeting){ 0 };
	return false;
}

static void meeting_set(struct call *call, const struct meeting *m)
{
	call_set_text(call, "address", m->address);
	if (m->type.size)
		call_set_text(call, "meetingLocationType", m->type);
	else
		call_set_null(call, "meetingLocationType");
	if (m->id.size)
		call_set_text(call, "meetingLocationId", m->id);
	else
		call_set_null(call, "meetingLocationId");
}

static struct text sent(struct call *call, const char *name)
{
	return text_trim(json_text(json_get(call->json, name)));
}

bool meeting_said(struct call *call)
{
	return sent(call, "address").size ||
	       json_flag(json_get(call->json, "overrideLocationConfig"));
}

bool meeting_named(struct call *call)
{
	return sent(call, "meetingLocationId").size || sent(call, "meetingLocationType").size;
}

enum err meeting_take(struct call *call, const struct calendar_setup *v, struct text owner)
{
	struct wanted w = { sent(call, "meetingLocationType"), sent(call, "meetingLocationId") };
	struct meeting m = { w.type, w.id, sent(call, "address") };

	if (m.address.size && !m.type.size)
		m.type = TEXT("custom");
	if (text_is(w.id, "default"))
		w.id.size = 0;
	if (!meeting_said(call)) {
		struct meeting found;
		bool known = meeting_find(call, v, owner, &w, &found);
		if (!known && w.id.size)
			return refuse(call, ERR_BAD,
				      "meetingLocationId %.*s is not a meeting location of this "
				      "calendar",
				      (int)w.id.size, w.id.at);
		if (known)
			m = found;
		if (w.type.size)
			m.type = w.type; /* the name that was said, of two for the same */
	}
	meeting_set(call, &m);
	return call->err;
}

bool meeting_made(struct call *call, const struct calendar_setup *v, struct text owner)
{
	struct meeting m;

	meeting_find(call, v, owner, &(struct wanted){ 0 }, &m);
	return m.address.size && text_same(call_text(call, "address"), m.address);
}

void meeting_move(struct call *call, const struct calendar_setup *v, struct text owner)
{
	struct meeting m;

	meeting_find(call, v, owner, &(struct wanted){ 0 }, &m);
	meeting_set(call, &m);
}

void meetings_put(struct call *call, struct json_out *o, const struct json *list)
{
	static const char *const others[] = { "kind", "location" };
	size_t place = 0;

	json_list(o);
	for (const struct json *v = json_first(list); v; v = json_after(list, v), place++) {
		json_map(o);
		for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
			const struct json *value = json_get(v, others[i]);
			if (!json_is(value, JSON_TEXT))
				continue;
			json_key(o, others[i]);
			json_put(o, value);
		}
		json_key(o, "meetingId");
		json_put_text(o, id_make(call, v, place));
		json_close(o);
	}
	json_close(o);
}

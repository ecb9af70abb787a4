// SPDX-License-Identifier: Apache-2.0
/*
 * A calendar's settings: from what clients send to what is kept.
 *
 * null means "back to what it is when nobody says anything".  What a calendar as a whole must not
 * be is checked on the row that was written (calendar_check), by the rules of the engine.
 */
#include "domain/calendars/inside.h"

#include "base/json/texts.h"
#include "base/secrets/id.h"
#include "base/time/clock.h"

#define DATE_SIZE 10
#define LISTS_MAX ((size_t)4 << 20)

/* A calendar of which nobody said when it is open. */
static const char office_hours[] =
	"[{\"daysOfTheWeek\":[1,2,3,4,5],\"hours\":[{\"openHour\":8,\"openMinute\":0,"
	"\"closeHour\":17,\"closeMinute\":0}]}]";

static void slug_take(struct call *call, const char *name)
{
	if (call_value(call, name)->type != VALUE_TEXT)
		return;
	struct text slug = text_lower(call->arena, text_trim(call_text(call, name)));
	if (!slug.size)
		call_set_null(call, name);
	else if (slug_formed(slug))
		call_set_text(call, name, slug);
	else
		call_violation(call, "%s must be lower-case letters, digits and hyphens", name);
}

/* The two spellings are one setting; the official one counts where both are sent. */
static void places_take(struct call *call, bool fresh)
{
	static const char official[] = "appoinmentPerSlot", right[] = "appointmentPerSlot";

	if (!call_given(call, official) && call_given(call, right))
		call_set(call, official, *call_value(call, right));
	if ((fresh || call_given(call, official)) && call_whole(call, official, 0) < 1)
		call_set_whole(call, official, 1);
	if (call_given(call, "appoinmentPerDay") && call_whole(call, "appoinmentPerDay", 0) < 1)
		call_set_null(call, "appoinmentPerDay");
}

static void hours_take(struct call *call, bool fresh)
{
	bool said = call_value(call, "openHours")->type == VALUE_TEXT;
	const struct json *dates = json_get(call->json, "availabilities");
	bool dated = json_is(dates, JSON_LIST) && dates->count;

	if (!said && !fresh && !call_given(call, "openHours"))
		return;
	call_set_flag(call, "hoursSaid", said);
	if (!said)
		call_set_text(call, "openHours",
			      fresh && !dated ? text_of(office_hours) : TEXT("[]"));
}

static void lists_take(struct call *call, bool fresh)
{
	static const char *const lists[] = { "locationConfigurations", "teamMembers",
					     "availabilities" };

	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		if (call_value(call, lists[i])->type == VALUE_NULL ||
		    (fresh && !call_given(call, lists[i])))
			call_set_text(call, lists[i], TEXT("[]"));
}

/* One address, as far as can be seen: something, an @, something, and no white space. */
static bool address_formed(struct text t)
{
	size_t ats = 0;

	for (size_t i = 0; i < t.size; i++) {
		if ((unsigned char)t.at[i] <= ' ' || memchr("<>()[]\\,;:\"", t.at[i], 11))
			return false;
		ats += t.at[i] == '@';
	}
	return ats == 1 && t.at[0] != '@' && t.at[t.size - 1] != '@' && t.size <= 254;
}

/* The old list of who is told: addresses, separated by commas. */
static void notices_check(struct call *call)
{
	const struct json *list = json_get(call->json, "notifications");
	size_t place = 0;
	struct text one;

	for (const struct json *v = json_first(list); v; v = json_after(list, v), place++) {
		struct text rest = json_text(json_get(v, "selectedUsers"));
		while (text_split(&rest, ',', &one))
			if (text_trim(one).size && !address_formed(text_trim(one)))
				call_violation(call,
					       "notifications.%zu.selectedUsers must be e-mail "
					       "addresses, separated by commas",
					       place);
	}
}

/* Where one meets, each place with an id. */
static void meetings_take(struct call *call)
{
	const struct json *sent = json_get(call->json, "locationConfigurations");
	struct buffer buffer = buffer_open(call->arena, LISTS_MAX);
	struct json_out o = json_open(&buffer);

	if (!json_is(sent, JSON_LIST))
		return;
	meetings_put(call, &o, sent);
	call_set_text(call, "locationConfigurations", buffer_text(&buffer));
}

enum err calendar_take(struct call *call, bool fresh)
{
	static const char *const filled[] = { "name", NULL };

	slug_take(call, "slug");
	slug_take(call, "widgetSlug");
	places_take(call, fresh);
	hours_take(call, fresh);
	lists_take(call, fresh);
	meetings_take(call);
	notices_check(call);
	fallbacks_take(call, "CalendarNew", fresh);
	if (!call_text(call, "groupId").size && call_given(call, "groupId"))
		call_set_null(call, "groupId");
	return filled_check(call, filled);
}

/* --- dates --- */

static bool date_formed(struct text t)
{
	int64_t ms;

	return t.size >= DATE_SIZE && clock_read_iso((struct text){ t.at, DATE_SIZE }, &ms) &&
	       (t.size == DATE_SIZE || t.at[DATE_SIZE] == 'T');
}

static void date_put(struct call *call, struct json_out *o, const struct json *date, struct text id)
{
	char fresh[ID_SIZE];
	struct text written = json_text(json_get(date, "date"));

	id_new(call->now_ms, fresh);
	json_map(o);
	json_key(o, "date");
	json_put_text(o, text_format(call->arena, "%.*sT00:00:00.000Z", DATE_SIZE, written.at));
	json_key(o, "hours");
	json_put(o, json_get(date, "hours"));
	json_key(o, "deleted");
	json_put_flag(o, false);
	json_key(o, "id");
	json_put_text(o, id.size ? id : text_of(fresh));
	json_close(o);
}

/* The one with this id; NULL: there is none. */
static const struct json *date_find(const struct json *list, struct text id)
{
	for (const struct json *v = json_first(list); v && id.size; v = json_after(list, v))
		if (text_same(json_text(json_get(v, "id")), id))
			return v;
	return NULL;
}

/* Those kept, each as it was or as it was sent under its id; then the new ones. */
static enum err dates_merge(struct call *call)
{
	const struct json *sent = json_get(call->json, "availabilities");
	const struct json *kept = json_own(call->arena, call_text(call, "keptAvailabilities"));
	struct buffer buffer = buffer_open(call->arena, LISTS_MAX);
	struct json_out o = json_open(&buffer);
	size_t place = 0, count = 0;

	if (!json_is(sent, JSON_LIST))
		return ERR_OK;
	json_list(&o);
	for (const struct json *v = json_first(kept); v; v = json_after(kept, v)) {
		struct text id = json_text(json_get(v, "id"));
		const struct json *other = date_find(sent, id);
		if (other && json_flag(json_get(other, "deleted")))
			continue;
		if (!other || date_formed(json_text(json_get(other, "date"))))
			date_put(call, &o, other ? other : v, id);
		count++;
	}
	for (const struct json *v = json_first(sent); v; v = json_after(sent, v), place++) {
		if (!date_formed(json_text(json_get(v, "date"))))
			call_violation(call, "availabilities.%zu.date must be a valid date", place);
		else if (!json_flag(json_get(v, "deleted")) &&
			 !date_find(kept, json_text(json_get(v, "id"))) && ++count)
			date_put(call, &o, v, TEXT(""));
	}
	json_close(&o);
	if (count > AVAILABILITIES_MAX)
		return refuse(call, ERR_BAD, "A calendar can have %d availabilities",
			      AVAILABILITIES_MAX);
	call_set_text(call, "availabilities", buffer_text(&buffer));
	return violations_refuse(call);
}

/* --- the team --- */

/* What upstream shows of every member: that he is chosen, and whether his Zoom is joined. */
static void member_seen_put(struct json_out *o, const struct json *member)
{
	const struct json *selected = json_get(member, "selected");
	const struct json *zoom = json_get(member, "isZoomAdded");

	json_key(o, "selected");
	json_put_flag(o, !selected || json_is(selected, JSON_NULL) || json_flag(selected));
	json_key(o, "isZoomAdded");
	if (zoom && !json_is(zoom, JSON_NULL))
		json_put(o, zoom);
	else
		json_put_flag(o, false);
}

static void member_put(struct call *call, struct json_out *o, const struct json *member,
		       bool primary)
{
	static const char *const others[] = { "meetingLocationType", "meetingLocation" };
	const struct json *priority = json_get(member, "priority");
	const struct json *meetings = json_get(member, "locationConfigurations");

	json_map(o);
	json_key(o, "userId");
	json_put(o, json_get(member, "userId"));
	json_key(o, "priority");
	if (json_is(priority, JSON_NUMBER))
		json_put(o, priority);
	else
		json_put_real(o, 0.5);
	if (primary || json_get(member, "isPrimary")) {
		json_key(o, "isPrimary");
		json_put_flag(o, primary);
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		const struct json *v = json_get(member, others[i]);
		if (!v || json_is(v, JSON_NULL))
			continue;
		json_key(o, others[i]);
		json_put(o, v);
	}
	if (json_is(meetings, JSON_LIST)) {
		json_key(o, "locationConfigurations");
		meetings_put(call, o, meetings);
	}
	member_seen_put(o, member);
	json_close(o);
}

/* The first member of a collective calendar is its primary where nobody is said to be. */
static void team_take(struct call *call)
{
	const struct json *sent = json_get(call->json, "teamMembers");
	bool collective = text_is(call_text(call, "calendarType"), "collective");
	struct buffer buffer = buffer_open(call->arena, LISTS_MAX);
	struct json_out o = json_open(&buffer);
	struct text users[TEAM_MAX];
	size_t count = 0;

	if (!json_is(sent, JSON_LIST))
		return;
	for (const struct json *v = json_first(sent); v; v = json_after(sent, v))
		collective &= !json_flag(json_get(v, "isPrimary"));
	json_list(&o);
	for (const struct json *v = json_first(sent); v; v = json_after(sent, v)) {
		users[count] = json_text(json_get(v, "userId"));
		member_put(call, &o, v,
			   json_flag(json_get(v, "isPrimary")) || (collective && !count));
		count++;
	}
	json_close(&o);
	call_set_text(call, "teamMembers", buffer_text(&buffer));
	call_set_text(call, "teamUsers", texts_json(call->arena, users, count));
}

static bool member_in(const struct json *team, struct text user)
{
	for (const struct json *v = json_first(team); v; v = json_after(team, v))
		if (text_same(json_text(json_get(v, "userId")), user))
			return true;
	return false;
}

/* Is somebody new in the team, or gone, or is it chosen in another way than before? */
static bool turns_changed(struct call *call)
{
	const struct json *now = json_own(call->arena, call_text(call, "teamMembers"));
	const struct json *before = json_own(call->arena, call_text(call, "keptTeamMembers"));

	if (!text_same(call_text(call, "eventType"), call_text(call, "keptEventType")) ||
	    (now ? now->count : 0) != (before ? before->count : 0))
		return true;
	for (const struct json *v = json_first(now); v; v = json_after(now, v))
		if (!member_in(before, json_text(json_get(v, "userId"))))
			return true;
	return false;
}

enum err calendar_settle(struct call *call, const struct calendar_sent *sent)
{
	enum err e = dates_merge(call);

	if (!e && sent->team) {
		call_set_text(call, "teamUsers", TEXT("[]"));
		team_take(call);
	}
	if (!e && turns_changed(call))
		call_set_whole(call, "distributionResetAt", call->now_ms);
	return e;
}

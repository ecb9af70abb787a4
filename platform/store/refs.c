// SPDX-License-Identifier: Apache-2.0
/*
 * What an id in a query or a body names (`ref` in the catalogue) must be there, and be of whoever
 * asks: the location, or where no location is asked for, the company.  Looked up here for every
 * operation, in the transaction of what it does, so that no handler can forget it.
 *
 * One statement for each kind of thing that is named, however many there are; none for what names
 * nothing.  The location and the company at the top of a request were entered before (auth_enter).
 */
#include "platform/store/inside.h"

/* One id that was sent, and where. */
struct sent_ref {
	const struct field *field;
	struct text id, place; /* teamMembers.0 */
	struct sent_ref *next;
};

struct sent_refs {
	struct call *call;
	struct sent_ref *of[THING_COUNT];
};

/* --- what was sent --- */

static void id_add(struct sent_refs *r, const struct field *f, struct text id, struct text place)
{
	struct sent_ref *one;

	if (!id.size) /* it clears */
		return;
	one = arena_take(r->call->arena, sizeof(*one));
	*one = (struct sent_ref){ .field = f, .id = id, .place = place, .next = r->of[f->ref] };
	r->of[f->ref] = one;
}

static void ids_add(struct sent_refs *r, const struct field *f, const struct json *v,
		    struct text place)
{
	if (!f->list) {
		id_add(r, f, json_text(v), place);
		return;
	}
	size_t index = 0;

	for (const struct json *item = json_first(v); item; item = json_after(v, item), index++)
		id_add(r, f, json_text(item),
		       text_format(r->call->arena, "%.*s.%zu", (int)place.size, place.at, index));
}

static void shape_walk(struct sent_refs *r, const struct shape *s, const struct json *map,
		       struct text place);

/* A field that is a shape, or a list or map of it. */
static void nested_walk(struct sent_refs *r, const struct field *f, const struct json *v,
			struct text place)
{
	struct arena *a = r->call->arena;
	size_t index = 0;

	if (!f->list && !f->keyed) {
		shape_walk(r, f->shape, v, text_format(a, "%.*s.", (int)place.size, place.at));
		return;
	}
	for (const struct json *item = json_first(v); item; item = json_after(v, item), index++)
		shape_walk(r, f->shape, item,
			   text_format(a, "%.*s.%zu.", (int)place.size, place.at, index));
}

static bool entered(const struct field *f)
{
	return text_is(f->name, "locationId") || text_is(f->name, "location_id") ||
	       text_is(f->name, "companyId");
}

static void shape_walk(struct sent_refs *r, const struct shape *s, const struct json *map,
		       struct text place)
{
	for (size_t i = 0; s->refs && i < s->count; i++) {
		const struct field *f = &s->fields[i];
		bool inner = f->shape && f->shape->refs;
		const struct json *v = f->ref || inner ? json_find(map, f->name) : NULL;
		struct text here;

		if (!v || v->kind == JSON_NULL || (!place.size && entered(f)))
			continue;
		here = text_format(r->call->arena, "%.*s%s", (int)place.size, place.at, f->name_c);
		if (inner)
			nested_walk(r, f, v, here);
		else
			ids_add(r, f, v, here);
	}
}

static void query_walk(struct sent_refs *r, const struct shape *query)
{
	for (size_t i = 0; query->refs && i < query->count; i++) {
		const struct field *f = &query->fields[i];
		struct text said = f->ref ? call_text(r->call, f->name_c) : TEXT("");
		const struct json *list;
		struct text why;

		if (!said.size || entered(f))
			continue;
		if (!f->list)
			id_add(r, f, said, f->name);
		else if (!json_read(r->call->arena, said, &list, &why))
			ids_add(r, f, list, f->name);
	}
}

static void body_walk(struct sent_refs *r, const struct op *op, const struct json *body)
{
	if (!op->takes || !body)
		return;
	if (!op->takes_list) {
		shape_walk(r, op->takes, body, TEXT(""));
		return;
	}
	for (const struct json *item = json_first(body); item; item = json_after(body, item))
		shape_walk(r, op->takes, item, TEXT("body."));
}

/* --- is it there? --- */

#define STRANGER                                                                                   \
	"SELECT named.value AS stranger FROM json_each(:refIds) AS named WHERE NOT EXISTS ("
#define OF_LOCATION(table)                                                                         \
	STRANGER "SELECT 1 FROM " table " WHERE id = named.value AND location_id = :locationId)"   \
		 " LIMIT 1"

static const char *const strangers[THING_COUNT] = {
	[THING_COMPANY] = STRANGER "SELECT 1 FROM company"
				   " WHERE id = named.value AND id = :companyId) LIMIT 1",
	[THING_LOCATION] = STRANGER "SELECT 1 FROM location"
				    " WHERE id = named.value AND company_id = :companyId) LIMIT 1",
	[THING_USER] = STRANGER
	"SELECT 1 FROM account WHERE id = named.value AND company_id = :companyId AND NOT deleted"
	" AND (type = 'agency' OR CAST(:locationId AS TEXT) IS NULL OR EXISTS (SELECT 1"
	" FROM account_location WHERE location_id = :locationId AND account_id = account.id)))"
	" LIMIT 1",
	[THING_CONTACT] = OF_LOCATION("contact"),
	[THING_BUSINESS] = OF_LOCATION("business"),
	[THING_RECORD] = STRANGER
	"SELECT 1 FROM contact WHERE id = named.value AND location_id = :locationId UNION ALL"
	" SELECT 1 FROM business WHERE id = named.value AND location_id = :locationId UNION ALL"
	" SELECT 1 FROM opportunity WHERE id = named.value AND location_id = :locationId UNION ALL"
	" SELECT 1 FROM record WHERE id = named.value AND location_id = :locationId) LIMIT 1",
	[THING_ASSOCIATION] = STRANGER
	"SELECT 1 FROM association WHERE id = named.value AND location_id = :locationId UNION ALL"
	" SELECT 1 FROM standard_association WHERE id = named.value) LIMIT 1",
	[THING_FOLDER] = STRANGER
	"SELECT 1 FROM custom_field WHERE id = named.value AND location_id = :locationId"
	" AND document_type = 'folder' UNION ALL SELECT 1 FROM standard_field"
	" WHERE id = named.value AND document_type = 'folder') LIMIT 1",
	[THING_GROUP] = OF_LOCATION("calendar_group"),
	[THING_CALENDAR] = STRANGER "SELECT 1 FROM calendar WHERE id = named.value"
				    " AND location_id = :locationId AND NOT deleted) LIMIT 1",
	[THING_APPOINTMENT] = OF_LOCATION("appointment"),
	[THING_PIPELINE] = OF_LOCATION("pipeline"),
	[THING_STAGE] = OF_LOCATION("pipeline_stage"),
	[THING_OPPORTUNITY] = OF_LOCATION("opportunity"),
	[THING_LOST_REASON] = OF_LOCATION("lost_reason"),
	[THING_BLOG] = OF_LOCATION("blog_site"),
	[THING_AUTHOR] = OF_LOCATION("blog_author"),
	[THING_CATEGORY] = OF_LOCATION("blog_category"),
};

/* What is said where it is known how this is said; elsewhere the field is named. */
static const struct {
	enum err err;
	const char *sentence;
} said[THING_COUNT] = {
	[THING_LOCATION] = { ERR_FORBIDDEN, "The token does not have access to this location." },
	[THING_CONTACT] = { ERR_BAD, "Contact not found" },
	[THING_ASSOCIATION] = { ERR_ABSENT, "Association not found" },
	[THING_CALENDAR] = { ERR_MISSING, "Calendar not found (%.*s)" },
	[THING_PIPELINE] = { ERR_BAD, "The pipeline id is invalid." },
	[THING_STAGE] = { ERR_BAD, "The pipeline stage id is invalid." },
	[THING_OPPORTUNITY] = { ERR_ABSENT, "Opportunity with id %.*s not found" },
	[THING_LOST_REASON] = { ERR_BAD, "The lost reason id is invalid." },
};

static enum err stranger_refuse(struct call *call, enum thing thing, const struct sent_ref *ref)
{
	int size = (int)(ref->id.size > 200 ? 200 : ref->id.size);

	if (said[thing].err)
		return refuse(call, said[thing].err, said[thing].sentence, size, ref->id.at);
	call_violation(call, "%.*s must be the id of %s", (int)ref->place.size, ref->place.at,
		       thing_what(thing));
	return refuse(call, ERR_INVALID, "%.*s", (int)call->violations[0].size,
		      call->violations[0].at);
}

static enum err things_need(struct call *call, enum thing thing, const struct sent_ref *sent)
{
	struct buffer b = buffer_open(call->arena, (size_t)4 << 20);
	struct json_out ids = json_open(&b);
	struct rows *rows;
	struct text stranger = TEXT("");

	json_list(&ids);
	for (const struct sent_ref *s = sent; s; s = s->next)
		json_put_text(&ids, s->id);
	json_close(&ids);
	call_set_text(call, "refIds", buffer_text(&b));
	rows = store_ask(call, strangers[thing]);
	if (rows_next(rows))
		stranger = text_copy(call->arena, rows_text(rows, "stranger"));
	rows_close(rows);
	for (const struct sent_ref *s = sent; s && stranger.size && !call->err; s = s->next)
		if (text_same(s->id, stranger))
			return stranger_refuse(call, thing, s);
	return call->err;
}

enum err refs_need(struct call *call)
{
	struct sent_refs refs = { .call = call };
	enum err e = ERR_OK;

	query_walk(&refs, call->op->query);
	body_walk(&refs, call->op, call->json);
	for (enum thing t = THING_NONE + 1; !e && t < THING_COUNT; t++)
		if (refs.of[t])
			e = things_need(call, t, refs.of[t]);
	return e;
}

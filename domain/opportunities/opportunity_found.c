// SPDX-License-Identifier: Apache-2.0
/*
 * The opportunities of a page of a search, with what hangs on them.
 *
 * Further contacts of the page are read before its rows, and lists of notes, tasks and appointments
 * (where they are asked for) for one contact after the other: of each the newest DETAILS_MAX.
 */
#include "domain/opportunities/search.h"

#include "base/time/clock.h"

#define DETAILS_MAX "100"

static struct text ids_text(struct call *call, const struct hit *hits, size_t count)
{
	struct buffer b = buffer_open(call->arena, 64 << 10);
	struct json_out o = json_open(&b);

	json_list(&o);
	for (size_t i = 0; i < count; i++)
		json_put_text(&o, hits[i].id);
	json_close(&o);
	return buffer_text(&b);
}

static void text_or_null(struct json_out *o, const char *key, struct rows *rows, const char *column)
{
	json_key(o, key);
	if (rows_null(rows, column))
		json_put_null(o);
	else
		json_put_text(o, rows_text(rows, column));
}

/* What both a relation and the contact itself show of a contact. */
static void person_put(struct json_out *o, struct rows *rows)
{
	text_or_null(o, "companyName", rows, "contact_company");
	text_or_null(o, "email", rows, "contact_email");
	text_or_null(o, "phone", rows, "contact_phone");
	json_key(o, "tags");
	json_put_raw(o, rows_text(rows, "contact_tags"));
}

static void contact_put(struct json_out *o, struct rows *rows)
{
	json_key(o, "contact");
	json_map(o);
	text_or_null(o, "id", rows, "person_id");
	text_or_null(o, "name", rows, "contact_name");
	person_put(o, rows);
	json_key(o, "score");
	json_put_raw(o, TEXT("[]"));
	json_close(o);
}

static void relation_put(struct json_out *o, struct rows *rows, bool primary)
{
	json_map(o);
	json_key(o, "associationId");
	json_put_c(o, "OPPORTUNITIES_CONTACTS_ASSOCIATION");
	text_or_null(o, "relationId", rows, "relation_id");
	json_key(o, "primary");
	json_put_flag(o, primary);
	json_key(o, "objectKey");
	json_put_c(o, "contact");
	text_or_null(o, "recordId", rows, "person_id");
	text_or_null(o, "fullName", rows, "contact_name");
	text_or_null(o, "contactName", rows, "contact_name");
	person_put(o, rows);
	json_key(o, "attributed");
	if (primary)
		json_put_flag(o, true);
	else
		json_put_null(o);
	json_close(o);
}

#define PERSON                                                                                     \
	" contact.id AS person_id, nullif(trim(coalesce(contact.first_name, '') || ' '"            \
	" || coalesce(contact.last_name, '')), '') AS contact_name,"                               \
	" contact.email AS contact_email, contact.phone AS contact_phone,"                         \
	" contact.tags AS contact_tags, contact.company_name AS contact_company"

/* --- further contacts --- */

struct further {
	struct text opportunity, json;
	struct further *next;
};

static struct further *further_read(struct call *call)
{
	struct further *first = NULL, **end = &first, *f;
	struct rows *rows = store_ask(
		call, "SELECT relation.id AS relation_id, relation.first_record_id," PERSON
		      " FROM json_each(:hits) AS hit JOIN relation"
		      " ON relation.first_record_id = hit.value"
		      " AND relation.association_id = 'OPPORTUNITIES_CONTACTS_ASSOCIATION'"
		      " JOIN contact ON contact.id = relation.second_record_id"
		      " AND contact.location_id = :locationId"
		      " WHERE relation.location_id = :locationId"
		      " ORDER BY relation.date_added, relation.id");

	while (rows_next(rows)) {
		struct buffer b = buffer_open(call->arena, 64 << 10);
		struct json_out o = json_open(&b);

		relation_put(&o, rows, false);
		f = arena_take(call->arena, sizeof(*f));
		*f = (struct further){
			.opportunity = text_copy(call->arena, rows_text(rows, "first_record_id")),
			.json = buffer_text(&b),
		};
		*end = f;
		end = &f->next;
	}
	rows_close(rows);
	return first;
}

/* --- custom values, each under the name of its kind --- */

static const struct field_def *def_of(const struct field_defs *defs, struct text id)
{
	for (size_t i = 0; i < defs->count; i++)
		if (text_same(defs->at[i].id, id))
			return &defs->at[i];
	return NULL;
}

static void typed_put(struct json_out *o, const struct field_def *def, const struct json *v)
{
	static const struct {
		enum json_kind kind;
		const char *type, *name;
	} kinds[] = {
		{ JSON_NUMBER, "number", "fieldValueNumber" },
		{ JSON_LIST, "array", "fieldValueArray" },
		{ JSON_MAP, "object", "fieldValueObject" },
		{ JSON_TEXT, "string", "fieldValueString" },
	};
	int64_t ms;
	size_t i = 0;

	json_key(o, "type");
	if (def && text_is(text_of(def->type->name), "DATE") && clock_read_iso(json_text(v), &ms)) {
		json_put_c(o, "date");
		json_key(o, "fieldValueDate");
		json_put_whole(o, ms);
		return;
	}
	while (i + 1 < sizeof(kinds) / sizeof(*kinds) && !json_is(v, kinds[i].kind))
		i++;
	json_put_c(o, kinds[i].type);
	json_key(o, kinds[i].name);
	json_put(o, v);
}

static void fields_put(struct call *call, const struct field_defs *defs, struct text kept)
{
	struct json_out *o = &call->out;
	const struct json *list = NULL;
	struct text why;

	json_read(call->arena, kept, &list, &why);
	json_key(o, "customFields");
	json_list(o);
	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		struct text id = json_text(json_get(v, "id"));

		json_map(o);
		json_key(o, "id");
		json_put_text(o, id);
		typed_put(o, def_of(defs, id), json_get(v, "value"));
		json_close(o);
	}
	json_close(o);
}

/* --- lists of a contact --- */

static const struct detail {
	const char *key, *sql;
} details_of[] = {
	{ "notes", "SELECT * FROM note WHERE contact_id = :detailOf AND location_id = :locationId"
		   " ORDER BY date_added DESC, id DESC LIMIT " DETAILS_MAX },
	{ "tasks", "SELECT * FROM task WHERE contact_id = :detailOf AND location_id = :locationId"
		   " ORDER BY date_added DESC, id DESC LIMIT " DETAILS_MAX },
	{ "calendarEvents",
	  "SELECT id, title, calendar_id, contact_id, assigned_user_id, appointment_status,"
	  " start_ms AS start_time, end_ms AS end_time, date_added, date_updated"
	  " FROM appointment WHERE contact_id = :detailOf AND location_id = :locationId"
	  " AND NOT deleted ORDER BY start_ms DESC, id DESC LIMIT " DETAILS_MAX },
};

/* Reads the list as JSON, apart from the reply, in which other rows are still to come. */
static struct text detail_read(struct call *call, const struct detail *detail, struct text contact)
{
	const struct shape *item = shape_find(call->op->gives, TEXT("opportunities"))->shape;
	struct buffer b = buffer_open(call->arena, 4 << 20);
	struct json_out own = call->out;
	struct rows *rows;

	call_set_text(call, "detailOf", contact);
	call->out = json_open(&b);
	json_list(&call->out);
	rows = store_ask(call, detail->sql);
	while (rows_next(rows)) {
		json_map(&call->out);
		rows_put(rows, shape_find(item, text_of(detail->key))->shape);
		json_close(&call->out);
	}
	rows_close(rows);
	json_close(&call->out);
	call->out = own;
	return buffer_text(&b);
}

struct lists {
	struct text of[sizeof(details_of) / sizeof(*details_of)]; /* empty: not asked for */
};

static void lists_read(struct call *call, const struct hit *hits, size_t count,
		       struct details asked, struct lists *lists)
{
	const bool wanted[] = { asked.notes, asked.tasks, asked.events };

	for (size_t i = 0; i < count; i++) {
		call_set_text(call, "opportunityId", hits[i].id);
		if (!store_load(call, "SELECT contact_id AS person FROM opportunity"
				      " WHERE location_id = :locationId AND id = :opportunityId"))
			continue;
		struct text contact = text_copy(call->arena, call_text(call, "person"));
		for (size_t j = 0; j < sizeof(wanted) / sizeof(*wanted); j++)
			if (wanted[j])
				lists[i].of[j] = detail_read(call, &details_of[j], contact);
	}
}

/* --- the page --- */

static const char page_sql[] =
	"SELECT " OPPORTUNITY_COLUMNS ", opportunity.pipeline_stage_id AS pipeline_stage_u_id,"
	" opportunity.id AS relation_id, opportunity.attributions, false AS is_attribute,"
	" CAST(NULL AS DOUBLE PRECISION) AS forecast_probability,"
	" pipeline_stage.win_probability AS effective_probability,"
	" opportunity.custom_fields AS fields_kept, CAST(hit.key AS BIGINT) AS place," PERSON
	" FROM json_each(:hits) AS hit"
	" JOIN opportunity ON opportunity.location_id = :locationId AND opportunity.id = hit.value"
	" JOIN contact ON contact.id = opportunity.contact_id"
	" AND contact.location_id = :locationId"
	" LEFT JOIN pipeline_stage ON pipeline_stage.location_id = :locationId"
	" AND pipeline_stage.id = opportunity.pipeline_stage_id"
	" ORDER BY CAST(hit.key AS BIGINT)";

static void relations_say(struct call *call, struct rows *rows, const struct further *further,
			  struct text id)
{
	json_key(&call->out, "relations");
	json_list(&call->out);
	relation_put(&call->out, rows, true);
	for (const struct further *f = further; f; f = f->next)
		if (text_same(f->opportunity, id))
			json_put_raw(&call->out, f->json);
	json_close(&call->out);
}

static void lists_put(struct json_out *o, const struct lists *lists)
{
	for (size_t i = 0; i < sizeof(details_of) / sizeof(*details_of); i++) {
		if (!lists->of[i].size)
			continue;
		json_key(o, details_of[i].key);
		json_put_raw(o, lists->of[i]);
	}
}

enum err opportunities_put(struct call *call, const struct hit *hits, size_t count,
			   struct details details)
{
	const struct shape *shape = shape_find(call->op->gives, TEXT("opportunities"))->shape;
	struct lists *lists = arena_take(call->arena, (count + 1) * sizeof(*lists));
	struct field_defs defs;
	enum err e = field_defs_load(call, TEXT("opportunity"), &defs);

	memset(lists, 0, (count + 1) * sizeof(*lists));
	call_set_text(call, "hits", ids_text(call, hits, count));
	struct further *further = further_read(call);
	if (details.notes || details.tasks || details.events)
		lists_read(call, hits, count, details, lists);
	struct rows *rows = store_ask(call, page_sql);
	json_key(&call->out, "opportunities");
	json_list(&call->out);
	while (rows_next(rows)) {
		size_t place = (size_t)rows_whole(rows, "place");

		json_map(&call->out);
		rows_put(rows, shape);
		fields_put(call, &defs, rows_text(rows, "fields_kept"));
		relations_say(call, rows, further, hits[place].id);
		contact_put(&call->out, rows);
		json_key(&call->out, "sort");
		json_put_raw(&call->out, hits[place].sort);
		lists_put(&call->out, &lists[place]);
		json_close(&call->out);
	}
	json_close(&call->out);
	rows_close(rows);
	return e ? e : call->err;
}

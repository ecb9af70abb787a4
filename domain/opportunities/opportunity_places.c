// SPDX-License-Identifier: Apache-2.0
/*
 * Where the fields of an opportunity are, for those who filter and sort.
 *
 * Columns that have an index are spelled so that none begins with them: the search itself says with
 * which it begins (opportunity_search.c).
 */
#include "domain/opportunities/search.h"

#define PLAIN(name)  "(opportunity." name " || '')"
#define NUMBER(name) "(opportunity." name " + 0)"

static const struct place places[] = {
	{ { "id" }, { .kind = FILTER_TEXT, .column = PLAIN("id") }, "opportunity.id", LEAD_ID },
	{ { "pipeline_id", "pipelineId" },
	  { .kind = FILTER_TEXT, .column = PLAIN("pipeline_id") },
	  NULL,
	  LEAD_PIPELINE },
	{ { "pipeline_stage_id", "pipelineStageId", "pipelineStageUId" },
	  { .kind = FILTER_TEXT, .column = PLAIN("pipeline_stage_id") },
	  NULL,
	  LEAD_STAGE },
	{ { "status" },
	  { .kind = FILTER_TEXT, .column = PLAIN("status") },
	  "opportunity.status",
	  LEAD_STATUS },
	{ { "assigned_to", "assignedTo" },
	  { .kind = FILTER_TEXT, .column = PLAIN("assigned_to") },
	  NULL,
	  LEAD_PERSON },
	{ { "contact_id", "contactId" },
	  { .kind = FILTER_TEXT, .column = PLAIN("contact_id") },
	  NULL,
	  LEAD_CONTACT },
	{ { "monetary_value", "monetaryValue" },
	  { .kind = FILTER_NUMBER, .column = NUMBER("monetary_value") },
	  "coalesce(opportunity.monetary_value, 0)",
	  LEAD_NONE },
	{ { "name" },
	  { .kind = FILTER_FOLDED, .column = "fold(opportunity.name)", .finds = "opportunity" },
	  "fold(opportunity.name)",
	  LEAD_NONE },
	{ { "source" },
	  { .kind = FILTER_FOLDED, .column = "fold(opportunity.source)" },
	  "coalesce(fold(opportunity.source), '')",
	  LEAD_NONE },
	{ { "date_added", "dateAdded", "createdAt" },
	  { .kind = FILTER_INSTANT, .column = "opportunity.created_at" },
	  "opportunity.created_at",
	  LEAD_NONE },
	{ { "date_updated", "dateUpdated", "updatedAt" },
	  { .kind = FILTER_INSTANT, .column = "opportunity.updated_at" },
	  "opportunity.updated_at",
	  LEAD_NONE },
	{ { "last_stage_change", "lastStageChange", "lastStageChangeAt" },
	  { .kind = FILTER_INSTANT, .column = "opportunity.last_stage_change_at" },
	  "opportunity.last_stage_change_at",
	  LEAD_NONE },
	{ { "last_status_change", "lastStatusChange", "lastStatusChangeAt" },
	  { .kind = FILTER_INSTANT, .column = "opportunity.last_status_change_at" },
	  "opportunity.last_status_change_at",
	  LEAD_NONE },
	{ { "lost_reason_id", "lostReasonId" },
	  { .kind = FILTER_TEXT, .column = "opportunity.lost_reason_id" },
	  NULL,
	  LEAD_NONE },
	{ { "tags" },
	  { .kind = FILTER_FOLDED,
	    .column = "t.tag",
	    .side = TEXT("EXISTS (SELECT 1 FROM contact_tag t"
			 " WHERE t.contact_id = opportunity.contact_id"
			 " AND t.location_id = :locationId AND ") },
	  NULL,
	  LEAD_NONE },
	{ { "country" },
	  { .kind = FILTER_FOLDED,
	    .column = "fold(k.country)",
	    .side = TEXT("EXISTS (SELECT 1 FROM contact k WHERE k.id = opportunity.contact_id"
			 " AND k.location_id = :locationId AND ") },
	  NULL,
	  LEAD_NONE },
	{ { "followers" },
	  { .kind = FILTER_TEXT,
	    .column = "w.value",
	    .side = TEXT("EXISTS (SELECT 1 FROM json_each(opportunity.followers) AS w WHERE ") },
	  NULL,
	  LEAD_NONE },
};

const struct place *opportunity_place(struct text name)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		for (size_t j = 0; j < PLACE_NAMES && places[i].names[j]; j++)
			if (text_is(name, places[i].names[j]))
				return &places[i];
	return NULL;
}

static const struct field_def *custom_find(struct call *call, struct field_defs *defs,
					   struct text name)
{
	if (!defs->at && field_defs_load(call, TEXT("opportunity"), defs))
		return NULL;
	for (size_t i = 0; i < defs->count; i++)
		if (!defs->at[i].standard &&
		    (text_same(defs->at[i].id, name) || text_same(defs->at[i].key, name)))
			return &defs->at[i];
	return NULL;
}

/* Of each opportunity its value is asked for, by the key, which is named whole: else an index of
 * values tempts the engine, in which all that have the field are gone through for each.  Or those
 * are looked up that have such a value. */
#define OF_EACH                                                                                    \
	"EXISTS (SELECT 1 FROM opportunity_field v WHERE v.location_id = :locationId"              \
	" AND v.opportunity_id = opportunity.id AND v.field_id = :%.*s AND v.place >= 0 AND "
#define WHO_HAVE                                                                                   \
	"(opportunity.location_id, opportunity.id) IN"                                             \
	" (SELECT v.location_id, v.opportunity_id FROM opportunity_field v"                        \
	" WHERE v.location_id = :locationId AND v.field_id = :%.*s AND "

/* Numbers compare as numbers, days as days, all else as folded text.  leads: it is begun with. */
static bool custom_place(struct filter *f, struct text name, bool leads, struct filter_place *out)
{
	const struct field_def *def = custom_find(f->call, f->owner, name);
	struct text id = text_format(f->call->arena, "fieldAt%zu", f->value_count);

	if (!def)
		return false;
	struct text type = text_of(def->type->name);
	bool number = text_is(type, "NUMERICAL") || text_is(type, "MONETORY") ||
		      text_is(type, "FLOAT");
	call_set_text(f->call, text_c(f->call->arena, id), def->id);
	out->kind = number		    ? FILTER_NUMBER
		    : text_is(type, "DATE") ? FILTER_DAY_TEXT
					    : FILTER_FOLDED;
	out->column = number ? "v.number" : "v.value";
	out->side = leads ? text_format(f->call->arena, WHO_HAVE, (int)id.size, id.at)
			  : text_format(f->call->arena, OF_EACH, (int)id.size, id.at);
	return true;
}

static bool custom_find_place(struct filter *f, struct text name, bool leads,
			      struct filter_place *out)
{
	struct text head, tail = name;

	return text_split(&tail, '.', &head) &&
	       (text_is(head, "custom_fields") || text_is(head, "customFields")) &&
	       custom_place(f, tail, leads, out);
}

bool opportunity_lead_find(struct filter *f, struct text name, struct filter_place *out)
{
	return custom_find_place(f, name, true, out);
}

bool opportunity_place_find(struct filter *f, struct text name, struct filter_place *out)
{
	const struct place *place = opportunity_place(name);

	if (place)
		*out = place->at;
	return place || custom_find_place(f, name, false, out);
}

struct filter *opportunity_filter(struct call *call)
{
	struct filter *f = arena_take(call->arena, sizeof(*f));
	struct field_defs *defs = arena_take(call->arena, sizeof(*defs));

	*f = (struct filter){ .find = opportunity_place_find, .owner = defs };
	*defs = (struct field_defs){ 0 };
	filter_open(f, call);
	return f;
}

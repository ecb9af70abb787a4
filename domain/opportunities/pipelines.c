// SPDX-License-Identifier: Apache-2.0
/*
 * Pipelines: made, read, changed, deleted, each with all its stages.
 *
 * A pipeline's row has the list of its stages as it is replied; what opportunities need to know of
 * a stage has a row of its own.  A change sends the whole list:
 *
 *	there     New  Talks  Offer
 *	sent      New(id)  Offer(id)  Signed
 *	then      New  Offer  Signed(new id); who was in Talks is in New
 */
#include "base/core/string_set.h"
#include "base/secrets/id.h"
#include "domain/opportunities/inside.h"

#include <math.h>

#define PIPELINES_MAX 200
#define STAGES_MAX    100

struct stage {
	struct text id, name, key, color;
	bool in_funnel, in_pie_chart;
	bool own; /* its probability was said */
	double probability;
};

struct plan {
	struct stage stages[STAGES_MAX];
	size_t count;
	const struct json *before; /* the stages there are; NULL: a new pipeline */
	bool own_before;	   /* whose probabilities were their own */
};

enum err pipeline_missing(struct call *call)
{
	struct text id = call_text(call, "pipelineId");

	return call->err ? call->err
			 : refuse(call, ERR_ABSENT, "Pipeline with id %.*s not found", (int)id.size,
				  id.at);
}

/* --- stages as sent --- */

static const struct json *stage_before(const struct plan *plan, struct text id)
{
	for (const struct json *s = json_first(plan->before); s; s = json_after(plan->before, s))
		if (id.size && text_same(json_text(json_get(s, "id")), id))
			return s;
	return NULL;
}

/* A member as sent, else as it was. */
static const struct json *said(const struct json *sent, const struct json *before, const char *key)
{
	const struct json *v = json_get(sent, key);

	return v ? v : json_get(before, key);
}

static bool flag_said(struct call *call, const struct json *sent, const struct json *before,
		      const char *key)
{
	const struct json *v = said(sent, before, key);
	const struct value *all = call_value(call, key);

	if (v && v->kind != JSON_NULL)
		return json_flag(v);
	return all->type == VALUE_FLAG ? all->whole : true;
}

static enum err stage_refuse(struct call *call, size_t i, const char *what)
{
	call_violation(call, "stages.%zu.%s", i, what);
	return refuse(call, ERR_INVALID, "The stages do not fit.");
}

static enum err stage_read(struct call *call, struct plan *plan, const struct json *sent)
{
	struct text id = json_text(json_get(sent, "id"));
	const struct json *before = stage_before(plan, id), *own;
	struct stage *s = &plan->stages[plan->count];
	char *fresh;

	if (id.size && !before)
		return refuse(call, ERR_BAD, "The pipeline stage id is invalid.");
	if (!id.size) {
		fresh = arena_take(call->arena, ID_UUID_SIZE);
		id_uuid(call->now_ms, fresh);
		id = text_of(fresh);
	}
	own = plan->own_before ? said(sent, before, "stageWinProbability")
			       : json_get(sent, "stageWinProbability");
	*s = (struct stage){
		.id = id,
		.name = text_trim(json_text(json_get(sent, "name"))),
		.color = json_text(said(sent, before, "color")),
		.in_funnel = flag_said(call, sent, before, "showInFunnel"),
		.in_pie_chart = flag_said(call, sent, before, "showInPieChart"),
	};
	s->key = text_lower(call->arena, s->name);
	s->own = json_real(own, &s->probability);
	if (!s->name.size)
		return stage_refuse(call, plan->count, "name should not be empty");
	for (size_t i = 0; i < plan->count; i++)
		if (text_same(plan->stages[i].key, s->key) || text_same(plan->stages[i].id, s->id))
			return stage_refuse(call, plan->count, "name must stand only once");
	plan->count++;
	return ERR_OK;
}

/* Theirs, if all of them say one and the pipeline wants them; else (n+1)/(stages+1), in percent. */
static void probabilities_settle(struct call *call, struct plan *plan)
{
	bool own = call_whole(call, "useOpportunityProbability", 0) != 0;

	for (size_t i = 0; i < plan->count; i++)
		own = own && plan->stages[i].own;
	for (size_t i = 0; i < plan->count && !own; i++)
		plan->stages[i].probability =
			round(10000.0 * (double)(i + 1) / (double)(plan->count + 1)) / 100;
}

static struct text stages_text(struct call *call, const struct plan *plan)
{
	struct buffer buffer = buffer_open(call->arena, 128 << 10);
	struct json_out out = json_open(&buffer);

	json_list(&out);
	for (size_t i = 0; i < plan->count; i++) {
		const struct stage *s = &plan->stages[i];

		json_map(&out);
		json_key(&out, "id");
		json_put_text(&out, s->id);
		json_key(&out, "name");
		json_put_text(&out, s->name);
		json_key(&out, "position");
		json_put_whole(&out, (int64_t)i);
		if (s->color.size) {
			json_key(&out, "color");
			json_put_text(&out, s->color);
		}
		json_key(&out, "showInFunnel");
		json_put_flag(&out, s->in_funnel);
		json_key(&out, "showInPieChart");
		json_put_flag(&out, s->in_pie_chart);
		json_key(&out, "stageWinProbability");
		json_put_real(&out, s->probability);
		json_close(&out);
	}
	json_close(&out);
	return buffer_text(&buffer);
}

static enum err plan_read(struct call *call, struct plan *plan)
{
	const struct json *list = json_get(call->json, "stages");
	bool in_funnel = false, in_pie_chart = false;
	enum err e = ERR_OK;

	for (const struct json *s = json_first(list); s && !e; s = json_after(list, s))
		e = stage_read(call, plan, s);
	if (e)
		return e;
	probabilities_settle(call, plan);
	for (size_t i = 0; i < plan->count; i++) {
		in_funnel |= plan->stages[i].in_funnel;
		in_pie_chart |= plan->stages[i].in_pie_chart;
	}
	call_set_flag(call, "showInFunnel", in_funnel);
	call_set_flag(call, "showInPieChart", in_pie_chart);
	call_set_flag(call, "useOpportunityProbability",
		      call_whole(call, "useOpportunityProbability", 0) != 0);
	call_set_text(call, "stageList", stages_text(call, plan));
	return ERR_OK;
}

/* --- keeping --- */

static enum err name_need(struct call *call)
{
	struct text name = text_plain(call->arena, text_trim(call_text(call, "name")));

	if (!name.size) {
		call_violation(call, "name should not be empty");
		return refuse(call, ERR_INVALID, "name should not be empty");
	}
	call_set_text(call, "name", name);
	call_set_text(call, "nameKey", text_lower(call->arena, name));
	store_guard(call, "pipelines", call_text(call, "locationId"));
	if (store_has(call, "SELECT 1 FROM pipeline WHERE location_id = :locationId"
			    " AND name_key = :nameKey AND id <> coalesce(:pipelineId, '')"))
		return refuse(call, ERR_DUPLICATE, "There is a pipeline with this name already.");
	return call->err;
}

static enum err stages_save(struct call *call, const struct plan *plan)
{
	enum err e = store_do(call, "DELETE FROM pipeline_stage WHERE location_id = :locationId"
				    " AND pipeline_id = :pipelineId");

	for (size_t i = 0; i < plan->count && !e; i++) {
		call_set_text(call, "stageId", plan->stages[i].id);
		call_set_whole(call, "stagePlace", (int64_t)i);
		call_set(call, "stageProbability",
			 (struct value){ .type = VALUE_REAL, .real = plan->stages[i].probability });
		e = store_do(call, "INSERT INTO pipeline_stage (location_id, id, pipeline_id,"
				   " position, win_probability) VALUES (:locationId, :stageId,"
				   " :pipelineId, :stagePlace, :stageProbability)");
	}
	return e;
}

/* Those in a stage that is not in the plan go on in the lowest that is. */
static enum err stages_leave(struct call *call, const struct plan *plan)
{
	struct text pipeline = call_text(call, "pipelineId");
	enum err e = ERR_OK;

	for (const struct json *s = json_first(plan->before); s && !e;
	     s = json_after(plan->before, s)) {
		struct text id = json_text(json_get(s, "id"));
		bool stays = false;

		for (size_t i = 0; i < plan->count; i++)
			stays = stays || text_same(plan->stages[i].id, id);
		if (!stays)
			e = leaving_begin(call, LEAVING_STAGE, pipeline, id);
	}
	return e;
}

enum err pipeline_create(struct call *call)
{
	struct plan *plan = arena_take(call->arena, sizeof(*plan));
	enum err e;

	*plan = (struct plan){ 0 };
	e = name_need(call);
	if (!e)
		e = plan_read(call, plan);
	if (!e && store_number(call, "SELECT count(*) AS n FROM pipeline /* grows: at most 200 */"
				     " WHERE location_id = :locationId") >= PIPELINES_MAX)
		return refuse(call, ERR_BAD, "A location can have at most %d pipelines.",
			      PIPELINES_MAX);
	call_set(call, "pipelineId", *call_value(call, "newId"));
	call_set_text(call, "place", text_format(call->arena, "Z%013lld", (long long)call->now_ms));
	if (!e)
		e = stages_save(call, plan);
	return e ? e
		 : store_reply_row(call, "pipeline",
				   "INSERT INTO pipeline (location_id, id, name, name_key,"
				   " position, stages, show_in_funnel, show_in_pie_chart,"
				   " use_opportunity_probability, color_render_mode, date_added,"
				   " date_updated) VALUES (:locationId, :pipelineId, :name,"
				   " :nameKey, :place, :stageList, :showInFunnel, :showInPieChart,"
				   " :useOpportunityProbability, :colorRenderMode, :now, :now)"
				   " RETURNING *");
}

enum err pipeline_update(struct call *call)
{
	struct plan *plan = arena_take(call->arena, sizeof(*plan));
	struct text why;
	enum err e;

	*plan = (struct plan){ 0 };
	store_guard(call, "pipeline", call_text(call, "pipelineId"));
	if (!store_select_for_update(
		    call, "SELECT name, color_render_mode, use_opportunity_probability,"
			  " stages AS stages_kept, use_opportunity_probability AS own_kept"
			  " FROM pipeline WHERE id = :pipelineId AND location_id = :locationId"))
		return pipeline_missing(call);
	json_read(call->arena, call_text(call, "stagesKept"), &plan->before, &why);
	plan->own_before = call_whole(call, "ownKept", 0) != 0;
	e = name_need(call);
	if (!e)
		e = plan_read(call, plan);
	if (!e)
		e = stages_save(call, plan);
	if (!e)
		e = store_do(call, "UPDATE pipeline SET name = :name, name_key = :nameKey,"
				   " stages = :stageList, show_in_funnel = :showInFunnel,"
				   " show_in_pie_chart = :showInPieChart,"
				   " use_opportunity_probability = :useOpportunityProbability,"
				   " color_render_mode = :colorRenderMode, date_updated = :now"
				   " WHERE id = :pipelineId AND location_id = :locationId");
	if (!e)
		e = stages_leave(call, plan);
	return e ? e : pipeline_get(call);
}

enum err pipeline_delete(struct call *call)
{
	store_guard(call, "pipeline", call_text(call, "pipelineId"));
	enum err e = store_do(call, "DELETE FROM pipeline"
				    " WHERE id = :pipelineId AND location_id = :locationId");

	if (!e && !call->changed)
		return pipeline_missing(call);
	if (!e)
		e = store_do(call, "DELETE FROM pipeline_stage WHERE location_id = :locationId"
				   " AND pipeline_id = :pipelineId");
	if (!e)
		e = leaving_begin(call, LEAVING_PIPELINE, TEXT(""), call_text(call, "pipelineId"));
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	return e;
}

/* --- reading --- */

/* What is announced meanwhile is not the pipeline. */
enum err pipeline_get(struct call *call)
{
	const struct shape *shape = shape_find(call->op->gives, TEXT("pipeline"))->shape;
	struct rows *rows = store_ask(call, "SELECT * FROM pipeline WHERE id = :pipelineId"
					    " AND location_id = :locationId");
	bool found = rows_next(rows);

	if (found) {
		json_key(&call->out, "pipeline");
		json_map(&call->out);
		rows_put(rows, shape);
		json_close(&call->out);
	}
	rows_close(rows);
	return call->err ? call->err : found ? ERR_OK : pipeline_missing(call);
}

enum err pipeline_list(struct call *call)
{
	/* Upstream knows the location of a token, and still wants it named. */
	if (!call_named(call, "locationId"))
		return refuse_more(call, ERR_INVALID,
				   TEXT("\"code\":\"COMMON_LOCATION_ID_UNDEFINED\""),
				   "locationId can't be undefined");
	return store_list(call, "pipelines",
			  "SELECT * FROM pipeline /* grows: all pipelines of the location, of"
			  " which there are at most 200 */ WHERE location_id = :locationId"
			  " ORDER BY position, id LIMIT 1000");
}

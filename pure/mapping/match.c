// SPDX-License-Identifier: Apache-2.0
/*
 * match(): regular expressions by PCRE2, inside our bounds.
 *
 * PCRE2 counts backtracking for each place where a match may begin, which is not enough: a text of
 * 64 KiB has many such places.  So every item of a pattern is compiled with a callout, and each
 * callout pays steps of the expression's own budget, more for those that ran over much text.  All
 * memory is the arena's; nothing is given back, so one block for matching serves a whole run.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "pure/mapping/inside.h"

#include <pcre2.h>

#define MATCH_LIMIT   10000
#define HEAP_KIB      512
#define GROUPS_MAX    31
#define COMPILE_STEPS 1000 /* of a pattern that is made as it runs */
#define SOURCE_MAX    1024

struct pattern {
	pcre2_code *code;
	uint32_t groups;
	bool refers; /* \1: an item may compare much text */
};

struct matcher {
	pcre2_match_data *data;
	pcre2_match_context *context;
	struct use *use;
	size_t last; /* where the callout before was */
	size_t size; /* of the subject */
	bool refers;
	enum err err;
};

static void *piece_take(size_t size, void *arena)
{
	return arena_take(arena, size);
}

static void piece_leave(void *piece, void *arena)
{
	(void)piece;
	(void)arena;
}

static enum err pattern_fault(struct arena *a, struct map_fault *fault, const char *why, size_t at)
{
	*fault = (struct map_fault){ .kind = MAP_FAULT_VALUE,
				     .why = text_format(a, "the pattern has %s at its byte %zu",
							why, at) };
	return ERR_INVALID;
}

static bool options_read(struct text flags, uint32_t *options)
{
	*options = PCRE2_UTF | PCRE2_AUTO_CALLOUT | PCRE2_NEVER_BACKSLASH_C;
	for (size_t i = 0; i < flags.size; i++) {
		char c = flags.at[i];
		if (!memchr("ismx", c, 4))
			return false;
		*options |= c == 'i'   ? PCRE2_CASELESS
			    : c == 's' ? PCRE2_DOTALL
			    : c == 'm' ? PCRE2_MULTILINE
				       : PCRE2_EXTENDED;
	}
	return true;
}

enum err pattern_read(struct arena *a, struct text source, struct text flags,
		      const struct pattern **out, struct map_fault *fault)
{
	uint32_t options, references;
	int number;
	PCRE2_SIZE at;
	unsigned char why[120];
	if (!options_read(flags, &options))
		return pattern_fault(a, fault, "flags that are not of i s m x", 0);
	if (source.size > SOURCE_MAX)
		return pattern_fault(a, fault, "no end: 1024 bytes are the most", SOURCE_MAX);
	pcre2_general_context *general = pcre2_general_context_create(piece_take, piece_leave, a);
	pcre2_compile_context *context = pcre2_compile_context_create(general);
	struct pattern *p = arena_take(a, sizeof(*p));
	pcre2_set_parens_nest_limit(context, 64);
	p->code = pcre2_compile((PCRE2_SPTR)source.at, source.size, options, &number, &at, context);
	if (!p->code) {
		pcre2_get_error_message(number, why, sizeof(why));
		return pattern_fault(a, fault, (const char *)why, at);
	}
	pcre2_pattern_info(p->code, PCRE2_INFO_CAPTURECOUNT, &p->groups);
	pcre2_pattern_info(p->code, PCRE2_INFO_BACKREFMAX, &references);
	p->refers = references > 0;
	*out = p;
	return p->groups <= GROUPS_MAX ? ERR_OK : pattern_fault(a, fault, "more than 31 groups", 0);
}

/* Pays for one item of the pattern; not 0 ends the match. */
static int item_pay(pcre2_callout_block *block, void *data)
{
	struct matcher *m = data;
	size_t here = block->current_position;
	size_t ran = here > m->last ? here - m->last : m->last - here;
	m->last = here;
	m->err = eval_spend(m->use->e, 1 + ran / 32 + (m->refers ? m->size / 256 : 0));
	return m->err ? PCRE2_ERROR_CALLOUT : 0;
}

static struct matcher *matcher_make(struct use *u)
{
	struct arena *a = u->e->arena;
	struct matcher *m = arena_take(a, sizeof(*m));
	pcre2_general_context *general = pcre2_general_context_create(piece_take, piece_leave, a);
	m->data = pcre2_match_data_create(GROUPS_MAX + 1, general);
	m->context = pcre2_match_context_create(general);
	pcre2_set_match_limit(m->context, MATCH_LIMIT);
	pcre2_set_heap_limit(m->context, HEAP_KIB);
	pcre2_set_callout(m->context, item_pay, m);
	return m;
}

static struct map_value group_value(const struct map_value *v, const PCRE2_SIZE *ends)
{
	if (ends[0] == PCRE2_UNSET || ends[1] < ends[0])
		return VALUE_NULL;
	return map_text((struct text){ v->text.at + ends[0], ends[1] - ends[0] });
}

static void found_give(struct use *u, const struct pattern *p, struct map_value *out)
{
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(u->e->matcher->data);
	const struct map_value *v = &u->args[0];
	*out = group_value(v, p->groups ? ends + 2 : ends);
	if (p->groups < 2)
		return;
	struct map_value *items = arena_take(u->e->arena, p->groups * sizeof(*items));
	for (uint32_t i = 0; i < p->groups; i++)
		items[i] = group_value(v, ends + 2 * ((size_t)i + 1));
	*out = map_items(items, p->groups);
}

static enum err pattern_made(struct use *u, const struct pattern **out)
{
	struct map_fault fault = { 0 };
	struct text flags = u->count > 2 ? u->args[2].text : TEXT("");
	*out = u->node->pattern;
	if (*out)
		return ERR_OK;
	enum err err = eval_spend(u->e, COMPILE_STEPS);
	if (!err && pattern_read(u->e->arena, u->args[1].text, flags, out, &fault))
		err = eval_fault(u->e, fault.kind, u->node, "%.*s", (int)fault.why.size,
				 fault.why.at);
	return err;
}

enum err run_match(struct use *u, struct map_value *out)
{
	const struct pattern *p;
	const struct map_value *v = &u->args[0];
	enum err err = pattern_made(u, &p);
	if (!err && v->text.size > MAP_TEXT_MAX)
		err = use_wrong(u, 0, "a text of at most 65536 bytes");
	if (!err)
		err = eval_spend(u->e, 4 + v->text.size / 16);
	if (err)
		return err;
	if (!u->e->matcher)
		u->e->matcher = matcher_make(u);
	struct matcher *m = u->e->matcher;
	m->use = u;
	m->last = 0;
	m->size = v->text.size;
	m->refers = p->refers;
	m->err = ERR_OK;
	int found = pcre2_match(p->code, (PCRE2_SPTR)(v->text.size ? v->text.at : ""), v->text.size,
				0, 0, m->data, m->context);
	if (found >= 0)
		found_give(u, p, out);
	if (found >= 0 || found == PCRE2_ERROR_NOMATCH)
		return ERR_OK;
	if (m->err)
		return m->err;
	return eval_fault(u->e, MAP_FAULT_LIMIT, u->node,
			  "the pattern takes too long on this text of %zu bytes", v->text.size);
}

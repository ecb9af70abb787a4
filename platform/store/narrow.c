// SPDX-License-Identifier: Apache-2.0
/*
 * Trees of what the text search knows, and what they leave.
 *
 * A tree is asked once in a call: how many rows it leaves, and, where they are few, which.  The few
 * are held by the link, and serve the next call with the same tree (the next page, another order)
 * as long as nothing that is searched has changed: then their list is read again from the index,
 * and costs as much as the lists of its leaves are long.
 *
 *	tree    ("Qm3…ann") AND ("Qm3…state=tx")
 *	state   of contact_find when it was read           rows  [7,31,406]   count  3
 */
#include "platform/store/inside.h"
#include "platform/store/sqlite.h"

#define HELD_MAX  5000 /* rows of a tree that are held */
#define HELD_KEPT 32   /* trees that a link keeps */
#define TREE_MAX  4096 /* bytes of one */
#define ROW_TEXT  21   /* bytes of a row's number, with what stands between two */

struct held {
	struct arena *arena; /* its own; NULL: free */
	struct text table, tree, state;
	struct text rows; /* a JSON list; empty: too many */
	int64_t count, most;
	uint64_t used;
};

struct held_lists {
	struct held at[HELD_KEPT];
	uint64_t clock;
};

void store_held_drop(struct store_connection *l)
{
	for (size_t i = 0; l->held && i < HELD_KEPT; i++)
		arena_drop(l->held->at[i].arena);
	if (l->held)
		*l->held = (struct held_lists){ 0 };
}

/* What the index is now, for whoever only reads: a writer has changes that it has yet to be told.
 */
static struct text state_of(struct call *call, struct text table)
{
	struct store_connection *l = call->connection;
	struct text state = TEXT("");

	if (l->use != USE_READ)
		return state;
	struct rows *rows = store_ask_made(call, l->driver->find_state(call->arena, table));
	if (rows_next(rows))
		state = text_copy(call->arena, rows_text(rows, "state"));
	rows_close(rows);
	return state;
}

static bool is_of(const struct held *h, struct text table, struct text tree, struct text state)
{
	return h->arena && text_same(h->state, state) && text_same(h->tree, tree) &&
	       text_same(h->table, table);
}

static const struct held *held_find(struct store_connection *l, const struct held *like)
{
	for (size_t i = 0; l->held && like->state.size && i < HELD_KEPT; i++) {
		struct held *h = &l->held->at[i];
		if (is_of(h, like->table, like->tree, like->state) &&
		    (h->count < h->most || h->most >= like->most)) {
			h->used = ++l->held->clock;
			return h;
		}
	}
	return NULL;
}

static void held_keep(struct store_connection *l, const struct held *new)
{
	struct held *oldest;

	if (!new->state.size || new->tree.size > TREE_MAX)
		return;
	if (!l->held)
		l->held = arena_take(l->home, sizeof(*l->held));
	oldest = &l->held->at[0];
	for (size_t i = 1; i < HELD_KEPT; i++)
		if (l->held->at[i].used < oldest->used)
			oldest = &l->held->at[i];
	arena_drop(oldest->arena);
	struct arena *a = arena_open();
	*oldest = (struct held){ .arena = a,
				 .table = text_copy(a, new->table),
				 .tree = text_copy(a, new->tree),
				 .state = text_copy(a, new->state),
				 .rows = text_copy(a, new->rows),
				 .count = new->count,
				 .most = new->most,
				 .used = ++l->held->clock };
}

/* Their numbers, when they are few. */
static void rows_read(struct call *call, struct held *h)
{
	struct buffer list = buffer_open(call->arena, HELD_MAX * ROW_TEXT + 2);

	call_set_whole(call, "narrowMax", HELD_MAX + 1);
	struct rows *rows = store_ask_made(call,
					   call->connection->driver->held(call->arena, h->table));
	h->count = 0;
	while (h->count <= HELD_MAX && rows_next(rows)) {
		int64_t place = rows_whole(rows, "place");
		buffer_format(&list, "%c%lld", h->count++ ? ',' : '[', (long long)place);
	}
	rows_close(rows);
	buffer_add(&list, h->count ? TEXT("]") : TEXT("[]"));
	h->rows = h->count <= HELD_MAX ? buffer_text(&list) : TEXT("");
}

static void rows_count(struct call *call, struct held *h)
{
	call_set_whole(call, "narrowMax", h->most);
	struct rows *rows = store_ask_made(
		call, call->connection->driver->narrowed(call->arena, h->table));
	if (rows_next(rows))
		h->count = rows_whole(rows, "narrowed");
	rows_close(rows);
}

int64_t store_narrowed(struct call *call, const char *table, struct text tree, int64_t most)
{
	struct store_connection *l = call->connection;

	call_set_text(call, "held", TEXT(""));
	if (call->err || !store_connection_need(l, call) || !l->driver->narrowed)
		return -1;
	call_set_text(call, "narrow", tree);
	struct held asked = { .table = text_of(table), .tree = tree, .most = most };
	asked.state = state_of(call, asked.table);
	const struct held *h = held_find(l, &asked);
	if (!h) {
		rows_read(call, &asked);
		if (!asked.rows.size && most > HELD_MAX + 1)
			rows_count(call, &asked);
		if (call->err)
			return -1;
		asked.most = asked.rows.size ? INT64_MAX : most;
		held_keep(l, &asked);
		h = &asked;
	}
	call_set_text(call, "held", text_copy(call->arena, h->rows));
	return h->count < most ? h->count : most;
}

bool store_is_held(struct call *call)
{
	return call_text(call, "held").size > 0;
}

// SPDX-License-Identifier: Apache-2.0
/* Events, their order, counters, guards and replies kept for Idempotency-Key; on each engine. */
#include "test/unit/store_kit.h"

static const struct field payload_fields[] = {
	FIELD("type", "type", &kit_text),
	FIELD("locationId", "location_id", &kit_text),
	FIELD("id", "id", &kit_text),
	FIELD("firstName", "first_name", &kit_text),
	FIELD("tags", "tags", &kit_text, .list = true),
};
static const struct shape payload = { .name = { "Payload", 7 },
				      .fields = payload_fields,
				      .count = 5 };
static const struct field wrapped_fields[] = {
	FIELD("locationId", "location_id", &kit_text),
	FIELD("thing", "thing", NULL, .shape = &kit_thing),
};
static const struct shape wrapped = { .name = { "Wrapped", 7 },
				      .fields = wrapped_fields,
				      .count = 2 };

static enum err make_and_give(struct call *call)
{
	enum err e = store_do(call, kit_insert);
	store_count(call, "things", 1);
	return e ? e : store_reply_row(call, "thing", "SELECT * FROM thing WHERE id = :id");
}

static const struct op make_op = {
	.run = make_and_give,
	.gives = &kit_gives,
	.status = 201,
	.events = { { { "ThingCreate", 11 }, &payload } },
	.event_count = 1,
};

static enum err read_payload(struct call *call)
{
	struct rows *r = store_ask(call, "SELECT payload, id, location_id, company_id, type"
					 " FROM event_settled ORDER BY xid, seq");
	buffer_byte(&call->buffer, ' ');
	while (rows_next(r)) {
		buffer_add(&call->buffer, rows_text(r, "payload"));
		buffer_add(&call->buffer, TEXT(" "));
		assert_true(text_is(rows_text(r, "location_id"), "loc1"));
		assert_true(text_is(rows_text(r, "company_id"), "com1"));
	}
	rows_close(r);
	return call->err;
}

static const char *payloads(struct kit *k)
{
	const struct op op = { .run = read_payload, .reads = true };
	struct call *call = kit_call(k, &op);

	assert_int_equal(kit_perform(call), ERR_OK);
	store_connection_rest(k->connection);
	return kit_reply(call);
}

static void a_given_row_is_the_event(void **state)
{
	struct call *call = kit_call(*state, &make_op);

	kit_values(call, "t1", "a/b");
	assert_int_equal(kit_perform(call), ERR_OK);
	const char *got = payloads(*state);
	const char *expected = "{ {\"type\":\"ThingCreate\",\"locationId\":\"loc1\",\"id\":\"t1\","
			       "\"firstName\":\"a/b\",\"tags\":[\"a\",\"b\"],"
			       "\"timestamp\":\"2025-06-15T15:06:40.123Z\",\"webhookId\":\"";
	assert_true(text_starts(text_of(got), expected));
}

static enum err tell_and_give(struct call *call)
{
	enum err e = store_do(call, kit_insert);
	if (!e)
		e = store_emit_event(call, "ThingWrap", "SELECT * FROM thing WHERE id = :id");
	return e ? e : store_reply_row(call, "thing", "SELECT * FROM thing WHERE id = :id");
}

static void a_told_event_stands_for_the_given_row(void **state)
{
	const struct op op = {
		.run = tell_and_give,
		.gives = &kit_gives,
		.events = { { { "ThingCreate", 11 }, &payload }, { { "ThingWrap", 9 }, &wrapped } },
		.event_count = 2,
	};
	struct call *call = kit_call(*state, &op);

	kit_values(call, "t1", "Ann");
	assert_int_equal(kit_perform(call), ERR_OK);
	assert_true(text_starts(text_of(payloads(*state)),
				"{ {\"type\":\"ThingWrap\",\"locationId\":\"loc1\","
				"\"thing\":{\"id\":\"t1\",\"firstName\":\"Ann\","));
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM event"), 1);
}

/* --- order --- */

struct writer {
	struct kit *k;
	int number;
	_Atomic bool *stop;
};

#define WRITERS 6
#define EACH	40

static void *write_many(void *owner)
{
	struct writer *w = owner;
	for (int i = 0; i < EACH; i++) {
		struct arena *a = arena_open();
		struct call *call = kit_call_in(a, w->k, &make_op);
		struct text id = text_format(a, "w%d-%03d", w->number, i);
		kit_values(call, text_c(a, id), text_c(a, id));
		call_set_text(call, "locationId", TEXT("loc1"));
		assert_int_equal(kit_perform(call), ERR_OK);
		arena_drop(a);
	}
	return NULL;
}

/* What a reader sees who follows the cursor while others write: everything, once. */
static size_t follow(struct kit *k, const char *sql, int64_t *xid, int64_t *seq)
{
	struct arena *a = arena_open();
	struct call *call = kit_call_in(a, k, NULL);
	size_t seen = 0;

	call_set_whole(call, "sinceXid", *xid);
	call_set_whole(call, "sinceSeq", *seq);
	struct rows *r = store_ask_made(call, text_of(sql));
	while (rows_next(r)) {
		*xid = rows_whole(r, "xid");
		*seq = rows_whole(r, "seq");
		seen++;
	}
	rows_close(r);
	store_connection_rest(k->connection);
	arena_drop(a);
	return seen;
}

static void a_reader_misses_nothing_while_many_write(void **state)
{
	static const char sql[] = "SELECT xid, seq FROM event_settled"
				  " WHERE (xid, seq) > (:sinceXid, :sinceSeq) ORDER BY xid, seq";
	pthread_t threads[WRITERS];
	struct writer writers[WRITERS];
	int64_t xid = 0, seq = 0;
	size_t seen = 0;

	for (int i = 0; i < WRITERS; i++) {
		writers[i] = (struct writer){ .k = *state, .number = i };
		pthread_create(&threads[i], NULL, write_many, &writers[i]);
	}
	for (int i = 0; i < 200 && seen < WRITERS * EACH; i++) {
		seen += follow(*state, sql, &xid, &seq);
		usleep(2000);
	}
	for (int i = 0; i < WRITERS; i++)
		pthread_join(threads[i], NULL);
	seen += follow(*state, sql, &xid, &seq);
	assert_int_equal(seen, WRITERS * EACH);
	assert_int_equal(kit_number_of(*state, "SELECT sum(n) AS n FROM counter"
					       " WHERE what = 'things'"),
			 WRITERS * EACH);
}

/* --- counters --- */

static enum err count(struct call *call)
{
	store_count(call, "things", 5);
	store_count(call, "things", -2);
	assert_int_equal(store_counted(call, "things"), 3);
	assert_int_equal(store_counted(call, "nothings"), 0);
	call_set_text(call, "locationId", TEXT("loc2"));
	assert_int_equal(store_counted(call, "things"), 0);
	return call->err;
}

static void counters_count_by_location(void **state)
{
	const struct op op = { .run = count };
	struct call *call = kit_call(*state, &op);

	assert_int_equal(kit_perform(call), ERR_OK);
}

/* --- guards --- */

static enum err take_last(struct call *call)
{
	store_guard(call, "place", TEXT("chair"));
	if (store_has(call, "SELECT 1 FROM thing WHERE amount = 1"))
		return refuse(call, ERR_DUPLICATE, "taken");
	usleep(1000);
	call_set_whole(call, "amount", 1);
	return store_do(call, kit_insert);
}

static void *sit_down(void *owner)
{
	static const struct op op = { .run = take_last };
	struct writer *w = owner;
	struct arena *a = arena_open();
	struct call *call = kit_call_in(a, w->k, &op);
	struct text id = text_format(a, "w%d", w->number);

	kit_values(call, text_c(a, id), text_c(a, id));
	enum err e = kit_perform(call);
	arena_drop(a);
	return (void *)(uintptr_t)e;
}

static void a_guard_lets_one_in(void **state)
{
	pthread_t threads[WRITERS];
	struct writer writers[WRITERS];
	int sitting = 0;

	for (int i = 0; i < WRITERS; i++) {
		writers[i] = (struct writer){ .k = *state, .number = i };
		pthread_create(&threads[i], NULL, sit_down, &writers[i]);
	}
	for (int i = 0; i < WRITERS; i++) {
		void *e;
		pthread_join(threads[i], &e);
		sitting += (enum err)(uintptr_t)e == ERR_OK;
	}
	assert_int_equal(sitting, 1);
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM thing"), 1);
}

/* --- Idempotency-Key --- */

static struct call *keyed(struct kit *k, const struct op *op, const char *key, const char *body)
{
	struct call *call = kit_call(k, op);
	struct header *h = arena_take(k->arena, sizeof(*h));

	*h = (struct header){ TEXT("idempotency-key"), text_of(key) };
	call->headers = h;
	call->header_count = 1;
	call->method = TEXT("POST");
	call->path = TEXT("/things");
	call->body = text_of(body);
	kit_values(call, body, body);
	return call;
}

static void the_same_key_gets_the_same_reply(void **state)
{
	struct call *first = keyed(*state, &make_op, "k1", "t1");
	struct call *again = keyed(*state, &make_op, "k1", "t1");

	assert_int_equal(kit_perform(first), ERR_OK);
	assert_int_equal(first->extra_count, 0);
	assert_int_equal(kit_perform(again), ERR_OK);
	assert_string_equal(kit_reply(first), kit_reply(again));
	assert_string_equal(first->trace, again->trace);
	assert_int_equal(again->status, 201);
	assert_int_equal(again->extra_count, 1);
	assert_true(text_is(again->extra[0].name, "Idempotency-Replayed"));
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM thing"), 1);
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM event"), 1);
}

static void another_payload_or_token_is_another_matter(void **state)
{
	struct call *other = keyed(*state, &make_op, "k1", "t2");
	struct call *stranger = keyed(*state, &make_op, "k1", "t3");

	assert_int_equal(kit_perform(keyed(*state, &make_op, "k1", "t1")), ERR_OK);
	assert_int_equal(kit_perform(other), ERR_INVALID);
	assert_string_equal(kit_why(other), "this Idempotency-Key was used for another request");
	call_set_text(stranger, "callerToken", TEXT("token2"));
	assert_int_equal(kit_perform(stranger), ERR_OK);
	assert_int_equal(stranger->extra_count, 0);
}

static void a_refused_write_keeps_nothing(void **state)
{
	kit_put(*state, "t1", "t1");
	assert_int_equal(kit_perform(keyed(*state, &make_op, "k1", "t1")), ERR_DUPLICATE);
	assert_int_equal(kit_perform(keyed(*state, &make_op, "k1", "t2")), ERR_OK);
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM reply"), 1);
}

static void a_reply_is_kept_for_seven_days(void **state)
{
	struct call *late = keyed(*state, &make_op, "k1", "t2");

	assert_int_equal(kit_perform(keyed(*state, &make_op, "k1", "t1")), ERR_OK);
	late->now_ms = NOW + (int64_t)8 * 24 * 3600 * 1000;
	assert_int_equal(kit_perform(late), ERR_OK);
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM reply"), 1);
}

static void *send_keyed(void *owner)
{
	struct call *call = owner;
	return (void *)(uintptr_t)kit_perform(call);
}

static void many_with_one_key_write_once(void **state)
{
	pthread_t threads[WRITERS];
	struct call *calls[WRITERS];

	for (int i = 0; i < WRITERS; i++)
		calls[i] = keyed(*state, &make_op, "k1", "t1");
	for (int i = 0; i < WRITERS; i++) {
		/* each call in an arena of its own thread */
		calls[i]->arena = arena_open();
		calls[i]->buffer.arena = calls[i]->arena;
		pthread_create(&threads[i], NULL, send_keyed, calls[i]);
	}
	for (int i = 0; i < WRITERS; i++) {
		void *e;
		pthread_join(threads[i], &e);
		assert_true((enum err)(uintptr_t)e == ERR_OK ||
			    (enum err)(uintptr_t)e == ERR_CONFLICT);
	}
	assert_int_equal(kit_number_of(*state, "SELECT count(*) AS n FROM event"), 1);
	for (int i = 0; i < WRITERS; i++)
		arena_drop(calls[i]->arena);
}

KIT_MAIN(cmocka_unit_test(a_given_row_is_the_event),
	 cmocka_unit_test(a_told_event_stands_for_the_given_row),
	 cmocka_unit_test(a_reader_misses_nothing_while_many_write),
	 cmocka_unit_test(counters_count_by_location), cmocka_unit_test(a_guard_lets_one_in),
	 cmocka_unit_test(the_same_key_gets_the_same_reply),
	 cmocka_unit_test(another_payload_or_token_is_another_matter),
	 cmocka_unit_test(a_refused_write_keeps_nothing),
	 cmocka_unit_test(a_reply_is_kept_for_seven_days),
	 cmocka_unit_test(many_with_one_key_write_once))

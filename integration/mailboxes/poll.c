// SPDX-License-Identifier: Apache-2.0
/*
 * A mailbox is looked at: what came since is taken, the oldest first, each in a transaction that
 * also moves the place up to which all is read.
 *
 * Where the server counts anew (UIDVALIDITY), all is read once more, and what is known is passed
 * over.  A letter that is too large is told of by its head; one that cannot be read is counted, and
 * the next is taken.
 */
#include "integration/mailboxes/inside.h"

#include "base/core/log.h"

#define ROOM	     "mailboxes"
#define AT_ONCE	     2
#define PAGE_MAX     100
#define REST_MOST_MS HOUR_MS

struct look {
	struct job_turn *turn;
	struct mailbox box;
	struct imap_login login;
	struct imap_folder folder;
	int64_t validity, uid, every_ms;
	bool whole;
};

/* --- the row --- */

static bool box_read(struct job_turn *turn, struct look *l, struct text *why)
{
	struct call *call = turn->call;
	struct text box, id = text_copy(call->arena, turn->job->ref);

	call_set_text(call, "locationId", turn->job->location_id);
	call_set_text(call, "mailboxId", id);
	if (!store_load(call, "SELECT b.*, l.company_id AS box_company FROM mailbox b JOIN location"
			      " l ON l.id = b.location_id WHERE b.location_id = :locationId"
			      " AND b.id = :mailboxId AND b.host IS NOT NULL"))
		return false;
	*l = (struct look){
		.turn = turn,
		.box = { .id = id,
			 .location_id = text_copy(call->arena, turn->job->location_id),
			 .company_id = text_copy(call->arena, call_text(call, "boxCompany")),
			 .makes = text_is(call_text(call, "unknown"), "make") },
		.login = { .host = text_copy(call->arena, call_text(call, "host")),
			   .user = text_copy(call->arena, call_text(call, "account")),
			   .folder = text_copy(call->arena, call_text(call, "folder")),
			   .ca_file = call->app->settings->smtp_ca_file,
			   .port = call_whole(call, "port", 993),
			   .tls_from_start = text_is(call_text(call, "security"), "tls"),
			   .plain = text_is(call_text(call, "security"), "none"),
			   .private = blocking_pool_private(call->app->blocking_pool) },
		.validity = call_whole(call, "validity", 0),
		.uid = call_whole(call, "uid", 0),
		.every_ms = call_whole(call, "every", 60) * SECOND_MS,
		.whole = call_whole(call, "whole", 0) != 0,
	};
	box = text_copy(call->arena, call_text(call, "passwordSealed"));
	if (mailbox_unseal(call, id, box, &l->login.password))
		*why = TEXT("its password cannot be opened: the keys of kept secrets are not those"
			    " that sealed it");
	store_connection_rest(call->connection);
	return true;
}

/* --- a letter --- */

struct letter {
	const struct look *look;
	struct text raw, input;
	int64_t uid;
	size_t whole;
	bool gone; /* out: the mailbox is not as it was */
};

/* Only from where it was: another may have looked meanwhile, or somebody changed it. */
static enum err letter_keep(struct call *call)
{
	struct letter *t = *(struct letter **)store_transaction_data(call);
	const struct look *l = t->look;
	struct taken taken;

	call_set_text(call, "locationId", l->box.location_id);
	call_set_text(call, "mailboxId", l->box.id);
	call_set_whole(call, "mailboxUid", t->uid);
	call_set_whole(call, "mailboxFrom", l->uid);
	call_set_whole(call, "mailboxValidity", l->folder.validity);
	store_do(call, "UPDATE mailbox SET uid = :mailboxUid WHERE location_id = :locationId"
		       " AND id = :mailboxId AND validity = :mailboxValidity"
		       " AND uid = :mailboxFrom");
	t->gone = !call->err && !call->changed;
	if (call->err || t->gone || !t->raw.size)
		return call->err;
	return letter_give(call, &l->box, t->input, &taken);
}

static struct call *call_fresh(const struct call *like, struct arena *a)
{
	struct call *call = call_open(a, like->now_ms);

	call->app = like->app;
	call->connection = like->connection;
	call_set_whole(call, "now", call->now_ms);
	return call;
}

static bool letter_take_one(struct look *l, struct imap *i, const struct imap_letter *one,
			    struct text *why)
{
	struct arena *a = arena_open();
	struct letter t = { .look = l, .uid = one->uid, .whole = one->size }, *data = &t;
	struct text said = { 0 };
	bool fine = imap_fetch(i, one->uid, one->size > LETTER_MAX, a, &t.raw);

	if (fine && t.whole < t.raw.size)
		t.whole = t.raw.size;
	if (fine && one->size <= LETTER_MAX)
		t.whole = t.raw.size;
	if (fine) {
		struct call *call = call_fresh(l->turn->call, a);

		if (t.raw.size)
			t.input = letter_input(a, &l->box, t.raw, t.whole);
		enum err e = store_transaction(call, "mailboxes", letter_keep, &data, sizeof(data));
		if (e)
			said = call->why.size ? call->why : TEXT("The data cannot be written.");
		fine = !e && !t.gone;
		l->uid = fine ? one->uid : l->uid;
	}
	if (said.size)
		*why = text_copy(l->turn->call->arena, said);
	arena_drop(a);
	return fine;
}

/* --- the look --- */

/* From where on it is read: from now, from the beginning, or from where it was. */
static enum err place_keep(struct call *call)
{
	struct look *l = *(struct look **)store_transaction_data(call);

	call_set_text(call, "locationId", l->box.location_id);
	call_set_text(call, "mailboxId", l->box.id);
	call_set_whole(call, "mailboxUid", l->uid);
	call_set_whole(call, "mailboxValidity", l->folder.validity);
	call_set_whole(call, "mailboxWas", l->validity);
	return store_do(call, "UPDATE mailbox SET uid = :mailboxUid, validity = :mailboxValidity"
			      " WHERE location_id = :locationId AND id = :mailboxId"
			      " AND validity = :mailboxWas");
}

static bool place_take(struct look *l, struct text *why)
{
	struct arena *a = arena_open();
	struct look *data = l;
	bool fine = true;

	if (l->validity != l->folder.validity) {
		l->uid = l->validity || l->whole ? 0 : l->folder.next - 1;
		fine = !store_transaction(call_fresh(l->turn->call, a), "mailboxes", place_keep,
					  &data, sizeof(data));
	}
	if (!fine)
		*why = TEXT("The data cannot be written.");
	arena_drop(a);
	return fine;
}

static bool letters_take(struct look *l, struct imap *i, struct text *why)
{
	struct imap_letter page[PAGE_MAX];
	size_t count = PAGE_MAX;

	while (count == PAGE_MAX) {
		if (!imap_list(i, l->uid + 1, page, PAGE_MAX, &count))
			return false;
		for (size_t n = 0; n < count; n++) {
			if (atomic_load(l->turn->stopping))
				return true;
			if (!letter_take_one(l, i, &page[n], why))
				return false;
		}
	}
	return true;
}

struct looked {
	const struct look *look;
	struct text why;
};

static enum err looked_keep(struct call *call)
{
	const struct looked *k = store_transaction_data(call);

	call_set_text(call, "locationId", k->look->box.location_id);
	call_set_text(call, "mailboxId", k->look->box.id);
	call_set_text(call, "mailboxError", k->why);
	call_set_whole(call, "mailboxNow", call->now_ms);
	return store_do(call, "UPDATE mailbox SET error = nullif(:mailboxError, ''),"
			      " looked_at = CASE WHEN :mailboxError = ''"
			      " THEN CAST(:mailboxNow AS BIGINT) ELSE looked_at END"
			      " WHERE location_id = :locationId AND id = :mailboxId");
}

/* The next look: as often as is wished; after failures later and later, up to an hour. */
static int64_t rest_ms(const struct look *l, bool fine)
{
	int64_t rest = l->every_ms;

	for (int64_t n = 0; !fine && n < 6 && rest < REST_MOST_MS; n++)
		rest *= n < l->turn->job->tries ? 2 : 1;
	return rest < REST_MOST_MS || fine ? rest : REST_MOST_MS;
}

static void look(struct job_turn *turn)
{
	struct looked k = { 0 };
	struct look l;
	struct imap *i = NULL;

	if (!box_read(turn, &l, &k.why)) {
		turn->result->end = turn->call->err ? JOB_END_UNTRIED : JOB_END_DONE;
		return;
	}
	k.look = &l;
	if (!k.why.size)
		i = imap_open(turn->call->arena, &l.login, turn->stopping, &l.folder, &k.why);
	if (i && place_take(&l, &k.why))
		letters_take(&l, i, &k.why);
	imap_close(i);
	if (k.why.size && !atomic_load(turn->stopping))
		log_say(LOG_WARN, ROOM, "a mailbox could not be read id=%.*s why=\"%.*s\"",
			(int)l.box.id.size, l.box.id.at, (int)k.why.size, k.why.at);
	struct arena *a = arena_open();
	if (!atomic_load(turn->stopping))
		store_transaction(call_fresh(turn->call, a), "mailboxes", looked_keep, &k,
				  sizeof(k));
	arena_drop(a);
	*turn->result = (struct job_result){ .end = JOB_END_AGAIN,
					     .error = k.why,
					     .asked_ms = rest_ms(&l, !k.why.size) };
}

static struct text days(const struct settings *s)
{
	return s->deliveries_days;
}

static enum err forget(struct call *call, struct text ids, int64_t before_ms, bool *more)
{
	(void)call, (void)ids, (void)before_ms, (void)more;
	return ERR_OK;
}

struct job_kind mailbox_kind(void)
{
	static const int64_t waits_ms[] = { 10 * SECOND_MS };

	return (struct job_kind){ .number = JOB_MAILBOX,
				  .name = "mailbox",
				  .at_once = AT_ONCE,
				  .run = look,
				  .waits_ms = waits_ms,
				  .wait_count = 1,
				  .tries_max = INT64_MAX,
				  .days = days,
				  .forget = forget };
}

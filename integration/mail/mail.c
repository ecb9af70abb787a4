// SPDX-License-Identifier: Apache-2.0
/*
 * The thread that sends.  It keeps nothing in memory that matters: what is due stands in rows, with
 * the time, and who sends it stands there before the first byte leaves.
 */
#include "base/core/log.h"
#include "integration/mail/inside.h"

#include <assert.h>
#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>

#define ROOM	 "mail"
#define TICK_MS	 200
#define PAUSE_MS 1000 /* after a try that did not get through */

struct mail {
	struct mail_config config;
	pthread_t thread;
	bool started;
	pthread_mutex_t lock;
	pthread_cond_t stop_now;
	atomic_bool stopping;
};

/* --- a transaction from this thread --- */

static struct call *mail_call(const struct mail *m, struct arena *a)
{
	struct call *call = call_open(a, clock_now_ms(m->config.clock));

	call->catalogue = m->config.catalogue;
	call->store = m->config.store;
	call->settings = m->config.settings;
	call_set_whole(call, "now", call->now_ms);
	return call;
}

static enum err mail_do(const struct mail *m, struct arena *a, enum err (*run)(struct call *call),
			void *data, size_t size)
{
	struct call *call = mail_call(m, a);
	enum err e = store_transaction(call, "mail", run, data, size);

	if (e)
		log_say(LOG_WARN, ROOM, "a step was refused why=\"%.*s\"", (int)call->why.size,
			call->why.at);
	return e;
}

/* --- taking --- */

/* One message, and what came of it. */
struct delivery {
	const struct mail *mail;
	struct message message;
	enum verdict verdict;
	struct text why;
};

/* A contact that was deleted, or wants no e-mail by now. */
#define UNWANTED                                                                                   \
	"EXISTS (SELECT 1 FROM outgoing o LEFT JOIN contact c ON c.id = o.contact_id"              \
	" AND c.location_id = o.location_id WHERE o.id = :messageId AND o.contact_id IS NOT NULL"  \
	" AND (c.id IS NULL OR c.deleted OR coalesce(c.dnd, false) OR c.unsubscribe_email"         \
	" OR c.dnd_settings LIKE '%\"Email\":{\"status\":\"active\"%'"                             \
	" OR c.dnd_settings LIKE '%\"Email\":{\"status\":\"permanent\"%'))"

/* A process that is dead was sending it. */
#define ORPHANED                                                                                   \
	"state = 'sending' AND lease_by NOT IN (SELECT id FROM worker)"                            \
	" /* grows: those that are sent just now, one a process */"

static const char claim[] =
	"UPDATE outgoing SET state = 'sending', tries = tries + 1, lease_by = :me,"
	" date_updated = :now"
	" WHERE id = :messageId AND state IN ('ready', 'retry') AND due <= :now";

static void message_read(struct call *call, struct message *m)
{
	struct rows *r = store_ask(call, "SELECT * FROM outgoing WHERE id = :messageId");

	if (rows_next(r))
		*m = (struct message){
			.id = text_copy(call->arena, rows_text(r, "id")),
			.to = text_copy(call->arena, rows_text(r, "to_address")),
			.from = text_copy(call->arena, rows_text(r, "from_address")),
			.from_name = text_copy(call->arena, rows_text(r, "from_name")),
			.subject = text_copy(call->arena, rows_text(r, "subject")),
			.body = text_copy(call->arena, rows_text(r, "body")),
			.tries = rows_whole(r, "tries"),
			.now_ms = call->now_ms,
			.html = rows_whole(r, "html") != 0,
		};
	rows_close(r);
}

static enum err claim_run(struct call *call)
{
	struct delivery *d = store_transaction_data(call);

	d->message = (struct message){ 0 };
	call_set_whole(call, "now", call->now_ms);
	call_set_text(call, "me", store_me(call->store));
	store_do(call, "UPDATE outgoing SET state = 'uncertain', error ="
		       " 'the program ended while it was sent; nobody knows whether it arrived',"
		       " date_updated = :now WHERE " ORPHANED);
	if (!store_load(call, "SELECT id AS message_id FROM outgoing"
			      " WHERE state IN ('ready', 'retry') AND due <= :now"
			      " ORDER BY due, id LIMIT 1"))
		return call->err;
	if (store_has(call, "SELECT 1 WHERE " UNWANTED))
		return store_do(call, "UPDATE outgoing SET state = 'withdrawn',"
				      " error = 'the contact wants no e-mail, or is gone',"
				      " date_updated = :now WHERE id = :messageId"
				      " AND state IN ('ready', 'retry')");
	if (!store_do(call, claim) && call->changed == 1)
		message_read(call, &d->message);
	return call->err;
}

/* --- keeping what came of it --- */

static int64_t wait_ms(int64_t tries)
{
	static const int64_t minutes[] = { 1, 5, 15, 60, 180, 360, 720 };
	size_t last = sizeof(minutes) / sizeof(*minutes) - 1;
	size_t at = tries > 0 ? (size_t)tries - 1 : 0;

	return minutes[at < last ? at : last] * 60000;
}

/* Only who sent it may say so.  A row that was given up for uncertain meanwhile is put right. */
static enum err settle_run(struct call *call)
{
	static const char *const states[] = { "sent", "retry", "failed", "uncertain" };
	const struct delivery *d = store_transaction_data(call);
	const char *state = states[d->verdict];
	int64_t tries = d->message.tries;

	if (d->verdict == SENT_LATER && tries >= TRIES_MAX)
		state = "failed";
	call_set_whole(call, "now", call->now_ms);
	call_set_text(call, "me", store_me(call->store));
	call_set_text(call, "messageId", d->message.id);
	call_set_whole(call, "tries", tries);
	call_set_text(call, "state", text_of(state));
	call_set_text(call, "error", d->why);
	call_set_whole(call, "next", call->now_ms + wait_ms(tries));
	return store_do(call, "UPDATE outgoing SET state = :state, error = nullif(:error, ''),"
			      " due = CASE WHEN :state = 'retry' THEN :next ELSE due END,"
			      " sent_at = CASE WHEN :state = 'sent' THEN CAST(:now AS BIGINT) END,"
			      " date_updated = :now WHERE id = :messageId"
			      " AND state IN ('sending', 'uncertain') AND lease_by = :me"
			      " AND tries = :tries");
}

/* --- what is no longer kept --- */

static enum err tidy_run(struct call *call)
{
	bool *more = store_transaction_data(call);
	int64_t days = settings_whole(call->settings->mail_days);

	if (!days)
		return ERR_OK;
	call_set_whole(call, "before", store_seen_ms(call) - days * DAY_MS);
	store_do(call, "DELETE FROM outgoing WHERE id IN (SELECT id FROM outgoing"
		       " WHERE state IN ('sent', 'failed', 'withdrawn')"
		       " AND date_updated < :before LIMIT 400)");
	*more = call->changed > 0;
	return call->err;
}

/* A part each hour, and at once while there is more. */
static void tidy(struct mail *m, struct arena *a, int64_t *last_ms)
{
	int64_t now = clock_now_ms(m->config.clock);
	bool more = false;

	if (now >= *last_ms && now - *last_ms < HOUR_MS)
		return;
	if (!mail_do(m, a, tidy_run, &more, sizeof(more)))
		*last_ms = more ? 0 : now;
}

/* --- the thread --- */

static void stop_wait(struct mail *m, int64_t ms)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += (long)(ms % 1000 * 1000000);
	until.tv_sec += ms / 1000 + until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	pthread_mutex_lock(&m->lock);
	if (!atomic_load(&m->stopping))
		pthread_cond_timedwait(&m->stop_now, &m->lock, &until);
	pthread_mutex_unlock(&m->lock);
}

static bool is_due(struct mail *m, struct store_connection *connection, struct arena *a)
{
	struct call *call = mail_call(m, a);

	call->connection = connection;
	bool due = store_has(call, "SELECT 1 FROM outgoing WHERE state IN ('ready', 'retry')"
				   " AND due <= :now LIMIT 1") ||
		   store_has(call, "SELECT 1 FROM outgoing WHERE " ORPHANED " LIMIT 1");
	store_connection_rest(connection);
	return due;
}

/* One message; gives how long to wait before the next is looked for. */
static int64_t turn(struct mail *m, struct arena *a)
{
	struct delivery d = { .mail = m };
	const struct message *message = &d.message;

	if (mail_do(m, a, claim_run, &d, sizeof(d)))
		return PAUSE_MS;
	if (!message->id.size)
		return 0;
	d.verdict = smtp_send(a, m->config.settings, message, &m->stopping, &d.why);
	if (d.verdict != SENT_FINE)
		log_say(LOG_WARN, ROOM, "not sent id=%.*s try=%lld why=\"%.*s\"",
			(int)message->id.size, message->id.at, (long long)message->tries,
			(int)d.why.size, d.why.at);
	else
		log_say(LOG_INFO, ROOM, "sent id=%.*s try=%lld", (int)message->id.size,
			message->id.at, (long long)message->tries);
	mail_do(m, a, settle_run, &d, sizeof(d));
	return d.verdict == SENT_FINE || d.verdict == SENT_REFUSED ? 0 : PAUSE_MS;
}

static void *mail_main(void *of)
{
	struct mail *m = of;
	struct store_connection *connection = store_connection_open(m->config.store);
	struct arena *a = arena_open();
	int64_t tidied_ms = 0;

	while (!atomic_load(&m->stopping)) {
		arena_reset(a);
		tidy(m, a, &tidied_ms);
		int64_t wait = is_due(m, connection, a) ? turn(m, a) : TICK_MS;
		if (wait)
			stop_wait(m, wait);
	}
	arena_drop(a);
	store_connection_close(connection);
	return NULL;
}

/* --- life --- */

enum err mail_check(const struct settings *s, struct arena *a, struct text *why)
{
	if (!s->smtp_url.size)
		return ERR_OK;
	if (!text_starts(s->smtp_url, "smtp://") && !text_starts(s->smtp_url, "smtps://"))
		*why = TEXT("smtp_url must begin with smtp:// or smtps://");
	else if (memchr(s->smtp_url.at, '@', s->smtp_url.size))
		*why = TEXT("smtp_url must not hold a user: that is smtp_user and smtp_password");
	else if (!address_plain(s->smtp_from))
		*why = text_format(a, "smtp_from must be an e-mail address when smtp_url is set");
	else
		return ERR_OK;
	return ERR_BAD;
}

struct mail *mail_open(const struct mail_config *config)
{
	struct mail *m = calloc(1, sizeof(*m));

	assert(m);
	curl_global_init(CURL_GLOBAL_DEFAULT); /* counted, and safe from any thread */
	m->config = *config;
	pthread_mutex_init(&m->lock, NULL);
	pthread_cond_init(&m->stop_now, NULL);
	return m;
}

enum err mail_start(struct mail *m)
{
	if (!m->config.settings->smtp_url.size)
		return ERR_OK;
	if (pthread_create(&m->thread, NULL, mail_main, m))
		return ERR_UNAVAILABLE;
	m->started = true;
	return ERR_OK;
}

void mail_stop(struct mail *m)
{
	pthread_mutex_lock(&m->lock);
	atomic_store(&m->stopping, true);
	pthread_cond_broadcast(&m->stop_now);
	pthread_mutex_unlock(&m->lock);
	if (m->started)
		pthread_join(m->thread, NULL);
	m->started = false;
}

void mail_close(struct mail *m)
{
	if (!m)
		return;
	mail_stop(m);
	pthread_mutex_destroy(&m->lock);
	pthread_cond_destroy(&m->stop_now);
	curl_global_cleanup();
	free(m);
}

// SPDX-License-Identifier: Apache-2.0
/*
 * Sending as a kind of work: what the queue asks of a message, and what it tells.
 */
#include "integration/mail/inside.h"

#define AT_ONCE	  4
#define TRIES_MAX 8 /* then it has failed */
#define PART_MAX  400

static const int64_t waits_ms[] = { MINUTE_MS,	 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS,
				    3 * HOUR_MS, 6 * HOUR_MS,	12 * HOUR_MS };

/* A contact that was deleted, or wants no e-mail by now. */
#define UNWANTED                                                                                   \
	"EXISTS (SELECT 1 FROM outgoing o LEFT JOIN contact c ON c.id = o.contact_id"              \
	" AND c.location_id = o.location_id WHERE o.id = :messageId AND o.contact_id IS NOT NULL"  \
	" AND (c.id IS NULL OR c.deleted OR coalesce(c.dnd, false) OR c.unsubscribe_email"         \
	" OR c.dnd_settings LIKE '%\"Email\":{\"status\":\"active\"%'"                             \
	" OR c.dnd_settings LIKE '%\"Email\":{\"status\":\"permanent\"%'"                          \
	" OR o.kind = 'message' AND EXISTS (SELECT 1 FROM unsubscription u"                        \
	" WHERE u.location_id = o.location_id AND u.contact_id = c.id"                             \
	" AND u.email = lower(o.to_address) AND u.subtype_id = ''"                                 \
	" AND u.status = 'unsubscribed')))"

static enum job_may mail_may(struct call *call, const struct job *job, struct text *why)
{
	call_set_text(call, "messageId", job->ref);
	if (!store_has(call, "SELECT 1 WHERE " UNWANTED))
		return JOB_MAY;
	*why = TEXT("the contact wants no e-mail, or is gone");
	return JOB_MAY_NOT;
}

/* The files that go with it, in their order. */
static void files_read(struct call *call, struct text location, struct text files,
		       struct message *m)
{
	const struct json *list;
	struct text why;

	call_set_text(call, "locationId", location);
	if (json_read(call->arena, files, &list, &why))
		return;
	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		call_set_text(call, "mailFile", json_text(v));
		if (m->file_count == FILES_MAX ||
		    !store_load(call, "SELECT name AS file_name, content_type AS file_type,"
				      " sha256 AS file_sha, size AS file_size FROM blob"
				      " WHERE location_id = :locationId AND id = :mailFile")) {
			m->lacking = true;
			return;
		}
		m->files[m->file_count++] = (struct message_file){
			.name = text_copy(call->arena, call_text(call, "fileName")),
			.type = text_copy(call->arena, call_text(call, "fileType")),
			.sha256 = text_copy(call->arena, call_text(call, "fileSha")),
			.size = call_whole(call, "fileSize", 0),
		};
	}
}

static bool message_read(struct call *call, const struct job *job, struct message *m)
{
	call_set_text(call, "messageId", job->ref);
	struct rows *r = store_ask(call, "SELECT * FROM outgoing WHERE id = :messageId");
	bool found = rows_next(r);

	if (found)
		*m = (struct message){
			.id = text_copy(call->arena, rows_text(r, "id")),
			.to = text_copy(call->arena, rows_text(r, "to_address")),
			.from = text_copy(call->arena, rows_text(r, "from_address")),
			.from_name = text_copy(call->arena, rows_text(r, "from_name")),
			.subject = text_copy(call->arena, rows_text(r, "subject")),
			.body = text_copy(call->arena, rows_text(r, "body")),
			.cc = text_copy(call->arena, rows_text(r, "cc")),
			.bcc = text_copy(call->arena, rows_text(r, "bcc")),
			.answers = text_copy(call->arena, rows_text(r, "answers")),
			.personal = rows_whole(r, "personal") != 0,
			.now_ms = call->now_ms,
			.html = rows_whole(r, "html") != 0,
		};
	struct text files = found ? text_copy(call->arena, rows_text(r, "files")) : TEXT("");
	struct text location = found ? text_copy(call->arena, rows_text(r, "location_id")) : files;
	rows_close(r);
	if (files.size)
		files_read(call, location, files, m);
	store_connection_rest(call->connection);
	return found;
}

static void mail_run(struct job_turn *turn)
{
	static const enum job_end ends[] = {
		[SENT_FINE] = JOB_END_DONE,	    [SENT_LATER] = JOB_END_AGAIN,
		[SENT_UNREACHED] = JOB_END_AGAIN,   [SENT_REFUSED] = JOB_END_FAILED,
		[SENT_UNCERTAIN] = JOB_END_UNKNOWN, [SENT_STOPPED] = JOB_END_UNTRIED,
	};
	struct call *call = turn->call;
	struct job_result *result = turn->result;
	struct message m;

	if (!message_read(call, turn->job, &m)) {
		result->end = call->err ? JOB_END_UNTRIED : JOB_END_FAILED;
		result->error = TEXT("its words are not there any more");
		return;
	}
	enum verdict v = smtp_send(call, &m, turn->stopping, &result->error);
	result->end = ends[v];
	result->heard = v != SENT_STOPPED;
	result->news = (struct pace_news){ .max = -1,
					   .remaining = -1,
					   .interval_ms = -1,
					   .daily_left = -1,
					   .daily_reset_ms = -1,
					   .broken = v == SENT_UNREACHED };
}

enum err mail_moved(struct call *call, const struct job *job, enum job_state to)
{
	call_set_text(call, "messageId", job->ref);
	call_set_whole(call, "mailJob", job->id);
	call_set_whole(call, "mailDue", job->due_ms);
	call_set_flag(call, "mailSent", to == JOB_DONE);
	call_set_text(call, "mailStanding",
		      to == JOB_WITHDRAWN ? TEXT("withdrawn")
		      : to >= JOB_DONE	  ? TEXT("over")
					  : TEXT("open"));
	return store_do(call, "UPDATE outgoing SET standing = :mailStanding, due = :mailDue,"
			      " sent_at = CASE WHEN :mailSent THEN CAST(:now AS BIGINT) END,"
			      " date_updated = :now WHERE id = :messageId AND job = :mailJob");
}

/* --- what is no longer kept --- */

static struct text mail_days(const struct settings *s)
{
	return s->mail_days;
}

static enum err mail_forget(struct call *call, struct text ids, int64_t before_ms, bool *more)
{
	call_set_text(call, "mailJobs", ids);
	call_set_whole(call, "mailBefore", before_ms);
	store_do(call, "DELETE FROM outgoing WHERE job IN"
		       " (SELECT CAST(value AS BIGINT) FROM json_each(:mailJobs))");
	store_do(call, "DELETE FROM outgoing WHERE id IN (SELECT id FROM outgoing"
		       " WHERE standing = 'withdrawn' AND job IS NULL"
		       " AND date_updated < :mailBefore LIMIT 400)");
	*more |= call->changed == PART_MAX;
	return call->err;
}

/* --- as a kind --- */

struct job_kind mail_kind(const struct settings *s)
{
	return (struct job_kind){ .number = JOB_MAIL,
				  .name = "mail",
				  .at_once = s->smtp_url.size ? AT_ONCE : 0,
				  .may = mail_may,
				  .run = mail_run,
				  .moved = mail_moved,
				  .waits_ms = waits_ms,
				  .wait_count = sizeof(waits_ms) / sizeof(*waits_ms),
				  .tries_max = TRIES_MAX,
				  .asks = true,
				  .days = mail_days,
				  .forget = mail_forget };
}

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

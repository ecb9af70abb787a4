// SPDX-License-Identifier: Apache-2.0
/*
 * Mailboxes as they are set up: each has a secret address for who posts mail, and may have a server
 * that is looked at.
 */
#include "integration/mailboxes/inside.h"

#include <sodium.h>

#define BOXES_MAX 100
#define WORD_SIZE 32

#define SHOWN                                                                                      \
	"SELECT *, password_sealed IS NOT NULL AS has_password FROM mailbox"                       \
	" WHERE location_id = :locationId"

static enum err missing(struct call *call)
{
	return call->err ? call->err : refuse(call, ERR_MISSING, "Mailbox not found");
}

static struct sealing sealing_of(struct call *call, struct text id)
{
	return (struct sealing){ blocking_pool_secrets(call->app->blocking_pool), call->arena,
				 text_format(call->arena, "mailbox %.*s", (int)id.size, id.at) };
}

enum err mailbox_seal(struct call *call, struct text id, struct text plain, struct text *box)
{
	struct sealing sealing = sealing_of(call, id);
	struct text why;

	if (!secret_seal(&sealing, plain, box, &why))
		return ERR_OK;
	return refuse(call, ERR_INTERNAL, "%.*s", (int)why.size, why.at);
}

enum err mailbox_unseal(struct call *call, struct text id, struct text box, struct text *plain)
{
	struct sealing sealing = sealing_of(call, id);
	struct text why;

	*plain = TEXT("");
	return box.size ? secret_unseal(&sealing, box, plain, &why) : ERR_OK;
}

enum err mailbox_list(struct call *call)
{
	return store_list(call, "mailboxes", SHOWN " /* grows: at most 100 */ ORDER BY id");
}

/* --- well described? --- */

static bool is_here(struct text host)
{
	return text_alike(host, TEXT("localhost")) || text_is(host, "127.0.0.1") ||
	       text_is(host, "::1");
}

/* One word of a host or a folder: it goes into an address, or a line of IMAP. */
static bool is_line(struct text t)
{
	for (size_t i = 0; i < t.size; i++)
		if ((unsigned char)t.at[i] < ' ' || t.at[i] == 0x7f)
			return false;
	return true;
}

static bool is_host(struct text t)
{
	for (size_t i = 0; i < t.size; i++)
		if ((unsigned char)t.at[i] <= ' ' || memchr("/@?#\\\"", t.at[i], 6))
			return false;
	return t.size > 0;
}

static enum err judge(struct call *call)
{
	struct text host = call_text(call, "host");

	if (host.size && !is_host(host))
		call_violation(call, "host must be the name of a server");
	if (host.size && text_is(call_text(call, "security"), "none") && !is_here(host))
		call_violation(call, "security none is for servers on this machine only");
	if (!is_line(call_text(call, "folder")) || !is_line(call_text(call, "account")) ||
	    !is_line(call_text(call, "password")))
		call_violation(call, "folder, account and password must be one line each");
	if (host.size && !call_text(call, "account").size)
		call_violation(call, "account should not be empty");
	return call->violation_count
		       ? refuse(call, ERR_INVALID, "The mailbox is not well described")
		       : ERR_OK;
}

/* --- looked at --- */

static void job_need(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "mailboxId"));
	struct job_new n = {
		.kind = JOB_MAILBOX,
		.location_id = text_copy(call->arena, call_text(call, "locationId")),
		.target = text_format(call->arena, "mailbox:%.*s", (int)id.size, id.at),
		.ref = id,
		.priority = JOB_POLL,
		.due_ms = call->now_ms,
	};
	int64_t job = call_whole(call, "job", 0);

	if (!call_text(call, "host").size)
		return;
	if (!job || !job_again(call, job))
		job = job ? job : job_add(call, &n);
	call_set_whole(call, "job", job);
}

static void text_keep(struct call *call, const char *name, const char *otherwise)
{
	if (!call_text(call, name).size)
		call_set_text(call, name, text_of(otherwise));
}

static enum err settings_take(struct call *call)
{
	struct text security, box = TEXT("");
	struct text id = text_copy(call->arena, call_text(call, "mailboxId"));
	enum err e = judge(call);

	if (e)
		return e;
	text_keep(call, "security", "tls");
	text_keep(call, "folder", "INBOX");
	text_keep(call, "unknown", "make");
	security = call_text(call, "security");
	call_set_whole(call, "port",
		       call_whole(call, "port", text_is(security, "tls") ? 993 : 143));
	call_set_whole(call, "every", call_whole(call, "every", 60));
	call_set_flag(call, "whole", call_whole(call, "whole", 0) != 0);
	if (call_text(call, "password").size) {
		e = mailbox_seal(call, id, call_text(call, "password"), &box);
		call_set_text(call, "passwordSealed", box);
	}
	return e;
}

/* --- made --- */

enum err mailbox_create(struct call *call)
{
	unsigned char dice[WORD_SIZE / 2], sum[crypto_hash_sha256_BYTES];
	char word[WORD_SIZE + 1], hex[2 * sizeof(sum) + 1];

	store_guard(call, "mailboxes", call_text(call, "locationId"));
	if (store_number(call, "SELECT count(*) AS n FROM mailbox /* grows: at most 100 */"
			       " WHERE location_id = :locationId") >= BOXES_MAX)
		return refuse(call, ERR_BAD, "A location can have at most %d mailboxes.",
			      BOXES_MAX);
	call_set(call, "mailboxId", *call_value(call, "newId"));
	call_set_text(call, "passwordSealed", TEXT(""));
	enum err e = settings_take(call);
	if (e)
		return e;
	randombytes_buf(dice, sizeof(dice));
	sodium_bin2hex(word, sizeof(word), dice, sizeof(dice));
	crypto_hash_sha256(sum, (const unsigned char *)word, WORD_SIZE);
	sodium_bin2hex(hex, sizeof(hex), sum, sizeof(sum));
	call_set_text(call, "hookKey", text_of(hex));
	call_set_text(call, "hookPath", text_format(call->arena, "/mail/in/%s", word));
	call_set_whole(call, "job", 0);
	job_need(call);
	e = store_do(call,
		     "INSERT INTO mailbox (location_id, id, name, hook_key, unknown, host, port,"
		     " security, account, password_sealed, folder, every, whole, job, date_added,"
		     " date_updated) VALUES (:locationId, :mailboxId, :name, :hookKey, :unknown,"
		     " nullif(:host, ''), :port, :security, :account, nullif(:passwordSealed, ''),"
		     " :folder, :every, :whole, nullif(CAST(:job AS BIGINT), 0), :now, :now)");
	return e ? e
		 : store_reply_row(call, "mailbox",
				   "SELECT *, password_sealed IS NOT NULL AS has_password,"
				   " CAST(:hookPath AS TEXT) AS hook_path FROM mailbox"
				   " WHERE location_id = :locationId AND id = :mailboxId");
}

/* Of another server, or of another folder, nothing was read. */
enum err mailbox_update(struct call *call)
{
	static const char *const filled[] = { "name", "host", "account", "folder", NULL };
	bool elsewhere = call_given(call, "host") || call_given(call, "account") ||
			 call_given(call, "folder");
	enum err e = call_need_filled(call, filled);

	if (e)
		return e;
	if (!store_select_for_update(call, "SELECT name, unknown, host, port, security, account,"
					   " password_sealed, folder, every, whole, job, validity,"
					   " uid FROM mailbox WHERE location_id = :locationId"
					   " AND id = :mailboxId"))
		return missing(call);
	e = settings_take(call);
	if (e)
		return e;
	call_set_flag(call, "elsewhere", elsewhere);
	job_need(call);
	e = store_do(call, "UPDATE mailbox SET name = :name, unknown = :unknown, host = :host,"
			   " port = :port, security = :security, account = :account,"
			   " password_sealed = :passwordSealed, folder = :folder, every = :every,"
			   " whole = :whole, job = nullif(CAST(:job AS BIGINT), 0), error = NULL,"
			   " validity = CASE WHEN :elsewhere THEN 0 ELSE validity END,"
			   " uid = CASE WHEN :elsewhere THEN 0 ELSE uid END, date_updated = :now"
			   " WHERE location_id = :locationId AND id = :mailboxId");
	return e ? e : store_reply_row(call, "mailbox", SHOWN " AND id = :mailboxId");
}

/* Its job ends when it finds no mailbox. */
enum err mailbox_delete(struct call *call)
{
	int64_t job = store_number(call, "SELECT coalesce(job, 0) AS n FROM mailbox"
					 " WHERE location_id = :locationId AND id = :mailboxId");
	enum err e = store_do(call, "DELETE FROM mailbox"
				    " WHERE location_id = :locationId AND id = :mailboxId");

	if (!e && !call->changed)
		return missing(call);
	if (job)
		job_again(call, job);
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	return e ? e : call->err;
}

enum err mailbox_look(struct call *call)
{
	if (!store_load(call, "SELECT job, host FROM mailbox WHERE location_id = :locationId"
			      " AND id = :mailboxId"))
		return missing(call);
	if (!call_text(call, "host").size)
		return refuse(call, ERR_BAD, "The mailbox has no server to look at");
	job_again(call, call_whole(call, "job", 0));
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	return call->err;
}

enum err mailboxes_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "DELETE FROM mailbox WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM mailbox WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}

// SPDX-License-Identifier: Apache-2.0
/*
 * Messages on their way to the addresses of providers.
 */
#include "domain/carriers/inside.h"

#define AT_ONCE	 128
#define SAID_MAX 500
#define HEADERS	 6

/* --- secrets --- */

static struct sealing sealing_of(struct call *call, struct text id, const char *what)
{
	return (struct sealing){ blocking_pool_secrets(call->app->blocking_pool), call->arena,
				 text_format(call->arena, "provider %s %.*s", what, (int)id.size,
					     id.at) };
}

enum err carrier_seal(struct call *call, struct text id, const char *what, struct text plain,
		      struct text *box)
{
	struct sealing sealing = sealing_of(call, id, what);
	struct text why;

	if (!secret_seal(&sealing, plain, box, &why))
		return ERR_OK;
	return refuse(call, ERR_INTERNAL, "%.*s", (int)why.size, why.at);
}

enum err carrier_unseal(struct call *call, struct text id, const char *what, struct text box,
			struct text *plain)
{
	struct sealing sealing = sealing_of(call, id, what);
	struct text why;

	*plain = TEXT("");
	return box.size ? secret_unseal(&sealing, box, plain, &why) : ERR_OK;
}

/* --- put down --- */

static enum err carriage_keep(struct call *call, int64_t job)
{
	call_set_whole(call, "carriageJob", job);
	return store_do(call, "INSERT INTO carriage (job, location_id, provider_id, message_id,"
			      " email_id, body, date_added) VALUES (:carriageJob, :locationId,"
			      " :carriageProvider, :carriageMessage, :carriageEmail,"
			      " :carriageBody, :now)");
}

enum err carriage_put(struct call *call, struct text provider, struct text conversation,
		      const struct carriage *c)
{
	call_set_text(call, "carriageProvider", provider);
	call_set_text(call, "carriageMessage", c->message);
	call_set_text(call, "carriageEmail", c->email);
	call_set_text(call, "carriageBody", c->body);
	int64_t target = store_number(call, "SELECT coalesce(target, 0) AS n FROM provider"
					    " WHERE location_id = :locationId"
					    " AND id = :carriageProvider");
	struct job_new n = {
		.kind = JOB_CARRIAGE,
		.location_id = text_copy(call->arena, call_text(call, "locationId")),
		.target_id = target,
		.order_key = conversation,
		.ref = c->message,
		.priority = JOB_PERSON,
		.due_ms = call->now_ms,
	};
	int64_t job = target ? job_add(call, &n) : 0;
	return job ? carriage_keep(call, job) : call->err;
}

bool carriage_find(struct call *call, int64_t job, struct carriage *out)
{
	call_set_whole(call, "carriageJob", job);
	if (!store_load(call, "SELECT c.message_id AS carriage_message,"
			      " c.email_id AS carriage_email,"
			      " coalesce(p.repeats, true) AS carriage_repeats FROM carriage c"
			      " LEFT JOIN provider p ON p.location_id = c.location_id"
			      " AND p.id = c.provider_id WHERE c.job = :carriageJob"))
		return false;
	*out = (struct carriage){
		.message = text_copy(call->arena, call_text(call, "carriageMessage")),
		.email = text_copy(call->arena, call_text(call, "carriageEmail")),
		.job = job,
		.repeats = call_whole(call, "carriageRepeats", 1) != 0,
	};
	return true;
}

bool carriage_again(struct call *call, struct text message, struct text email)
{
	call_set_text(call, "carriageMessage", message);
	call_set_text(call, "carriageEmail", email);
	if (!store_load(call, "SELECT c.job AS carriage_job, c.body AS carriage_body,"
			      " c.provider_id AS carriage_provider FROM carriage c JOIN provider p"
			      " ON p.location_id = c.location_id AND p.id = c.provider_id"
			      " WHERE c.location_id = :locationId"
			      " AND c.message_id = :carriageMessage AND c.email_id = :carriageEmail"
			      " ORDER BY c.job DESC LIMIT 1"))
		return false;
	int64_t was = call_whole(call, "carriageJob", 0), job = job_again(call, was);

	if (job && job != was)
		carriage_keep(call, job);
	return job && !call->err;
}

/* --- posted --- */

/* With the time of this try: what is older than five minutes receivers refuse. */
static struct text body_timed(struct call *call, struct text body)
{
	char iso[CLOCK_ISO_SIZE];

	clock_iso(call->now_ms, iso);
	return text_format(call->arena, "%.*s,\"timestamp\":\"%s\"}", (int)body.size - 1, body.at,
			   iso);
}

static struct http_sending sending_of(struct call *call, const struct job *job,
				      const struct signer *signer, struct text url)
{
	struct arena *a = call->arena;
	struct text authorization = call_text(call, "carrierAuthorization");
	struct text email = call_text(call, "carriageEmail");
	struct text body = body_timed(call, call_text(call, "carriageBody"));
	struct header *headers = arena_take(a, HEADERS * sizeof(*headers));
	struct http_sending out = { .method = TEXT("POST"), .url = url, .body = body };

	headers[0] = (struct header){ TEXT("Content-Type"), TEXT("application/json") };
	headers[1] = (struct header){ TEXT("X-GHL-Signature"),
				      signer_sign(a, signer, TEXT(""), body) };
	headers[2] = (struct header){
		TEXT("Idempotency-Key"),
		text_copy(a, email.size ? email : call_text(call, "carriageMessage"))
	};
	headers[3] = (struct header){ TEXT("X-Groundlevel-Try"),
				      text_format(a, "%lld", (long long)job->tries) };
	headers[4] = (struct header){ TEXT("Authorization"), authorization };
	out.headers = headers;
	out.header_count = authorization.size ? 5 : 4;
	post_limits(&out);
	return out;
}

static enum err request(struct call *call, const struct job *job, const struct signer *signer,
			struct http_sending *out, struct text *why)
{
	struct text url, authorization, id;

	call_set_whole(call, "carriageJob", job->id);
	if (!store_load(call, "SELECT c.message_id AS carriage_message,"
			      " c.email_id AS carriage_email, c.body AS carriage_body,"
			      " p.id AS carrier_id, p.url AS url_box,"
			      " p.authorization_sealed AS authorization_box FROM carriage c"
			      " JOIN provider p ON p.location_id = c.location_id"
			      " AND p.id = c.provider_id WHERE c.job = :carriageJob")) {
		*why = TEXT("Its provider was removed");
		return ERR_MISSING;
	}
	id = call_text(call, "carrierId");
	if (carrier_unseal(call, id, "url", call_text(call, "urlBox"), &url) ||
	    carrier_unseal(call, id, "authorization", call_text(call, "authorizationBox"),
			   &authorization)) {
		*why = TEXT("its address cannot be opened: the keys of kept secrets are not those"
			    " that sealed it");
		return ERR_INTERNAL;
	}
	call_set_text(call, "carrierAuthorization", authorization);
	*out = sending_of(call, job, signer, url);
	return ERR_OK;
}

/* --- what its answer means --- */

/* It has read the message, and does not want it: asked again it would say the same. */
static bool is_refusal(int status)
{
	return status == 400 || status == 413 || status == 415 || status == 422;
}

static void judge(const struct job *job, const struct http_sent *sent, struct job_result *result)
{
	const struct http_reply *reply = &sent->reply;
	int status = reply->status;

	(void)job;
	if (sent->err == ERR_FORBIDDEN || is_refusal(status))
		result->end = JOB_END_FAILED;
	else if ((sent->err && reply->sent) || (status >= 500 && status != 503))
		result->end = JOB_END_UNKNOWN;
}

static void carriage_loop(struct job_loop *l)
{
	static const struct post_trade trade = { .request = request, .judge = judge };

	post_loop(l, &trade);
}

/* --- kept --- */

static enum err settled(struct call *call, const struct job *job, const struct job_result *result)
{
	const struct attempt *t = result->own;

	if (!t)
		return ERR_OK;
	call_set_whole(call, "carriageJob", job->id);
	call_set_whole(call, "carriageStatus", t->status);
	struct text said = { t->said.at, t->said.size < SAID_MAX ? t->said.size : SAID_MAX };
	said.size = text_utf8_size(said);
	call_set_text(call, "carriageSaid", said);
	call_set_whole(call, "carriageAt", t->at_ms);
	return store_do(call, "UPDATE carriage SET status = nullif(CAST(:carriageStatus AS BIGINT),"
			      " 0), said = nullif(:carriageSaid, ''), at = :carriageAt"
			      " WHERE job = :carriageJob");
}

static struct text days(const struct settings *s)
{
	return s->deliveries_days;
}

static enum err forget(struct call *call, struct text ids, int64_t before_ms, bool *more)
{
	(void)before_ms, (void)more;
	call_set_text(call, "carriageJobs", ids);
	return store_do(call, "DELETE FROM carriage WHERE job IN"
			      " (SELECT CAST(value AS BIGINT) FROM json_each(:carriageJobs))");
}

struct job_kind carriage_kind(void)
{
	return (struct job_kind){ .number = JOB_CARRIAGE,
				  .name = "carriage",
				  .at_once = AT_ONCE,
				  .loop = carriage_loop,
				  .settled = settled,
				  .base_ms = 10 * SECOND_MS,
				  .cap_ms = 15 * MINUTE_MS,
				  .until_ms = 4 * HOUR_MS,
				  .days = days,
				  .forget = forget };
}

/* --- as people see them --- */

#define STATE                                                                                      \
	"CASE WHEN j." JOB_IS_BEHIND " THEN 'behind' WHEN j." JOB_IS_SENDING " THEN 'sending'"     \
	" WHEN j." JOB_IS_DONE " THEN 'done' WHEN j." JOB_IS_FAILED " THEN 'failed'"               \
	" WHEN j." JOB_IS_WITHDRAWN " THEN 'withdrawn'"                                            \
	" WHEN j.tries > 0 THEN 'retry' ELSE 'ready' END AS state"

enum err carriage_list(struct call *call)
{
	int64_t before = INT64_MAX;

	if (call_given(call, "before") && !text_whole(call_text(call, "before"), &before))
		return refuse(call, ERR_INVALID, "before must be the id of a delivery");
	call_set_whole(call, "beforeJob", before);
	/* the page first: else all jobs that are newer may be walked to it */
	return store_list(call, "deliveries",
			  "SELECT CAST(c.job AS TEXT) AS id, c.provider_id, c.message_id,"
			  " nullif(c.email_id, '') AS email_message_id, " STATE
			  ", j.tries, j.due, j.error, c.status, c.said, c.at, c.date_added, j.ended"
			  " FROM (SELECT * FROM carriage WHERE location_id = :locationId"
			  " AND provider_id = :providerId AND job < :beforeJob"
			  " ORDER BY job DESC LIMIT :limit) c JOIN job j ON j.id = c.job"
			  " ORDER BY c.job DESC");
}

enum err carriers_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "DELETE FROM carriage WHERE job IN (SELECT job FROM carriage"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
		{ NULL,
		  { "DELETE FROM provider WHERE location_id = :locationId AND id IN"
		    " (SELECT id FROM provider WHERE location_id = :locationId"
		    " LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}

// SPDX-License-Identifier: Apache-2.0
/*
 * The messages as people see them, and sending one again.
 */
#include "integration/mail/inside.h"

#include <string.h>

/* An e-mail is as its job is; what is shown from a time to come on is only ready until then. */
#define OUTGOING_SHOWN                                                                             \
	"CASE WHEN o.standing = 'withdrawn' THEN 'withdrawn'"                                      \
	" WHEN o.standing = 'shown' THEN CASE WHEN o.due > :now THEN 'ready' ELSE 'shown' END"     \
	" WHEN j." JOB_IS_SENDING " THEN 'sending' WHEN j." JOB_IS_ASKING " THEN 'uncertain'"      \
	" WHEN j." JOB_IS_DONE " THEN 'sent' WHEN j." JOB_IS_FAILED " THEN 'failed'"               \
	" WHEN j.tries > 0 THEN 'retry' ELSE 'ready' END AS state,"                                \
	" coalesce(j.due, o.due) AS due, coalesce(j.tries, 0) AS tries, j.error,"                  \
	" nullif(o.to_address, '') AS to_address, o.*"

#define OF_MESSAGES                                                                                \
	" FROM outgoing o LEFT JOIN job j ON j.id = o.job WHERE o.location_id = :locationId"
#define OF_JOBS                                                                                    \
	" FROM job j JOIN outgoing o ON o.id = j.ref AND o.job = j.id"                             \
	" WHERE j.location_id = :locationId AND j.kind = :jobKind"

static const char one[] = "SELECT " OUTGOING_SHOWN OF_MESSAGES " AND o.id = :messageId";

/* What a state that is asked for adds; of some the queue keeps a list. */
static const struct state {
	const char *name, *condition;
	bool of_jobs;
} states[] = {
	{ "ready",
	  " /* grows: what was shown is passed */ AND o.standing IN ('open', 'shown')"
	  " AND (o.standing = 'open' AND j." JOB_IS_READY " AND j.tries = 0"
	  " OR o.standing = 'shown' AND o.due > :now)",
	  false },
	{ "shown", " AND o.standing = 'shown' AND o.due <= :now", false },
	{ "withdrawn", " AND o.standing = 'withdrawn'", false },
	{ "retry",
	  " AND j." JOB_IS_READY " AND j.tries > 0 /* grows: passes what was not tried yet */",
	  true },
	{ "sending", " AND j." JOB_IS_SENDING, true },
	{ "uncertain", " AND j." JOB_IS_ASKING, true },
	{ "sent", " AND j." JOB_IS_DONE, true },
	{ "failed", " AND j." JOB_IS_FAILED, true },
	{ "", "", false },
};

static const struct state *state_asked(struct call *call)
{
	const struct state *s = states;

	while (*s->name && !text_is(call_text(call, "state"), s->name))
		s++;
	return s;
}

enum err outgoing_list(struct call *call)
{
	static const struct {
		const char *name, *condition;
	} filters[] = {
		{ "channel", " /* grows: passes other channels */ AND o.channel = :channel" },
		{ "userId", " AND o.user_id = :userId" },
		{ "appointmentId", " AND o.appointment_id = :appointmentId" },
	};
	const struct state *state = state_asked(call);
	bool appointment = call_given(call, "appointmentId");
	/* unless what is asked for has fewer messages than that list */
	bool by_jobs = state->of_jobs && !appointment && !call_given(call, "userId");
	struct buffer sql = buffer_open(call->arena, 4096);

	call_set_whole(call, "jobKind", JOB_MAIL);
	buffer_format(&sql, "SELECT " OUTGOING_SHOWN "%s%s", by_jobs ? OF_JOBS : OF_MESSAGES,
		      state->condition);
	for (size_t i = 0; i < sizeof(filters) / sizeof(*filters); i++)
		if (call_given(call, filters[i].name))
			buffer_format(&sql, "%s", filters[i].condition);
	/* few are put in order; others are walked in order until the page is full */
	bool few = appointment || !strcmp(state->name, "ready");
	buffer_format(&sql,
		      " ORDER BY %s.due%s, o.kind, o.to_address, o.id LIMIT :limit OFFSET :skip",
		      by_jobs ? "j" : "o", few ? " + 0" : "");
	return store_list_made(call, "messages", buffer_text(&sql));
}

/* What is under way, was sent, shown, or withdrawn cannot be.  A reminder that is sent now is not
 * written again for the same time. */
static bool outgoing_hurry(struct call *call)
{
	if (!store_load(call, "SELECT o.standing AS mail_standing, coalesce(o.job, 0) AS mail_job"
			      " FROM outgoing o WHERE o.id = :messageId"
			      " AND o.location_id = :locationId"
			      " AND (o.standing IN ('open', 'over')"
			      " OR o.standing = 'shown' AND o.due > :now)"))
		return false;
	int64_t job = call_whole(call, "mailJob", 0);
	bool notice = text_is(call_text(call, "mailStanding"), "shown");
	job = notice ? 0 : job_again(call, job);
	if (!notice && !job)
		return false;
	call_set_whole(call, "mailJob", job);
	store_do(call, "UPDATE outgoing SET due = :now, job = nullif(CAST(:mailJob AS BIGINT), 0),"
		       " standing = CASE standing WHEN 'over' THEN 'open' ELSE standing END,"
		       " date_updated = :now WHERE id = :messageId AND location_id = :locationId");
	return !call->err;
}

enum err outgoing_retry(struct call *call)
{
	if (!outgoing_hurry(call) && store_load(call, one))
		return refuse(call, ERR_BAD, "A message that is %.*s cannot be sent now",
			      (int)call_text(call, "state").size, call_text(call, "state").at);
	enum err e = store_reply_row(call, "message", one);
	return e == ERR_MISSING ? refuse(call, e, "Message not found") : e;
}

/* --- the location --- */

enum err outgoing_leave_location(struct call *call)
{
	static const struct sweep sweeps[] = {
		{ NULL,
		  { "DELETE FROM outgoing WHERE id IN (SELECT id FROM outgoing"
		    " WHERE location_id = :locationId LIMIT :leavingPart)" } },
	};

	return store_sweep(call, sweeps, sizeof(sweeps) / sizeof(*sweeps));
}

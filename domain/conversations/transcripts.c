// SPDX-License-Identifier: Apache-2.0
/*
 * What was said in a call, sentence by sentence, and where a recording of it is.
 */
#include "domain/conversations/messages.h"

/* Has :messageId a message, and is it of a call? */
static bool message_load(struct call *call)
{
	return store_load(call, "SELECT m.type AS message_number, m.direction AS"
				" message_direction, m.provider_id AS message_provider FROM"
				" message m WHERE m.location_id = :locationId"
				" AND m.id = :messageId" MESSAGE_STANDS);
}

static enum err transcript_missing(struct call *call)
{
	return call->err ? call->err
			 : refuse(call, ERR_MISSING, "There is no transcription of this message");
}

static bool transcript_has(struct call *call)
{
	return store_has(call, "SELECT 1 FROM message m JOIN transcript s"
			       " ON s.location_id = :locationId AND s.message_id = m.id"
			       " AND s.n = 1 WHERE m.location_id = :locationId"
			       " AND m.id = :messageId" MESSAGE_STANDS);
}

#define SENTENCES                                                                                  \
	"SELECT channel AS media_channel, n AS sentence_index, start_ms AS start_time,"            \
	" end_ms AS end_time, words AS transcript, confidence FROM transcript"                     \
	" WHERE location_id = :locationId AND message_id = :messageId ORDER BY n"

enum err transcript_get(struct call *call)
{
	if (!transcript_has(call))
		return transcript_missing(call);
	return rows_reply(call, store_ask(call, SENTENCES));
}

/* Channel 1 is who called. */
enum err transcript_download(struct call *call)
{
	struct buffer b = buffer_open(call->arena, (size_t)16 << 20);
	struct rows *rows;

	if (!transcript_has(call) || !message_load(call))
		return transcript_missing(call);
	bool heard = text_is(call_text(call, "messageDirection"), "inbound");
	rows = store_ask(call, SENTENCES);
	while (rows_next(rows)) {
		int64_t s = rows_whole(rows, "start_time") / 1000;
		bool caller = rows_whole(rows, "media_channel") == 1;
		struct text words = rows_text(rows, "transcript");

		buffer_format(&b, "[%02lld:%02lld] %s: %.*s\n", (long long)(s / 60),
			      (long long)(s % 60), caller == heard ? "Contact" : "Agent",
			      (int)words.size, words.at);
	}
	rows_close(rows);
	if (call->err)
		return call->err;
	call_reply_header(call, "Content-Disposition",
			  TEXT("attachment; filename=\"transcription.txt\""));
	call->content_type = TEXT("text/plain; charset=utf-8");
	call->buffer = b;
	return ERR_OK;
}

static enum err call_need(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "messageId"));

	if (!message_load(call))
		return message_missing(call, id);
	if (!channel_numbered((int)call_whole(call, "messageNumber", 0))->call)
		return refuse(call, ERR_FORBIDDEN, "Only calls have that");
	return ERR_OK;
}

static enum err sentence_put(struct call *call, const struct json *sentence, int64_t n)
{
	int64_t channel = 1, from = 0, to = 0;
	double sure = 1;

	json_whole(json_get(sentence, "mediaChannel"), &channel);
	json_whole(json_get(sentence, "startTime"), &from);
	json_whole(json_get(sentence, "endTime"), &to);
	json_real(json_get(sentence, "confidence"), &sure);
	call_set_whole(call, "saidPlace", n);
	call_set_whole(call, "saidBy", channel);
	call_set_whole(call, "saidFrom", from);
	call_set_whole(call, "saidTo", to);
	call_set(call, "saidSurely", (struct value){ .type = VALUE_REAL, .real = sure });
	call_set_text(call, "saidWords", json_text(json_get(sentence, "transcript")));
	return store_do(call, "INSERT INTO transcript (location_id, message_id, n, channel,"
			      " start_ms, end_ms, confidence, words) VALUES (:locationId,"
			      " :messageId, :saidPlace, :saidBy, :saidFrom, :saidTo, :saidSurely,"
			      " :saidWords)");
}

enum err transcript_set(struct call *call)
{
	const struct json *list = json_get(call->json, "sentences");
	enum err e = call_need(call);
	int64_t n = 0;

	if (!e)
		e = store_do(call, "DELETE FROM transcript WHERE location_id = :locationId"
				   " AND message_id = :messageId");
	for (const struct json *v = json_first(list); v && !e; v = json_after(list, v))
		e = sentence_put(call, v, ++n);
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	return e;
}

/* --- where a recording is --- */

enum err recording_get(struct call *call)
{
	const struct json *files = NULL;
	struct text why;

	if (store_load(call, "SELECT m.attachments AS call_files FROM message m"
			     " WHERE m.location_id = :locationId AND m.id = :messageId"
			     " AND m.type IN (1, 8, 10, 24, 34)" MESSAGE_STANDS) &&
	    json_read(call->arena, call_text(call, "callFiles"), &files, &why))
		files = NULL;
	if (!json_first(files))
		return call->err
			       ? call->err
			       : refuse(call, ERR_MISSING, "There is no recording of this message");
	call->status = 302;
	call->content_type = TEXT("text/plain; charset=utf-8");
	call->buffer.size = 0;
	call_reply_header(call, "Location", json_text(json_first(files)));
	call_reply_header(call, "Cache-Control", TEXT("no-store"));
	return ERR_OK;
}

enum err message_attachments_set(struct call *call)
{
	struct text id = text_copy(call->arena, call_text(call, "messageId")), files;
	enum err e = attachments_take(call, &files);

	if (e)
		return e;
	if (!message_load(call))
		return call->err ? call->err
				 : refuse(call, ERR_MISSING, "Message with id %.*s not found",
					  (int)id.size, id.at);
	if (!channel_numbered((int)call_whole(call, "messageNumber", 0))->call ||
	    !call_text(call, "messageProvider").size)
		return refuse(call, ERR_FORBIDDEN,
			      "Attachments can be set of calls that a provider has brought");
	json_key(&call->out, "success");
	json_put_flag(&call->out, true);
	call_set_text(call, "messageFiles", files);
	return store_do(call, "UPDATE message SET attachments = :messageFiles, date_updated = :now"
			      " WHERE location_id = :locationId AND id = :messageId");
}

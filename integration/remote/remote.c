// SPDX-License-Identifier: Apache-2.0
/*
 * One exchange: make the request, send it, say how it went.
 */
#include "integration/remote/inside.h"

#include "base/time/clock.h"

#define MASK	     "\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2"
#define SECRET_LEAST 4 /* what is shorter stands in too much that is no secret */

static const struct {
	const char *name, *state, *sentence;
	enum err err;
	bool again, executed;
} classes[] = {
#define X(word, error, said, retry, done, text) { #word, said, text, ERR_##error, retry, done },
	REMOTE_TABLE(X)
#undef X
};

const char *remote_class_name(enum remote_class c)
{
	return classes[c].name;
}

const char *remote_class_state(enum remote_class c)
{
	return classes[c].state;
}

bool remote_class_again(enum remote_class c)
{
	return classes[c].again;
}

const char *remote_class_sentence(enum remote_class c)
{
	return classes[c].sentence;
}

struct text remote_header(const struct remote_answer *answer, const char *name)
{
	for (size_t i = 0; i < answer->header_count; i++)
		if (text_alike(answer->headers[i].name, text_of(name)))
			return answer->headers[i].value;
	return TEXT("");
}

/* --- secrets --- */

static struct text mask_one(struct arena *a, struct text t, struct text secret)
{
	struct buffer *b = arena_take(a, sizeof(*b));
	const char *at;

	if (secret.size < SECRET_LEAST || !t.size || !memmem(t.at, t.size, secret.at, secret.size))
		return t;
	*b = buffer_open(a, (t.size + 1) * sizeof(MASK));
	while ((at = memmem(t.at, t.size, secret.at, secret.size))) {
		buffer_add(b, (struct text){ t.at, (size_t)(at - t.at) });
		buffer_add(b, TEXT(MASK));
		t.size -= (size_t)(at - t.at) + secret.size;
		t.at = at + secret.size;
	}
	buffer_add(b, t);
	return buffer_text(b);
}

/* As it is, and as it stands in an address. */
static struct text mask_both(struct arena *a, struct text t, struct text secret)
{
	struct buffer spelled = buffer_open(a, 3 * secret.size + 1);

	buffer_url(&spelled, secret);
	return mask_one(a, mask_one(a, t, secret), buffer_text(&spelled));
}

struct text remote_mask(struct arena *a, const struct remote_target *target, struct text t)
{
	struct text secret = target->authorization, scheme;

	for (size_t i = 0; i < target->secret_count; i++)
		t = mask_both(a, t, target->secrets[i]);
	text_split(&secret, ' ', &scheme);
	return mask_both(a, t, secret.size ? secret : target->authorization);
}

enum err remote_show(struct arena *a, const struct remote_target *target,
		     const struct remote_ask *ask, struct http_sending *out, struct text *why)
{
	enum err e = request_make(a, target, ask, out, why);

	out->url = remote_mask(a, target, out->url);
	out->body = remote_mask(a, target, out->body);
	out->headers = NULL;
	out->header_count = 0;
	return e;
}

/* --- the exchange --- */

static enum err failed(struct remote_answer *answer, enum remote_class class, struct text why)
{
	answer->class = class;
	answer->why = why;
	answer->err = classes[class].err;
	return answer->err;
}

/* The sentence of the class, and what the connection said. */
static struct text away_say(struct arena *a, enum remote_class class, struct text why)
{
	const char *sentence = classes[class].sentence;

	return text_format(a, "%c%s (%.*s).", sentence[0] - ('a' - 'A'), sentence + 1,
			   (int)(why.size && why.at[why.size - 1] == '.' ? why.size - 1 : why.size),
			   why.at);
}

/* JSON of an answer; some sites put a mark or blank lines before it. */
const struct json *body_read(struct arena *a, struct text raw)
{
	const struct json *body;
	struct text why;

	if (text_starts(raw, "\xef\xbb\xbf"))
		raw = (struct text){ raw.at + 3, raw.size - 3 };
	raw = text_trim(raw);
	return raw.size && !json_read(a, raw, &body, &why) ? body : NULL;
}

enum err remote_ask(struct http_client *client, struct arena *a, const struct remote_target *target,
		    const struct remote_ask *ask, struct remote_answer *answer)
{
	int64_t start_us = clock_monotonic_us();
	struct http_sending sending;
	struct http_reply reply;
	struct text why = { 0 };

	*answer = (struct remote_answer){ 0 };
	rate_read(answer, ask->now_ms);
	if (request_make(a, target, ask, &sending, &why))
		return failed(answer, REMOTE_UNFIT, why);
	enum err e = http_send(client, a, &sending, &reply, &why);

	answer->took_ms = (clock_monotonic_us() - start_us) / 1000;
	why = remote_mask(a, target, why);
	if (e == ERR_BAD)
		return failed(answer, REMOTE_UNFIT, why);
	if (e == ERR_FORBIDDEN)
		return failed(answer, REMOTE_FORBIDDEN, why);
	if (e) {
		answer->sent = reply.sent;
		enum remote_class class = reply.sent ? REMOTE_LOST : REMOTE_UNREACHED;
		return failed(answer, class, away_say(a, class, why));
	}
	answer->status = reply.status;
	answer->headers = reply.headers;
	answer->header_count = reply.header_count;
	answer->body = body_read(a, reply.body);
	if (reply.status >= 200 && reply.status < 300)
		answer->body = catalogue_decoded(a, ask->op, answer->body);
	answer_unwrap(a, ask->op, answer);
	rate_read(answer, ask->now_ms);
	answer_classify(a, ask, reply.body, answer);
	answer->sent = classes[answer->class].executed &&
		       (answer->status < 400 || answer->status >= 500 || answer->status == 408);
	answer->why = remote_mask(a, target, answer->why);
	answer->err = classes[answer->class].err;
	return answer->err;
}

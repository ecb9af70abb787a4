// SPDX-License-Identifier: Apache-2.0
/*
 * Many exchanges at once in one thread: libcurl's multi handle, and a handle for each place.
 *
 * Connections are kept and shared by all.  What is over is handed out by http_sends_wait; nothing
 * calls back.
 */
#include "platform/http/exchange.h"

#include <assert.h>

struct place {
	CURL *curl;
	struct exchange *exchange; /* NULL: free */
	void *owner;
};

struct http_sends {
	CURLM *multi;
	struct place *places;
	size_t most;
	bool give_up;
};

struct http_sends *http_sends_open(size_t most)
{
	struct http_sends *s = calloc(1, sizeof(*s));

	assert(s && most);
	curl_global_init(CURL_GLOBAL_DEFAULT); /* counted, and safe from any thread */
	s->most = most;
	s->places = calloc(most, sizeof(*s->places));
	s->multi = curl_multi_init();
	assert(s->multi && s->places);
	curl_multi_setopt(s->multi, CURLMOPT_MAXCONNECTS, (long)most);
	return s;
}

static struct place *place_of(struct http_sends *s, CURL *curl)
{
	struct place *p = NULL;

	curl_easy_getinfo(curl, CURLINFO_PRIVATE, &p);
	assert(p && p >= s->places && p < s->places + s->most);
	return p;
}

static void over(struct http_sends *s, struct place *p, CURLcode code, struct http_sent *out)
{
	curl_multi_remove_handle(s->multi, p->curl);
	*out = (struct http_sent){ .owner = p->owner };
	out->err = exchange_end(p->curl, p->exchange, code, &out->reply, &out->why);
	p->exchange = NULL;
}

void http_sends_close(struct http_sends *s)
{
	struct http_sent cut;

	if (!s)
		return;
	for (size_t i = 0; i < s->most; i++) {
		if (s->places[i].exchange)
			over(s, &s->places[i], CURLE_ABORTED_BY_CALLBACK, &cut);
		curl_easy_cleanup(s->places[i].curl);
	}
	curl_multi_cleanup(s->multi);
	curl_global_cleanup();
	free(s->places);
	free(s);
}

enum err http_sends_begin(struct http_sends *s, struct arena *a, const struct http_sending *sending,
			  void *owner, struct text *why)
{
	struct place *p = s->places, *end = p + s->most;

	while (p < end && p->exchange)
		p++;
	if (p == end) {
		*why = TEXT("Too many are under way.");
		return ERR_UNAVAILABLE;
	}
	if (!p->curl)
		p->curl = curl_easy_init();
	assert(p->curl);
	enum err e = exchange_begin(p->curl, a, sending, &p->exchange, why);
	if (e)
		return e;
	p->owner = owner;
	curl_easy_setopt(p->curl, CURLOPT_PRIVATE, p);
	curl_multi_add_handle(s->multi, p->curl);
	return ERR_OK;
}

static size_t given_up(struct http_sends *s, struct http_sent *out, size_t most)
{
	size_t count = 0;

	for (size_t i = 0; i < s->most && count < most; i++)
		if (s->places[i].exchange)
			over(s, &s->places[i], CURLE_ABORTED_BY_CALLBACK, &out[count++]);
	return count;
}

size_t http_sends_wait(struct http_sends *s, int64_t ms, struct http_sent *out, size_t most)
{
	CURLMsg *said;
	size_t count = 0;
	int running, left;

	curl_multi_perform(s->multi, &running);
	for (int round = 0; round < 2; round++) {
		while (count < most && (said = curl_multi_info_read(s->multi, &left)))
			if (said->msg == CURLMSG_DONE)
				over(s, place_of(s, said->easy_handle), said->data.result,
				     &out[count++]);
		if (count || round)
			break;
		if (s->give_up)
			return given_up(s, out, most);
		curl_multi_poll(s->multi, NULL, 0, (int)ms, NULL);
		curl_multi_perform(s->multi, &running);
	}
	return count;
}

void http_sends_wake(void *sends)
{
	curl_multi_wakeup(((struct http_sends *)sends)->multi);
}

void http_sends_give_up(struct http_sends *s)
{
	s->give_up = true;
}

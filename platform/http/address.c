// SPDX-License-Identifier: Apache-2.0
/*
 * How many connections each address has open, over all loops.
 *
 * Asked only when a connection opens or closes, so one lock is enough.  A version 6 address counts
 * by its first 64 bits: that much is one household's.  There are never more rows than connections.
 */
#include "platform/http/inside.h"

#include <assert.h>

#define BUCKETS	    1024 /* a power of two */
#define PROXIES_MAX 32

struct row {
	struct row *next;
	unsigned char key[16];
	size_t count;
};

struct http_addresses {
	pthread_mutex_t lock;
	size_t count_max;
	struct in6_addr proxies[PROXIES_MAX];
	size_t proxy_count;
	struct row *buckets[BUCKETS];
};

struct http_addresses *http_addresses_open(size_t address_max, struct text proxies)
{
	struct http_addresses *t = calloc(1, sizeof(*t));

	assert(t);
	pthread_mutex_init(&t->lock, NULL);
	t->count_max = address_max;
	for (struct text word; text_split(&proxies, ',', &word);) {
		char spelled[INET6_ADDRSTRLEN];

		snprintf(spelled, sizeof(spelled), "%.*s", (int)text_trim(word).size,
			 text_trim(word).at);
		if (t->proxy_count < PROXIES_MAX &&
		    address_read(spelled, &t->proxies[t->proxy_count]))
			t->proxy_count++;
	}
	return t;
}

void http_addresses_close(struct http_addresses *t)
{
	if (!t)
		return;
	for (size_t i = 0; i < BUCKETS; i++) {
		while (t->buckets[i]) {
			struct row *row = t->buckets[i];

			t->buckets[i] = row->next;
			free(row);
		}
	}
	pthread_mutex_destroy(&t->lock);
	free(t);
}

/* The place that points at the address's row, or at NULL where it would be. */
static struct row **row_find(struct http_addresses *t, const struct in6_addr *address,
			     unsigned char key[16])
{
	struct row **at;

	memset(key, 0, 16);
	memcpy(key, address->s6_addr, IN6_IS_ADDR_V4MAPPED(address) ? 16 : 8);
	at = &t->buckets[text_hash((struct text){ (const char *)key, 16 }) & (BUCKETS - 1)];
	while (*at && memcmp((*at)->key, key, 16) != 0)
		at = &(*at)->next;
	return at;
}

static bool is_proxy(const struct http_addresses *t, const struct in6_addr *address)
{
	for (size_t i = 0; i < t->proxy_count; i++)
		if (memcmp(&t->proxies[i], address, sizeof(*address)) == 0)
			return true;
	return false;
}

bool http_addresses_enter(struct http_addresses *t, const struct in6_addr *address)
{
	unsigned char key[16];
	struct row **at;
	bool may;

	pthread_mutex_lock(&t->lock);
	at = row_find(t, address, key);
	if (!*at) {
		*at = calloc(1, sizeof(**at));
		assert(*at);
		memcpy((*at)->key, key, 16);
	}
	may = (*at)->count < t->count_max || is_proxy(t, address);
	if (may)
		(*at)->count++;
	pthread_mutex_unlock(&t->lock);
	return may;
}

void http_addresses_leave(struct http_addresses *t, const struct in6_addr *address)
{
	unsigned char key[16];
	struct row **at;

	pthread_mutex_lock(&t->lock);
	at = row_find(t, address, key);
	if (*at && --(*at)->count == 0) {
		struct row *row = *at;

		*at = row->next;
		free(row);
	}
	pthread_mutex_unlock(&t->lock);
}

// SPDX-License-Identifier: Apache-2.0
/*
 * Errands: a transaction asked for by a thread that has time to wait for it.
 */
#include "store/inside.h"

#include <pthread.h>
#include <string.h>

struct errand {
	pthread_mutex_t lock;
	pthread_cond_t done;
	bool over;
	enum err e;
	enum err (*run)(struct call *call);
	void *data, *start; /* what the data was before */
	size_t size;
};

static void data_back(const struct errand *errand)
{
	if (errand->size)
		memcpy(errand->data, errand->start, errand->size);
}

static void errand_done(struct call *call, enum err e)
{
	struct errand *errand = call->owner;

	pthread_mutex_lock(&errand->lock);
	errand->over = true;
	errand->e = e;
	pthread_cond_signal(&errand->done);
	pthread_mutex_unlock(&errand->lock);
}

void *errand_data(const struct call *call)
{
	const struct errand *errand = call->owner;

	return errand->data;
}

/* It may be the second time: the first left no trace, in the store or in the data. */
static enum err errand_again(struct call *call)
{
	const struct errand *errand = call->owner;

	data_back(errand);
	return errand->run(call);
}

enum err errand_run(struct call *call, const char *name, enum err (*run)(struct call *call),
		    void *data, size_t size)
{
	static const struct shape none = { .name = TEXT("Nothing"), .open = true };
	struct errand errand = { .lock = PTHREAD_MUTEX_INITIALIZER,
				 .done = PTHREAD_COND_INITIALIZER,
				 .run = run,
				 .data = data,
				 .size = size };
	struct op op = {
		.name = text_of(name), .query = &none, .status = 200, .run = errand_again
	};

	if (size) {
		errand.start = arena_take(call->arena, size);
		memcpy(errand.start, data, size);
	}
	call->op = &op;
	call->owner = &errand;
	call->done = errand_done;
	enum err e = store_perform(call);
	if (e == ERR_LATER) {
		pthread_mutex_lock(&errand.lock);
		while (!errand.over)
			pthread_cond_wait(&errand.done, &errand.lock);
		pthread_mutex_unlock(&errand.lock);
		e = errand.e;
	}
	if (e)
		data_back(&errand);
	return e;
}

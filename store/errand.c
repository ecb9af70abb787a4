// SPDX-License-Identifier: Apache-2.0
/*
 * Errands: a transaction asked for by a thread that has time to wait for it.
 */
#include "store/inside.h"

#include <pthread.h>

struct errand {
	pthread_mutex_t lock;
	pthread_cond_t done;
	bool over;
	enum err e;
	void *data;
};

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

enum err errand_run(struct call *call, const char *name, enum err (*run)(struct call *call),
		    void *data)
{
	static const struct shape none = { .name = TEXT("Nothing"), .open = true };
	struct errand errand = { .lock = PTHREAD_MUTEX_INITIALIZER,
				 .done = PTHREAD_COND_INITIALIZER,
				 .data = data };
	struct op op = { .name = text_of(name), .query = &none, .status = 200, .run = run };

	call->op = &op;
	call->owner = &errand;
	call->done = errand_done;
	enum err e = store_perform(call);
	if (e != ERR_LATER)
		return e;
	pthread_mutex_lock(&errand.lock);
	while (!errand.over)
		pthread_cond_wait(&errand.done, &errand.lock);
	pthread_mutex_unlock(&errand.lock);
	return errand.e;
}

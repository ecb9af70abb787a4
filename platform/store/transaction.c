// SPDX-License-Identifier: Apache-2.0
/*
 * Errands: a transaction asked for by a thread that has time to wait for it.
 */
#include "platform/store/inside.h"

#include <pthread.h>
#include <string.h>

struct transaction {
	pthread_mutex_t lock;
	pthread_cond_t done;
	bool over;
	enum err e;
	enum err (*run)(struct call *call);
	void *data, *start; /* what the data was before */
	size_t size;
};

static void data_back(const struct transaction *transaction)
{
	if (transaction->size)
		memcpy(transaction->data, transaction->start, transaction->size);
}

static void transaction_done(struct call *call, enum err e)
{
	struct transaction *transaction = call->owner;

	pthread_mutex_lock(&transaction->lock);
	transaction->over = true;
	transaction->e = e;
	pthread_cond_signal(&transaction->done);
	pthread_mutex_unlock(&transaction->lock);
}

void *store_transaction_data(const struct call *call)
{
	const struct transaction *transaction = call->owner;

	return transaction->data;
}

/* It may be the second time: the first left no trace, in the store or in the data. */
static enum err transaction_again(struct call *call)
{
	const struct transaction *transaction = call->owner;

	data_back(transaction);
	return transaction->run(call);
}

enum err store_transaction(struct call *call, const char *name, enum err (*run)(struct call *call),
			   void *data, size_t size)
{
	static const struct shape none = { .name = TEXT("Nothing"), .open = true };
	struct transaction transaction = { .lock = PTHREAD_MUTEX_INITIALIZER,
					   .done = PTHREAD_COND_INITIALIZER,
					   .run = run,
					   .data = data,
					   .size = size };
	struct op op = {
		.name = text_of(name), .query = &none, .status = 200, .run = transaction_again
	};

	if (size) {
		transaction.start = arena_take(call->arena, size);
		memcpy(transaction.start, data, size);
	}
	call->op = &op;
	call->owner = &transaction;
	call->done = transaction_done;
	enum err e = store_perform(call);
	if (e == ERR_PENDING) {
		pthread_mutex_lock(&transaction.lock);
		while (!transaction.over)
			pthread_cond_wait(&transaction.done, &transaction.lock);
		pthread_mutex_unlock(&transaction.lock);
		e = transaction.e;
	}
	if (e)
		data_back(&transaction);
	return e;
}

// SPDX-License-Identifier: Apache-2.0
/*
 * Inside the preview: asking (preview.c), and what an effect would change (preview_judge.c).
 */
#ifndef GROUNDLEVEL_INTEGRATION_ENGINE_PREVIEW_H
#define GROUNDLEVEL_INTEGRATION_ENGINE_PREVIEW_H

#include "integration/engine/poll.h"

#define PREVIEW_NEW "(new)" /* begins the id of what would be made */

/* A question to one side; body is its answer, else error says why not. */
struct preview_answer {
	const struct op *op;
	struct text input;
	struct text body, error;
	bool missing; /* there is no such thing */
};
void preview_ask(struct preview *p, struct text use, struct preview_answer *answer);
struct preview_use *preview_use(struct preview *p, struct text use);
/* What the effect would do; what the steps behind it see of it goes into out. */
void preview_judge(struct preview *p, const struct intent *i, struct outcome *out);
void preview_unclear(struct preview *p, struct text why);
/* In a transaction that reads, as a call of its own; what is refused there, or "". */
struct text preview_read(struct preview *p, enum err (*run)(struct call *call));
/* preview_linked.c: what a sync asks, and nothing is kept. */
struct sync_hooks preview_linked(struct preview *p);

#endif

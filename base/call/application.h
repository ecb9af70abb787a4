// SPDX-License-Identifier: Apache-2.0
/*
 * What a process is made of: opened in order by app/cli, one for all calls, and borrowed by each as
 * call->app.  Nothing of it is copied, so what is opened later is there for all.
 */
#ifndef GROUNDLEVEL_BASE_CALL_APPLICATION_H
#define GROUNDLEVEL_BASE_CALL_APPLICATION_H

struct catalogue;     /* platform/catalogue/catalogue.h */
struct auth;	      /* platform/auth/auth.h */
struct store;	      /* platform/store/store.h */
struct zones;	      /* time zones read so far: base/time/zones.h */
struct settings;      /* base/core/settings.h */
struct flow_engine;   /* the engine of flows: integration/engine/engine.h */
struct blobs;	      /* files: platform/blobs/blobs.h */
struct jobs;	      /* the durable queue: platform/jobs/jobs.h */
struct live;	      /* who listens to events: platform/live/live.h */
struct blocking_pool; /* threads that may wait for other servers:
			 integration/connections/connections.h */

/* What is NULL is not there: a command has no engine and may have no data. */
struct application {
	const struct catalogue *catalogue;
	struct auth *auth;
	struct store *store;
	struct zones *zones; /* NULL: each is read anew */
	const struct settings *settings;
	struct flow_engine *flows;
	struct jobs *jobs;
	struct live *live;
	struct blobs *blobs; /* NULL: there is no folder for files */
	struct blocking_pool *blocking_pool;
	struct blocking_pool *hashing; /* likewise, for what is worked out for long: passwords, */
	struct blocking_pool *signing; /* … and for a moment: signatures of tokens */
};

#endif

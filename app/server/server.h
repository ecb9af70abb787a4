// SPDX-License-Identifier: Apache-2.0
/*
 * The journey of a request, from HTTP bytes to exactly one answer.
 */
#ifndef GROUNDLEVEL_APP_SERVER_SERVER_H
#define GROUNDLEVEL_APP_SERVER_SERVER_H

#include "base/time/clock.h"
#include "integration/connections/connections.h"
#include "platform/auth/auth.h"
#include "platform/http/http.h"
#include "platform/store/store.h"

struct serve_config {
	const struct application *app;
	const struct clock *clock;
	struct text console;	 /* a folder with its pages; empty: those that are carried */
	struct http_config http; /* handler and hooks are filled in here */
};

struct serve;

enum err serve_open(const struct serve_config *config, struct arena *a, struct serve **out,
		    struct text *why);
int serve_port(const struct serve *s);
struct http_figures serve_figures(const struct serve *s);
enum err serve_run(struct serve *s); /* until serve_stop */
void serve_stop(struct serve *s);    /* any thread, and a signal handler */
void serve_close(struct serve *s);

#endif

// SPDX-License-Identifier: Apache-2.0
/*
 * Operations about the server itself: health, the description of its operations, the front page,
 * the plugin for WordPress that the program carries.
 */
#include "app/server/inside.h"
#include "runs.h"

/* One file: build/bridge.zip (tools/texts.sh). */
extern const struct {
	const char *name, *at;
	size_t size;
} texts_bundle[];

static void put_ms(struct json_out *o, const char *key, int64_t us)
{
	json_key(o, key);
	json_put_real(o, (double)us / 1000);
}

static void put_checks(struct call *call, const struct finding *f)
{
	json_key(&call->out, "checks");
	json_map(&call->out);
	put_ms(&call->out, "writeMs", f->write_us);
	put_ms(&call->out, "readMs", f->read_us);
	if (f->disk_free >= 0) {
		json_key(&call->out, "diskFree");
		json_put_whole(&call->out, f->disk_free);
	}
	json_key(&call->out, "lookAgeMs");
	json_put_whole(&call->out, f->flows.look_age_ms);
	json_key(&call->out, "clockApartMs");
	json_put_whole(&call->out, store_clock_apart(call->app->store));
	json_close(&call->out);
}

static void put_notes(struct call *call)
{
	int64_t apart = store_clock_apart(call->app->store), days = apart / DAY_MS;

	if (!days)
		return;
	json_key(&call->out, "notes");
	json_list(&call->out);
	json_put_text(&call->out,
		      text_format(call->arena,
				  "The clock is %lld days %s the time that has passed: what is kept"
				  " for a time is kept until the clock has stood for long, or"
				  " agree-clock says that it is right.",
				  (long long)(days > 0 ? days : -days),
				  days > 0 ? "ahead of" : "behind"));
	json_close(&call->out);
}

static struct text reasons_of(struct call *call, const struct finding *f)
{
	struct buffer *b = arena_take(call->arena, sizeof(*b));

	*b = buffer_open(call->arena, 1 << 16);
	struct json_out o = json_open(b);
	buffer_add(b, TEXT("\"reasons\":"));
	json_list(&o);
	for (size_t i = 0; i < f->reason_count; i++)
		json_put_c(&o, f->reasons[i]);
	json_close(&o);
	return buffer_text(b);
}

static void put_well(struct call *call)
{
	json_key(&call->out, "status");
	json_put_c(&call->out, "ok");
	json_key(&call->out, "store");
	json_put_text(&call->out, store_describe(call->app->store, call->arena));
	json_key(&call->out, "version");
	json_put_c(&call->out, GROUNDLEVEL_VERSION);
}

static enum err health_tell(struct call *call, const struct finding *f)
{
	if (f->reason_count)
		return refuse_more(call, ERR_UNAVAILABLE, reasons_of(call, f), "%s", f->reasons[0]);
	put_well(call);
	put_checks(call, f);
	put_notes(call);
	return ERR_OK;
}

enum err server_health(struct call *call)
{
	static const struct teller teller = { health_tell };

	if (call->serve)
		return pulse_ask(call, &teller);
	put_well(call); /* asked from inside: whoever asks is at work */
	return ERR_OK;
}

enum err server_clock(struct call *call)
{
	char iso[CLOCK_ISO_SIZE];

	clock_iso(call->now_ms, iso);
	json_key(&call->out, "clock");
	json_put_c(&call->out, iso);
	json_key(&call->out, "apartMs");
	json_put_whole(&call->out, store_clock_apart(call->app->store));
	return store_clock_agree(call);
}

enum err server_openapi(struct call *call)
{
	call->content_type = TEXT("application/json; charset=utf-8");
	call->buffer.size = 0;
	call->out = json_open(&call->buffer);
	catalogue_openapi(call->app->catalogue, call_text(call, "tags"), &call->out);
	return ERR_OK;
}

enum err server_bridge(struct call *call)
{
	call->content_type = TEXT("application/zip");
	call->buffer.size = 0;
	buffer_add(&call->buffer, (struct text){ texts_bundle[0].at, texts_bundle[0].size });
	call_reply_header(call, "Content-Disposition",
			  TEXT("attachment; filename=\"groundlevel.zip\""));
	return ERR_OK;
}

/* Does a browser ask?  Everybody else gets what an address gets that leads nowhere. */
static bool wants_page(const struct call *call)
{
	struct text accept = call_header(call, "accept");

	return accept.size && memmem(accept.at, accept.size, "text/html", 9);
}

enum err server_front(struct call *call)
{
	static const char page[] =
		"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		"<title>Groundlevel</title>\n"
		"<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;"
		"padding:0 1rem;color:#222;background:#fff}code{background:#eee;padding:0 .2em}"
		"</style>\n</head>\n<body>\n<h1>Groundlevel</h1>\n"
		"<p>This server answers HighLevel's v2 API. There is nothing to click here: it is"
		" asked by programs, with a token.</p>\n<ul>\n"
		"<li><a href=\"/openapi.json\">/openapi.json</a>: every operation it answers</li>\n"
		"<li><a href=\"/health\">/health</a>: how it is</li>\n"
		"<li><a href=\"/bridge.zip\">/bridge.zip</a>: the plugin for a WordPress"
		" site</li>\n"
		"</ul>\n<p>Which address and token to use, flows, calendars and mail are told by"
		" the <code>README.md</code> and the pages in <code>doc/</code> that came with it;"
		" on its machine <code>groundlevel --help</code> lists what it can do.</p>\n"
		"<p>Version " GROUNDLEVEL_VERSION ".</p>\n</body>\n</html>\n";

	if (!wants_page(call))
		return refuse(call, ERR_MISSING, "Cannot %.*s /", (int)call->method.size,
			      call->method.at);
	if (call->serve && console_carried(call->serve))
		call_reply_header(call, "Location", TEXT("/console/"));
	else
		call->status = 200; /* built without the console: the page itself */
	call->content_type = TEXT("text/html; charset=utf-8");
	call->buffer.size = 0;
	buffer_add(&call->buffer, (struct text){ page, sizeof(page) - 1 });
	call_reply_header(call, "Content-Security-Policy",
			  TEXT("default-src 'none'; style-src 'unsafe-inline'"));
	return ERR_OK;
}

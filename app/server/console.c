// SPDX-License-Identifier: Apache-2.0
/*
 * The pages of the console: files that the program carries (tools/texts.sh), answered at /console/;
 * and the public booking page, answered at /book/, whose files lie there, too.
 *
 * They are no operations: nothing is asked of the data, everybody is given the same.  A path that
 * ends in a name with a dot is a file, `assets/` holds those whose name changes with their bytes;
 * every other path is a place inside the page, and gets the page.  Each was compressed once, when
 * it was built (NAME.br, NAME.gz beside NAME).
 *
 * With a folder (serve --console DIR) the files are read there at each asking, not compressed: for
 * whoever writes them.
 */
#include "app/server/inside.h"

#include "platform/invoke/invoke.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_SIZE_MAX (8 << 20)
#define ETAG_SIZE     40
#define ROOT	      "/console"
#define BOOK	      "/book/"

extern const struct {
	const char *name, *at;
	size_t size;
} texts_console[];
extern const size_t texts_console_count;

static const struct header always[] = {
	{ TEXT("Content-Security-Policy"),
	  TEXT("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
	       " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
	       " frame-ancestors 'none'; require-trusted-types-for 'script';"
	       " trusted-types svelte-trusted-html") },
	{ TEXT("X-Content-Type-Options"), TEXT("nosniff") },
	{ TEXT("Referrer-Policy"), TEXT("no-referrer") },
	{ TEXT("Cross-Origin-Opener-Policy"), TEXT("same-origin") },
	{ TEXT("Permissions-Policy"),
	  TEXT("camera=(), geolocation=(), microphone=(), payment=(), usb=()") },
	{ TEXT("Vary"), TEXT("Accept-Encoding") },
};

static const struct {
	const char *end, *type;
} types[] = {
	{ ".html", "text/html; charset=utf-8" },
	{ ".js", "text/javascript; charset=utf-8" },
	{ ".css", "text/css; charset=utf-8" },
	{ ".json", "application/json; charset=utf-8" },
	{ ".svg", "image/svg+xml" },
	{ ".png", "image/png" },
	{ ".woff2", "font/woff2" },
};

/* How one may be sent, the best first. */
static const struct coding {
	const char *name, *end;
} codings[] = { { "br", ".br" }, { "gzip", ".gz" }, { "", "" } };

struct page {
	struct text name;   /* of the file, without its folder */
	bool lasting;	    /* its name changes with its bytes */
	struct text bytes;  /* as it is sent, … */
	const char *coding; /* … in this coding; "": as it is */
	char etag[ETAG_SIZE];
};

bool console_carried(const struct serve *s)
{
	return s->config.console.size || texts_console_count;
}

bool console_asks(const struct call *call)
{
	struct text p = call->path;
	bool inside = text_is(p, ROOT) || text_starts(p, ROOT "/") || text_starts(p, BOOK);

	return inside && (text_is(call->method, "GET") || text_is(call->method, "HEAD"));
}

/* Which file a path means.  False: none that could be there. */
static bool page_named(struct text path, struct page *page)
{
	page->name = TEXT("book.html");
	if (text_starts(path, BOOK))
		return true;
	struct text rest = { path.at + sizeof(ROOT) - 1, path.size - (sizeof(ROOT) - 1) }, part,
		    last = { 0 };
	size_t parts = 0;

	for (; text_split(&rest, '/', &part); parts += part.size > 0)
		if (part.size) {
			if (parts == 0)
				page->lasting = text_is(part, "assets");
			last = part;
		}
	bool dot = last.size && memchr(last.at, '.', last.size);
	page->name = dot ? last : TEXT("index.html");
	if (page->lasting)
		return dot && parts == 2;
	return !dot || (parts == 1 && last.at[0] != '.');
}

/* Does the client take this coding?  A list with weights; only q=0 says no. */
static bool takes(struct text accepted, const char *name)
{
	struct text one, word;

	while (text_split(&accepted, ',', &one)) {
		struct text rest = text_trim(one);
		bool no = false;

		text_split(&rest, ';', &word);
		if (!text_alike(text_trim(word), text_of(name)))
			continue;
		while (text_split(&rest, ';', &word)) {
			double weight;
			struct text q = text_trim(word);
			if (text_starts(q, "q=") &&
			    text_real((struct text){ q.at + 2, q.size - 2 }, &weight))
				no = weight <= 0;
		}
		return !no;
	}
	return false;
}

static bool carried_find(const struct text name, struct text *bytes)
{
	for (size_t i = 0; i < texts_console_count; i++)
		if (text_is(name, texts_console[i].name)) {
			*bytes = (struct text){ texts_console[i].at, texts_console[i].size };
			return true;
		}
	return false;
}

static bool carried_take(struct arena *a, struct text accepted, struct page *page)
{
	for (size_t i = 0; i < sizeof(codings) / sizeof(*codings); i++) {
		struct text name = text_format(a, "%.*s%s", (int)page->name.size, page->name.at,
					       codings[i].end);

		page->coding = codings[i].name;
		if ((!*codings[i].name || takes(accepted, codings[i].name)) &&
		    carried_find(name, &page->bytes))
			return true;
	}
	return false;
}

static bool folder_take(struct arena *a, struct text folder, struct page *page)
{
	char *path = text_c(a, text_format(a, "%.*s/%s%.*s", (int)folder.size, folder.at,
					   page->lasting ? "assets/" : "", (int)page->name.size,
					   page->name.at));
	int file = open(path, O_RDONLY | O_CLOEXEC);
	struct stat is;
	bool good = file >= 0 && fstat(file, &is) == 0 && S_ISREG(is.st_mode) &&
		    is.st_size <= FILE_SIZE_MAX;
	size_t size = good ? (size_t)is.st_size : 0;
	char *bytes = arena_bytes(a, size + 1);

	good = good && read(file, bytes, size) == (ssize_t)size;
	if (file >= 0)
		close(file);
	page->bytes = (struct text){ bytes, size };
	page->coding = "";
	return good;
}

static bool page_take(struct call *call, struct page *page)
{
	struct text folder = call->serve->config.console;

	if (!page_named(call->path, page))
		return false;
	return folder.size ? folder_take(call->arena, folder, page)
			   : carried_take(call->arena, call_header(call, "accept-encoding"), page);
}

static void etag_make(struct page *page)
{
	unsigned char sum[16];
	char hex[33];

	crypto_generichash(sum, sizeof(sum), (const unsigned char *)page->bytes.at,
			   page->bytes.size, NULL, 0);
	sodium_bin2hex(hex, sizeof(hex), sum, sizeof(sum));
	snprintf(page->etag, sizeof(page->etag), "\"%s\"", hex);
}

static const char *type_of(struct text name)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (text_ends(name, types[i].end))
			return types[i].type;
	return "application/octet-stream";
}

static int page_answer(struct call *call, struct page *page, struct text *body)
{
	etag_make(page);
	call_reply_header(call, "ETag", text_of(page->etag));
	call_reply_header(call, "Cache-Control",
			  page->lasting ? TEXT("public, max-age=31536000, immutable")
					: TEXT("no-cache"));
	if (invoke_tag_listed(call_header(call, "if-none-match"), text_of(page->etag)))
		return 304;
	if (*page->coding)
		call_reply_header(call, "Content-Encoding", text_of(page->coding));
	call->content_type = text_of(type_of(page->name));
	*body = page->bytes;
	return 200;
}

static int refuse_page(struct call *call, struct text *body)
{
	bool carried = console_carried(call->serve);
	struct text why = carried ? text_format(call->arena, "Cannot %.*s %.*s",
						(int)call->method.size, call->method.at,
						(int)call->path.size, call->path.at)
				  : TEXT("This program was built without the console (make"
					 " CONSOLE=no).");

	call_reply_header(call, "Cache-Control", TEXT("no-store"));
	*body = reply_complaint(NULL, call->arena, 404, text_c(call->arena, why));
	return 404;
}

int console_make(struct call *call, struct text *body)
{
	struct page page = { 0 };

	for (size_t i = 0; i < sizeof(always) / sizeof(*always); i++)
		call_reply_header(call, always[i].name.at, always[i].value);
	if (console_carried(call->serve) && text_is(call->path, ROOT)) {
		call_reply_header(call, "Location", TEXT(ROOT "/"));
		return 308;
	}
	return page_take(call, &page) ? page_answer(call, &page, body) : refuse_page(call, body);
}

// SPDX-License-Identifier: Apache-2.0
/*
 * Where a share link leads: what the snapshot holds, in words, and how to take it.  Without script.
 */
#include "integration/snapshots/inside.h"

#include "base/core/html.h"
#include "platform/blobs/blobs.h"

enum share_word {
	SHARE_ABOUT,
	SHARE_HOLDS,
	SHARE_EMPTY,
	SHARE_NOT,
	SHARE_TAKE,
	SHARE_HOW,
	SHARE_PUSH
};

static const char *const words[][2] = {
	[SHARE_ABOUT] = { "shares how a location is set up: yours can be set up in the same"
			  " way.",
			  "teilt, wie ein Standort eingerichtet ist: Sie können Ihren genauso"
			  " einrichten." },
	[SHARE_HOLDS] = { "What is in it", "Was darin ist" },
	[SHARE_EMPTY] = { "Nothing.", "Nichts." },
	[SHARE_NOT] = { "No contacts, no messages, no passwords are in it.",
			"Kontakte, Nachrichten und Passwörter sind nicht darin." },
	[SHARE_TAKE] = { "How to take it", "So übernehmen Sie es" },
	[SHARE_HOW] = { "Somebody of your company sends the address of this page to this server, "
			"with"
			" a token of the company that holds snapshots.write:",
			"Jemand aus Ihrer Firma schickt die Adresse dieser Seite an diesen Server,"
			" mit einem Token der Firma, das snapshots.write hat:" },
	[SHARE_PUSH] = { "Then it is a snapshot of your company, and is pushed to those of your"
			 " locations that you choose. Nothing is deleted there.",
			 "Danach gehört Ihrer Firma ein Snapshot davon; er wird in den Standorten"
			 " eingerichtet, die Sie wählen. Gelöscht wird dort nichts." },
};

/* For how many it is. */
static const char *good_for(struct text type, bool german)
{
	static const struct {
		const char *type, *says[2];
	} rows[] = {
		{ "link", { "This address is good once.", "Diese Adresse gilt einmal." } },
		{ "permanent_link",
		  { "This address is good as often as one likes.",
		    "Diese Adresse gilt beliebig oft." } },
		{ "agency_link",
		  { "This address is for the companies that it was made for.",
		    "Diese Adresse gilt für die Firmen, für die sie gemacht ist." } },
		{ "location_link",
		  { "This address is for the locations that it was made for.",
		    "Diese Adresse gilt für die Standorte, für die sie gemacht ist." } },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (text_is(type, rows[i].type))
			return rows[i].says[german];
	return "";
}

static void line_put(struct buffer *b, const char *element, const char *words_said)
{
	buffer_format(b, "<%s>%s</%s>\n", element, words_said, element);
}

static void kinds_list(struct call *call, struct buffer *b, bool german)
{
	struct rows *r = store_ask(call, SHARED_KINDS);
	bool any = false;

	for (; rows_next(r); any = true) {
		struct text kind = rows_text(r, "kind");
		const struct snapshot_row *row = row_named(call, kind);

		buffer_add(b, any ? TEXT("<li>") : TEXT("<ul>\n<li>"));
		page_text(b, row && row->called[german].size ? row->called[german] : kind);
		buffer_format(b, ": %lld</li>\n", (long long)rows_whole(r, "count"));
	}
	rows_close(r);
	if (any)
		buffer_add(b, TEXT("</ul>\n"));
	else
		line_put(b, "p", words[SHARE_EMPTY][german]);
}

static void how_put(struct call *call, struct buffer *b, bool german)
{
	struct text origin = blobs_origin(call), token = call_text(call, "token");

	line_put(b, "h2", words[SHARE_TAKE][german]);
	line_put(b, "p", words[SHARE_HOW][german]);
	buffer_add(
		b,
		TEXT("<pre style=\"white-space:pre-wrap;overflow-wrap:anywhere\">curl -X POST "));
	page_text(b, origin);
	buffer_add(b, TEXT("/groundlevel/snapshots/take \\\n  -H 'Authorization: Bearer TOKEN'"
			   " \\\n  -H 'Content-Type: application/json' \\\n  -d '{\"token\": \""));
	page_text(b, origin);
	buffer_add(b, TEXT("/share/"));
	page_text(b, token);
	buffer_add(b, TEXT("\"}'</pre>\n"));
	line_put(b, "p", words[SHARE_PUSH][german]);
}

enum err snapshot_share_page(struct call *call)
{
	struct buffer b = buffer_open(call->arena, 1 << 20);
	bool german = call_in_german(call);
	enum err e = shared_need(call, call_text(call, "token"));

	if (e)
		return e;
	store_load(call, "SELECT name AS shared_by FROM company WHERE id = :sharedCompany");
	page_open(&b, german ? "de" : "en", call_text(call, "sharedName"));
	buffer_add(&b, TEXT("<p>"));
	page_text(&b, call_text(call, "sharedBy"));
	buffer_format(&b, " %s</p>\n", words[SHARE_ABOUT][german]);
	line_put(&b, "h2", words[SHARE_HOLDS][german]);
	kinds_list(call, &b, german);
	line_put(&b, "p", words[SHARE_NOT][german]);
	how_put(call, &b, german);
	line_put(&b, "p", good_for(call_text(call, "sharedType"), german));
	page_close(&b);
	call_reply_header(call, "Content-Security-Policy", TEXT(PAGE_POLICY));
	call_reply_header(call, "X-Content-Type-Options", TEXT("nosniff"));
	call_reply_header(call, "X-Robots-Tag", TEXT("noindex"));
	call_reply_header(call, "Referrer-Policy", TEXT("no-referrer"));
	call_reply_header(call, "Cache-Control", TEXT("no-store"));
	call->content_type = TEXT("text/html; charset=utf-8");
	call->buffer = b;
	return b.full ? refuse(call, ERR_LARGE, "The page is too large.") : call->err;
}

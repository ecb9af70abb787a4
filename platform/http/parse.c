// SPDX-License-Identifier: Apache-2.0
/*
 * From bytes to a request: llhttp, and what we demand beyond it.
 *
 * The head is first looked at line by line (every line ends in CR LF, no NUL, no folding, no space
 * before a colon); the parser is given whole lines only.  When the head is whole, what decides
 * where the request ends is checked once more: two readers that disagree on it is how requests
 * are smuggled.  Refusals are left in the desk as status and one sentence.
 */
#include "platform/http/inside.h"

static int refused(struct http_receive_buffer *d, int status, const char *reason)
{
	if (!d->status) {
		d->status = status;
		d->reason = reason;
	}
	return -1;
}

/* What names of methods and headers are made of (RFC 9110, token). */
static bool is_token(char c)
{
	static const bool others[128] = {
		['!'] = true, ['#'] = true, ['$'] = true, ['%'] = true,	 ['&'] = true,
		['*'] = true, ['+'] = true, ['-'] = true, ['\''] = true, ['.'] = true,
		['^'] = true, ['_'] = true, ['`'] = true, ['|'] = true,	 ['~'] = true,
	};

	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c > 0 && others[(unsigned char)c]);
}

/* --- the lines of the head --- */

static int line_check(struct http_receive_buffer *d, const char *line, size_t size)
{
	const char *colon;

	if (size < 2 || line[size - 2] != '\r')
		return refused(d, 400, "A line of the head does not end in CR LF.");
	if (memchr(line, '\r', size - 2))
		return refused(d, 400, "A CR stands alone in the head.");
	if (memchr(line, 0, size))
		return refused(d, 400, "There is a NUL in the head.");
	if (d->lines == 0)
		return size > 2 ? 0 : refused(d, 400, "The request line is empty.");
	if (size == 2)
		return 0;
	if (line[0] == ' ' || line[0] == '\t')
		return refused(d, 400, "A header is folded over two lines.");
	colon = memchr(line, ':', size);
	if (!colon || colon == line)
		return refused(d, 400, "A header line has no name.");
	for (const char *at = line; at < colon; at++)
		if (!is_token(*at))
			return refused(d, 400, "The name of a header has a bad character.");
	return 0;
}

/* Goes over the lines that have arrived whole, up to the empty one. */
static int head_scan(struct http_receive_buffer *d)
{
	while (!d->head_whole) {
		const char *line = d->at + d->line;
		const char *end = memchr(d->at + d->seen, '\n', d->fill - d->seen);

		if (!end) {
			d->seen = d->fill;
			return 0;
		}
		size_t size = (size_t)(end - line) + 1;

		if (line_check(d, line, size))
			return -1;
		d->line += size;
		d->seen = d->line;
		if (d->lines++ == 0)
			d->first_line = d->line;
		if (size == 2) {
			d->head_whole = true;
			d->head_end = d->line;
		}
	}
	return 0;
}

static int head_limit(struct http_receive_buffer *d)
{
	size_t end = d->head_whole ? d->head_end : d->fill;

	if (end - d->start <= d->header_max)
		return 0;
	if (d->lines == 0 || d->first_line - d->start > d->header_max)
		return refused(d, 414, "The address of the request is too long.");
	return refused(d, 431, "The headers are too large.");
}

/* Until it was shown to `admit`, which may let more come; no more of it is read before that. */
static int too_large(struct http_receive_buffer *d)
{
	if (d->shown || !d->asks)
		return refused(d, 413, "The body is too large.");
	d->large = true;
	return 0;
}

/* --- the whole head --- */

static bool starts(struct text t, const char *lower)
{
	size_t size = strlen(lower);

	return t.size >= size && text_alike((struct text){ t.at, size }, text_of(lower));
}

static struct text after(struct text t, size_t size)
{
	return (struct text){ t.at + size, t.size - size };
}

/* /path?query, http://host/path?query, or * for OPTIONS */
static int target_check(struct http_receive_buffer *d)
{
	struct text t = d->target;
	const char *mark;

	if (starts(t, "http://") || starts(t, "https://")) {
		size_t at = (size_t)((const char *)memchr(t.at, ':', t.size) - t.at) + 3;

		if (at == t.size || t.at[at] == '/' || t.at[at] == '?')
			return refused(d, 400, "The address of the request has no host.");
		while (at < t.size && t.at[at] != '/' && t.at[at] != '?')
			at++;
		t = after(t, at);
		if (t.size == 0 || t.at[0] == '?')
			d->path = TEXT("/");
	} else if (t.size == 0 ||
		   (t.at[0] != '/' && !(text_is(t, "*") && d->parser.method == HTTP_OPTIONS))) {
		return refused(d, 400, "The address of the request is not a path.");
	}
	for (size_t i = 0; i < t.size; i++)
		if ((unsigned char)t.at[i] <= ' ' || t.at[i] == 127 || t.at[i] == '#')
			return refused(d, 400, "The address of the request has a bad character.");
	mark = memchr(t.at, '?', t.size);
	if (mark)
		d->query = after(t, (size_t)(mark - t.at) + 1);
	if (!d->path.at)
		d->path = (struct text){ t.at, mark ? (size_t)(mark - t.at) : t.size };
	return 0;
}

static bool host_fits(struct text host)
{
	for (size_t i = 0; i < host.size; i++)
		if ((unsigned char)host.at[i] <= ' ' || strchr("/?#@\\,\"<>\x7f", host.at[i]))
			return false;
	return true;
}

struct framing {
	size_t hosts, lengths, codings;
};

static int header_check(struct http_receive_buffer *d, const struct header *h, struct framing *f)
{
	switch (h->name.size) {
	case 4:
		if (!text_alike(h->name, TEXT("host")))
			break;
		f->hosts++;
		if (!host_fits(h->value))
			return refused(d, 400, "The Host header is malformed.");
		break;
	case 6:
		if (!text_alike(h->name, TEXT("expect")) || d->old)
			break;
		if (!text_alike(h->value, TEXT("100-continue")))
			return refused(d, 417, "Only 100-continue can be expected.");
		d->expects = true;
		break;
	case 14:
		f->lengths += text_alike(h->name, TEXT("content-length"));
		break;
	case 17:
		if (!text_alike(h->name, TEXT("transfer-encoding")))
			break;
		f->codings++;
		if (!text_alike(h->value, TEXT("chunked")))
			return refused(d, 501, "Only the transfer coding chunked is known.");
		break;
	default:
		break;
	}
	return 0;
}

static int head_check(struct http_receive_buffer *d)
{
	struct framing f = { 0 };

	if (d->parser.http_major != 1 || d->parser.http_minor > 1)
		return refused(d, 505, "Only HTTP/1.0 and HTTP/1.1 are spoken here.");
	d->old = d->parser.http_minor == 0;
	if (target_check(d))
		return -1;
	for (size_t i = 0; i < d->header_count; i++) {
		d->headers[i].value = text_trim(d->headers[i].value);
		if (header_check(d, &d->headers[i], &f))
			return -1;
	}
	if (f.hosts > 1 || (f.hosts == 0 && !d->old))
		return refused(d, 400, "There must be exactly one Host header.");
	if (f.lengths > 1)
		return refused(d, 400, "There is more than one Content-Length.");
	if (f.codings > 1 || (f.codings && (f.lengths || d->old)))
		return refused(d, 400, "Transfer-Encoding cannot stand beside that.");
	d->length = f.lengths ? d->parser.content_length : 0;
	if (d->length > d->body_limit && too_large(d))
		return -1;
	if (!f.codings && d->parser.content_length == 0)
		d->expects = false;
	return 0;
}

/* --- what the parser tells --- */

static int on_url(llhttp_t *parser, const char *at, size_t size)
{
	struct http_receive_buffer *d = parser->data;

	if (!d->target.at)
		d->target.at = at;
	d->target.size += size;
	return 0;
}

static int on_header_field(llhttp_t *parser, const char *at, size_t size)
{
	struct http_receive_buffer *d = parser->data;

	if (parser->flags & F_TRAILING) {
		d->trailer_size += size;
		return 0;
	}
	if (d->header_count == HTTP_HEADERS_MAX)
		return refused(d, 431, "There are too many headers.");
	d->headers[d->header_count++] = (struct header){ .name = { at, size },
							 .value = { at + size, 0 } };
	return 0;
}

static int on_header_value(llhttp_t *parser, const char *at, size_t size)
{
	struct http_receive_buffer *d = parser->data;
	struct header *h = &d->headers[d->header_count - 1];

	if (parser->flags & F_TRAILING) {
		d->trailer_size += size;
		return d->trailer_size > d->header_max
			       ? refused(d, 431, "The trailers are too large.")
			       : 0;
	}
	if (h->value.size == 0)
		h->value.at = at;
	h->value.size += size;
	return 0;
}

static int on_headers_complete(llhttp_t *parser)
{
	struct http_receive_buffer *d = parser->data;

	parser->upgrade = 0; /* offers of other protocols are passed over */
	if (head_check(d))
		return -1;
	d->keep = llhttp_should_keep_alive(parser);
	return 0;
}

static int body_keep(struct http_receive_buffer *d, struct text piece)
{
	buffer_add(&d->spill, piece);
	return http_receive_buffer_charge(d)
		       ? 0
		       : refused(d, 503, "Too many bodies are under way; please try again.");
}

void http_parse_spill(struct http_receive_buffer *d)
{
	if (d->spilled)
		return;
	d->spilled = true;
	d->spill = buffer_open(d->arena, d->body_limit);
	buffer_add(&d->spill, d->place);
}

void http_parse_spool(struct http_receive_buffer *d)
{
	http_spool_add(d->spool, d->spilled ? buffer_text(&d->spill) : d->place);
	d->spilled = true;
	d->spill.size = 0;
}

static int on_body(llhttp_t *parser, const char *at, size_t size)
{
	struct http_receive_buffer *d = parser->data;

	d->body_size += size;
	if (d->body_size > d->body_limit && too_large(d))
		return -1;
	if (d->spool) {
		http_spool_add(d->spool, (struct text){ at, size });
		return 0;
	}
	if (!d->spilled && d->place.size == 0) {
		d->place = (struct text){ at, size };
	} else if (!d->spilled && d->place.at + d->place.size == at) {
		d->place.size += size;
	} else {
		http_parse_spill(d);
		return body_keep(d, (struct text){ at, size });
	}
	return 0;
}

static int on_message_complete(llhttp_t *parser)
{
	(void)parser;
	return HPE_PAUSED;
}

static const llhttp_settings_t settings = {
	.on_url = on_url,
	.on_header_field = on_header_field,
	.on_header_value = on_header_value,
	.on_headers_complete = on_headers_complete,
	.on_body = on_body,
	.on_message_complete = on_message_complete,
};

static int method_refused(struct http_receive_buffer *d)
{
	size_t at = d->start;

	while (at < d->fill && is_token(d->at[at]))
		at++;
	if (at < d->fill && d->at[at] == ' ')
		return refused(d, 501, "The method is not known.");
	return refused(d, 400, "The request line is malformed.");
}

static int parser_refused(struct http_receive_buffer *d, llhttp_errno_t e)
{
	static const struct {
		llhttp_errno_t e;
		int status;
		const char *reason;
	} rows[] = {
		{ HPE_INVALID_VERSION, 505, "Only HTTP/1.0 and HTTP/1.1 are spoken here." },
		{ HPE_PAUSED_H2_UPGRADE, 505, "Only HTTP/1.0 and HTTP/1.1 are spoken here." },
		{ HPE_INVALID_CONSTANT, 400, "The request line is malformed." },
		{ HPE_INVALID_URL, 400, "The address of the request has a bad character." },
		{ HPE_INVALID_HEADER_TOKEN, 400, "A header is malformed." },
		{ HPE_INVALID_CONTENT_LENGTH, 400, "Content-Length is not a number." },
		{ HPE_UNEXPECTED_CONTENT_LENGTH, 400, "Content-Length cannot stand there." },
		{ HPE_INVALID_TRANSFER_ENCODING, 400, "Transfer-Encoding cannot stand there." },
		{ HPE_INVALID_CHUNK_SIZE, 400, "The size of a chunk is malformed." },
	};

	if (e == HPE_INVALID_METHOD)
		return method_refused(d);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].e == e)
			return refused(d, rows[i].status, rows[i].reason);
	return refused(d, 400, "The request is malformed.");
}

/* False when nothing has come yet but empty lines, which some clients send after a body. */
static bool parse_begin(struct http_receive_buffer *d)
{
	while (d->fill - d->start >= 2 && memcmp(d->at + d->start, "\r\n", 2) == 0)
		d->start += 2;
	if (d->start == d->fill)
		d->start = d->fill = 0;
	if (d->start == d->fill || (d->fill - d->start == 1 && d->at[d->start] == '\r'))
		return false;
	d->begun = true;
	d->head_whole = d->spilled = d->keep = d->old = d->expects = d->shown = false;
	d->line = d->seen = d->fed = d->start;
	d->first_line = d->lines = d->head_end = d->end = d->trailer_size = 0;
	d->target = d->path = d->query = d->place = (struct text){ 0 };
	d->header_count = d->body_size = d->length = 0;
	d->large = d->whole = false;
	d->body_limit = d->body_max;
	d->status = 0;
	llhttp_init(&d->parser, HTTP_REQUEST, &settings);
	d->parser.data = d;
	return true;
}

enum http_parsed http_parse(struct http_receive_buffer *d)
{
	llhttp_errno_t e;
	size_t to;

	if (!d->begun && !parse_begin(d))
		return PARSED_MORE;
	if (!d->head_whole) {
		if (!is_token(d->at[d->start]))
			refused(d, 400, "This is not HTTP.");
		if (d->status || head_scan(d) || head_limit(d))
			return PARSED_REFUSED;
	}
	to = d->head_whole ? d->fill : d->line;
	if (to == d->fed)
		return PARSED_MORE;
	e = llhttp_execute(&d->parser, d->at + d->fed, to - d->fed);
	if (e == HPE_OK) {
		d->fed = to;
		return PARSED_MORE;
	}
	if (e != HPE_PAUSED) {
		parser_refused(d, e);
		return PARSED_REFUSED;
	}
	d->end = (size_t)(llhttp_get_error_pos(&d->parser) - d->at);
	return PARSED_WHOLE;
}

// SPDX-License-Identifier: Apache-2.0
/*
 * What a file is: by its first bytes, and not by what somebody says of it.
 *
 * Only where the bytes say nothing (text, office files within a zip) does the name count.  What is
 * said to be a picture, a sound or a film and is none has no kind but bytes, so that no browser is
 * told to take something for what it is not.
 */
#include "platform/blobs/inside.h"

static const struct signature {
	size_t at;
	struct text bytes;
	const char *type;
} signatures[] = {
	{ 0, { "\x89PNG\r\n\x1a\n", 8 }, "image/png" },
	{ 0, { "\xff\xd8\xff", 3 }, "image/jpeg" },
	{ 0, { "GIF87a", 6 }, "image/gif" },
	{ 0, { "GIF89a", 6 }, "image/gif" },
	{ 8, { "WEBP", 4 }, "image/webp" },
	{ 8, { "WAVE", 4 }, "audio/wav" },
	{ 8, { "AVI ", 4 }, "video/x-msvideo" },
	{ 4, { "ftypqt", 6 }, "video/quicktime" },
	{ 4, { "ftypM4A", 7 }, "audio/mp4" },
	{ 4, { "ftypheic", 8 }, "image/heic" },
	{ 4, { "ftypavif", 8 }, "image/avif" },
	{ 4, { "ftyp", 4 }, "video/mp4" },
	{ 0, { "\x1a\x45\xdf\xa3", 4 }, "video/webm" },
	{ 0, { "\x00\x00\x01\xba", 4 }, "video/mpeg" },
	{ 0, { "ID3", 3 }, "audio/mpeg" },
	{ 0, { "\xff\xfb", 2 }, "audio/mpeg" },
	{ 0, { "\xff\xf3", 2 }, "audio/mpeg" },
	{ 0, { "OggS", 4 }, "audio/ogg" },
	{ 0, { "#!AMR", 5 }, "audio/amr" },
	{ 0, { "%PDF-", 5 }, "application/pdf" },
	{ 0, { "Rar!\x1a\x07", 6 }, "application/vnd.rar" },
	{ 0, { "\x1f\x8b", 2 }, "application/gzip" },
	{ 0, { "7z\xbc\xaf\x27\x1c", 6 }, "application/x-7z-compressed" },
};

/* Of these the name says which they are. */
static const struct {
	const char *end, *within, *type;
} names[] = {
	{ ".docx", "PK\x03\x04",
	  "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
	{ ".xlsx", "PK\x03\x04",
	  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
	{ ".pptx", "PK\x03\x04",
	  "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
	{ ".odt", "PK\x03\x04", "application/vnd.oasis.opendocument.text" },
	{ "", "PK\x03\x04", "application/zip" },
	{ ".doc", "\xd0\xcf\x11\xe0", "application/msword" },
	{ ".xls", "\xd0\xcf\x11\xe0", "application/vnd.ms-excel" },
	{ ".ppt", "\xd0\xcf\x11\xe0", "application/vnd.ms-powerpoint" },
};

/* Texts, by name. */
static const struct {
	const char *end, *type;
} texts[] = {
	{ ".csv", "text/csv" },		 { ".txt", "text/plain" }, { ".md", "text/markdown" },
	{ ".json", "application/json" }, { ".html", "text/html" }, { ".htm", "text/html" },
	{ ".svg", "image/svg+xml" },	 { ".xml", "text/xml" },   { ".vcf", "text/vcard" },
	{ ".ics", "text/calendar" },	 { ".rtf", "text/rtf" },   { ".css", "text/css" },
	{ ".js", "text/javascript" },
};

static bool ends_alike(struct text t, const char *end)
{
	size_t size = strlen(end);

	return t.size >= size &&
	       text_alike((struct text){ t.at + t.size - size, size }, text_of(end));
}

static bool is_text(struct text head)
{
	size_t whole = text_utf8_size(head);

	for (size_t i = 0; i < whole; i++)
		if ((unsigned char)head.at[i] < ' ' && !strchr("\t\r\n\f", head.at[i]))
			return false;
	return whole + 4 > head.size; /* a letter may be cut in two */
}

struct text blob_kind(struct text head, struct text name, struct text said)
{
	for (size_t i = 0; i < sizeof(signatures) / sizeof(*signatures); i++) {
		const struct signature *s = &signatures[i];

		if (head.size >= s->at + s->bytes.size &&
		    memcmp(head.at + s->at, s->bytes.at, s->bytes.size) == 0)
			return text_of(s->type);
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (head.size >= 4 && memcmp(head.at, names[i].within, 4) == 0 &&
		    ends_alike(name, names[i].end))
			return text_of(names[i].type);
	if (!head.size || !is_text(head))
		return TEXT("application/octet-stream");
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (ends_alike(name, texts[i].end))
			return text_of(texts[i].type);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (text_alike(said, text_of(texts[i].type)))
			return text_of(texts[i].type);
	return TEXT("text/plain");
}

bool blob_shown(struct text type)
{
	static const char *const shown[] = { "image/png",  "image/jpeg", "image/gif", "image/webp",
					     "image/avif", "audio/",	 "video/" };

	for (size_t i = 0; i < sizeof(shown) / sizeof(*shown); i++)
		if (text_starts(type, shown[i]))
			return true;
	return false;
}

// SPDX-License-Identifier: Apache-2.0
/*
 * Where a person may be sent back to.  An address is registered whole and compared byte for byte:
 * nothing of it is read, decoded or made simpler, so there is nothing to trick.  What may be
 * registered at all leaves no room for two readings either.
 */
#include "domain/apps/inside.h"

static bool is_plain(struct text t)
{
	for (size_t i = 0; i < t.size; i++)
		if ((unsigned char)t.at[i] <= ' ' || (unsigned char)t.at[i] > '~' ||
		    strchr("\\\"<>^`{|}#", t.at[i]))
			return false;
	return true;
}

static bool is_host(struct text host)
{
	struct text rest = host, label;

	if (!host.size || host.at[host.size - 1] == '.')
		return false;
	while (text_split(&rest, '.', &label)) {
		if (!label.size)
			return false;
		for (size_t i = 0; i < label.size; i++)
			if (!((label.at[i] >= 'a' && label.at[i] <= 'z') ||
			      (label.at[i] >= '0' && label.at[i] <= '9') || label.at[i] == '-'))
				return false;
	}
	return true;
}

/* host[:port] and the rest of an address behind its scheme. */
static bool address_split(struct text address, const char *scheme, struct text *host,
			  struct text *port, struct text *path)
{
	size_t skip = strlen(scheme), end;

	if (!text_starts(address, scheme))
		return false;
	*host = (struct text){ address.at + skip, address.size - skip };
	for (end = 0; end < host->size && host->at[end] != '/' && host->at[end] != '?'; end++)
		;
	*path = (struct text){ host->at + end, host->size - end };
	host->size = end;
	*port = (struct text){ host->at + end, 0 };
	for (size_t i = host->size; i > 0 && host->at[i - 1] != ']'; i--)
		if (host->at[i - 1] == ':') {
			*port = (struct text){ host->at + i, host->size - i };
			host->size = i - 1;
			break;
		}
	return true;
}

/* http://127.0.0.1 or http://[::1], with any port (RFC 8252, 7.3). */
static bool is_own_machine(struct text address, struct text *host, struct text *path)
{
	struct text port;
	int64_t number = 0;

	return address_split(address, "http://", host, &port, path) &&
	       (text_is(*host, "127.0.0.1") || text_is(*host, "[::1]")) &&
	       (!port.size || (port.size < 6 && text_whole(port, &number) && number > 0));
}

bool redirect_good(struct text address, bool public)
{
	struct text host, port, path;
	int64_t number = 0;

	if (address.size > 2000 || !is_plain(address) || memmem(address.at, address.size, "..", 2))
		return false;
	if (public && is_own_machine(address, &host, &path))
		return true;
	return address_split(address, "https://", &host, &port, &path) && is_host(host) &&
	       (!port.size || (port.size < 6 && text_whole(port, &number) && number > 0)) &&
	       port.at + port.size == path.at;
}

bool redirect_known(struct arena *a, struct text registered, struct text address)
{
	const struct json *list;
	struct text why, host, path, own_host, own_path;
	bool own = is_plain(address) && is_own_machine(address, &host, &path);

	if (json_read(a, registered, &list, &why))
		return false;
	for (const struct json *v = json_first(list); v; v = json_after(list, v)) {
		if (text_same(json_text(v), address))
			return true;
		if (own && is_own_machine(json_text(v), &own_host, &own_path) &&
		    text_same(host, own_host) && text_same(path, own_path))
			return true;
	}
	return false;
}

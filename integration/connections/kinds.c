// SPDX-License-Identifier: Apache-2.0
/*
 * The kinds of connections: what each needs, and whether it was given well.
 */
#include "integration/connections/inside.h"

#include <string.h>

static const struct connection_kind kinds[] = {
#define X(name, connector, needs_base, secret, about)                                              \
	{ name, connector, needs_base, secret, about },
	CONNECTION_TABLE(X)
#undef X
};

#define FORM "application/x-www-form-urlencoded"
#define JSON "application/json"

/* What each CRM sends of itself; from the makers' documents, not tried against a live site. */
static const struct preset presets[] = {
	{ "keap-form", FORM, "contactId={contactId}" },
	{ "activecampaign-form", FORM, "contact%5Bid%5D={contactId}&contact%5Bemail%5D={email}" },
	{ "ontraport-raw", "text/plain", "{contactId}" }, /* no line may end it */
	{ "kit-json", JSON, "{\"subscriber\":{\"id\":{contactId},\"email_address\":{email}}}" },
	{ "drip-json", JSON,
	  "{\"event\":\"subscriber.updated_custom_field\",\"data\":{\"subscriber\":"
	  "{\"id\":{contactId},\"email\":{email}}}}" },
};

const struct connection_kind *connection_kind_find(struct text name)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (text_is(name, kinds[i].name))
			return &kinds[i];
	return NULL;
}

const struct preset *preset_find(struct text name)
{
	for (size_t i = 0; i < sizeof(presets) / sizeof(presets[0]); i++)
		if (text_is(name, presets[i].name))
			return &presets[i];
	return NULL;
}

/* --- addresses --- */

static bool host_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       strchr(".-_:[]", c);
}

struct text address_origin(struct text address)
{
	size_t start = text_starts(address, "https://")	 ? 8
		       : text_starts(address, "http://") ? 7
							 : 0;
	size_t end = start;

	while (end < address.size && address.at[end] && host_byte(address.at[end]))
		end++;
	bool good = start && end > start &&
		    (end == address.size || address.at[end] == '/' || address.at[end] == '?');

	return (struct text){ address.at, good ? end : 0 };
}

/* An address without blanks, user names and fragments, and without a query unless it may have one.
 */
static bool address_good(struct text address, bool query)
{
	if (!address_origin(address).size)
		return false;
	for (size_t i = 0; i < address.size; i++)
		if ((unsigned char)address.at[i] <= ' ' || address.at[i] == 0x7f ||
		    address.at[i] == '#' || (address.at[i] == '?' && !query))
			return false;
	return true;
}

static void base_judge(struct call *call, const struct connection_kind *kind)
{
	struct text base = text_trim(call_text(call, "baseUrl"));

	while (base.size && base.at[base.size - 1] == '/')
		base.size--;
	if (!base.size && text_is(text_of(kind->name), "highlevel"))
		base = TEXT("https://services.leadconnectorhq.com");
	if (!kind->needs_base)
		base = text_is(text_of(kind->name), "accessally-address") ? base : TEXT("");
	else if (!base.size)
		call_violation(call, "baseUrl should not be empty");
	else if (!address_good(base, false))
		call_violation(call, "baseUrl must be an address like https://www.example.com");
	if (base.size)
		call_set_text(call, "baseUrl", base);
	else
		call_set_null(call, "baseUrl");
}

/* Where a site finds us: by https, unless it is on the same machine. */
void hub_judge(struct call *call)
{
	static const char *const near[] = { "http://127.0.0.1", "http://localhost",
					    "http://[::1]" };
	struct text hub = text_trim(call_text(call, "hub")), origin;
	bool good = address_good(hub, false) && text_starts(hub, "https://");

	while (hub.size && hub.at[hub.size - 1] == '/')
		hub.size--;
	origin = address_origin(hub);
	for (size_t i = 0; i < sizeof(near) / sizeof(near[0]) && !good; i++) {
		size_t size = strlen(near[i]);

		good = address_good(hub, false) && text_starts(hub, near[i]) &&
		       (origin.size == size || origin.at[size] == ':');
	}
	if (!hub.size)
		call_set_null(call, "hub");
	else if (good)
		call_set_text(call, "hub", hub);
	else
		call_violation(call, "hub must be an address that begins with https://");
}

/* --- the rest --- */

static void secret_judge(struct call *call, const struct connection_kind *kind)
{
	struct text secret = text_trim(call_text(call, "secret"));
	bool kept = call_value(call, "sealed")->type == VALUE_TEXT && !call_given(call, "secret");

	call_set_text(call, "secretSent", secret);
	if (!kind->secret[0]) {
		if (secret.size)
			call_violation(call, "secret should not exist: %s needs none", kind->name);
		return;
	}
	if (!secret.size && !kept && !text_is(text_of(kind->name), "bridge"))
		call_violation(call, "secret should not be empty: it is the %s", kind->secret);
	for (size_t i = 0; i < secret.size; i++)
		if ((unsigned char)secret.at[i] < ' ') {
			call_violation(call, "secret must be one line");
			return;
		}
	if (!secret.size || !text_is(text_of(kind->name), "accessally-address"))
		return;
	if (!address_good(secret, true))
		call_violation(call, "secret must be the whole address of the webhook");
	call_set_text(call, "baseUrl", address_origin(secret));
}

static void name_judge(struct call *call)
{
	struct text name = call_text(call, "name");
	bool good = name.size > 0;

	for (size_t i = 0; good && i < name.size; i++) {
		char c = name.at[i];

		good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && i);
	}
	if (!good)
		call_violation(call, "name must be of small letters, digits and hyphens");
}

static void need(struct call *call, const char *name, const char *about)
{
	if (!call_text(call, name).size)
		call_violation(call, "%s should not be empty: it is %s", name, about);
}

static void preset_judge(struct call *call)
{
	struct text preset = call_text(call, "preset");

	if (!preset.size)
		call_violation(call, "preset should not be empty: it is the spelling of the CRM "
				     "that the site is joined to");
	if (!text_is(preset, "custom"))
		return;
	need(call, "bodyType", "the content type of the body");
	need(call, "bodyTemplate", "the body, with {contactId}");
}

enum err connection_judge(struct call *call, const struct connection_kind *kind)
{
	name_judge(call);
	base_judge(call, kind);
	secret_judge(call, kind);
	if (text_is(text_of(kind->name), "wordpress"))
		need(call, "account", "the login name of the application password's user");
	if (text_is(text_of(kind->name), "highlevel"))
		need(call, "remoteLocationId", "the id of the location there");
	if (text_starts(text_of(kind->name), "accessally"))
		preset_judge(call);
	if (text_is(text_of(kind->name), "bridge"))
		hub_judge(call);
	else if (call_text(call, "hub").size)
		call_violation(call, "hub should not exist: only a bridge asks us");
	if (memchr(call_text(call, "account").at ? call_text(call, "account").at : "", ':',
		   call_text(call, "account").size))
		call_violation(call, "account must not have a colon");
	if (call->violation_count)
		return refuse(call, ERR_INVALID, "The connection is not well described.");
	return ERR_OK;
}

struct text connection_connector(struct text kind)
{
	const struct connection_kind *k = connection_kind_find(kind);

	return k ? text_of(k->connector) : (struct text){ 0 };
}

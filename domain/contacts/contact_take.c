// SPDX-License-Identifier: Apache-2.0
/*
 * From what clients send of a contact to what is kept of it, and what follows from that.
 */
#include "base/core/phone.h"
#include "base/time/clock.h"
#include "domain/contacts/contact.h"
#include "domain/objects/objects.h"
#include "platform/catalogue/catalogue.h"

/* Plain texts: sent empty, they are cleared; but for what a contact is found by: an empty e-mail or
 * phone is a form that was not filled in, and leaves what is there (null clears). */
static const char *const plain[] = { "firstName",  "lastName",	  "name",	"email",
				     "phone",	   "address1",	  "city",	"state",
				     "postalCode", "website",	  "timezone",	"source",
				     "country",	   "companyName", "assignedTo", "keyword",
				     "ssn" };

static const char *const channels[] = { "Call", "Email", "SMS", "WhatsApp", "GMB", "FB" };

static struct value emptied(const char *name)
{
	bool kept = !strcmp(name, "email") || !strcmp(name, "phone") || !strcmp(name, "name");

	return (struct value){ .type = kept ? VALUE_ABSENT : VALUE_NULL };
}

static void plain_take(struct call *call)
{
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++) {
		const struct value *v = call_value(call, plain[i]);
		if (v->type != VALUE_TEXT)
			continue;
		struct text kept = text_plain(call->arena, v->text);
		if (kept.size == 0)
			call_set(call, plain[i], emptied(plain[i]));
		else
			call_set_text(call, plain[i], kept);
	}
}

/* A whole name stands for the two that were not sent: "Ann van Dyk" is Ann, van Dyk. */
static void name_take(struct call *call)
{
	struct text rest = call_text(call, "name"), first = { 0 };

	if (rest.size == 0)
		return;
	text_split(&rest, ' ', &first);
	rest = text_trim(rest);
	if (!call_given(call, "firstName"))
		call_set(call, "firstName",
			 (struct value){ .type = first.size ? VALUE_TEXT : VALUE_NULL,
					 .text = first });
	if (!call_given(call, "lastName"))
		call_set(call, "lastName",
			 (struct value){ .type = rest.size ? VALUE_TEXT : VALUE_NULL,
					 .text = rest });
}

static void fold(struct call *call, const char *from, const char *to)
{
	struct text t = call_text(call, from);

	if (t.size)
		call_set_text(call, to, text_lower(call->arena, t));
	else
		call_set_null(call, to);
}

bool contact_phone_read(struct call *call, const struct contact_rules *rules)
{
	struct text sent = call_text(call, "sentPhone"), own = call_text(call, "country");
	struct phone *phone = arena_take(call->arena, sizeof(*phone));

	if (!phone_read(sent, own, phone) && !phone_read(sent, rules->country, phone))
		return false;
	call_set_text(call, "phone", text_of(phone->number));
	if (*phone->extension)
		call_set_text(call, "phoneExtension", text_of(phone->extension));
	else
		call_set_null(call, "phoneExtension");
	return true;
}

enum err contact_phone_refuse(struct call *call)
{
	call_violation(call, "phone must be a valid phone number");
	return refuse(call, ERR_INVALID, "phone must be a valid phone number");
}

/* The country of a contact that is there already may be known only later. */
static void phone_take(struct call *call, const struct contact_rules *rules,
		       struct contact_sent *sent)
{
	if (call_text(call, "phone").size) {
		call_set_text(call, "sentPhone", call_text(call, "phone"));
		sent->phone = true;
		sent->unread = !contact_phone_read(call, rules);
		if (sent->unread)
			call_set(call, "phone", (struct value){ .type = VALUE_ABSENT });
	} else if (call_given(call, "phone")) { /* cleared */
		call_set_null(call, "phoneExtension");
	}
}

static void member_put(struct json_out *o, const struct json *setting, const char *key)
{
	const struct json *v = json_get(setting, key);

	if (!v)
		return;
	json_key(o, key);
	json_put(o, v);
}

/* Each channel begins with its status, so that a search can look for the two side by side. */
static void settings_take(struct call *call)
{
	const struct json *sent = json_get(call->json, "dndSettings");
	struct buffer buffer = buffer_open(call->arena, 1 << 20);
	struct json_out o = json_open(&buffer);

	if (!json_is(sent, JSON_MAP))
		return;
	json_map(&o);
	for (size_t i = 0; i < sizeof(channels) / sizeof(*channels); i++) {
		const struct json *setting = json_get(sent, channels[i]);
		if (!setting)
			continue;
		json_key(&o, channels[i]);
		if (json_is(setting, JSON_NULL)) { /* takes the channel's setting away */
			json_put_null(&o);
			continue;
		}
		json_map(&o);
		member_put(&o, setting, "status");
		member_put(&o, setting, "message");
		member_put(&o, setting, "code");
		json_close(&o);
	}
	json_close(&o);
	call_set_text(call, "dndSettings", buffer_text(&buffer));
}

static void settings_merge(struct call *call, const char *name, const char *shape, const char *kept)
{
	const struct json *sent = NULL;
	struct text why;

	if (!json_is(json_get(call->json, name), JSON_MAP))
		return;
	json_read(call->arena, call_text(call, name), &sent, &why); /* in the form that is kept */
	call_set_text(call, name, catalogue_merge(call, shape, call_text(call, kept), sent));
}

void contact_dnd_merge(struct call *call)
{
	settings_merge(call, "dndSettings", "DndSettings", "keptDndSettings");
	settings_merge(call, "inboundDndSettings", "InboundDndSettings", "keptInboundDndSettings");
}

static enum err tags_take(struct call *call)
{
	struct text sent = call_text(call, "tags");
	struct string_set tags = string_set_fold(call->arena, string_set_read(call->arena, sent));

	call_set_text(call, "tags", string_set_json(call->arena, tags));
	return contact_tags_limit(call, tags);
}

enum err contact_take(struct call *call, const struct contact_rules *rules,
		      struct contact_sent *sent)
{
	*sent = (struct contact_sent){
		.tags = call_given(call, "tags"),
		.fields = json_is(json_get(call->json, "customFields"), JSON_LIST),
		.dnd = call_given(call, "dnd") || call_given(call, "dndSettings") ||
		       call_given(call, "inboundDndSettings"),
	};
	/* upstream takes it, too, and never shows it again */
	if (json_get(call->json, "gender"))
		call_reply_header(call, "Groundlevel-Not-Kept", TEXT("gender"));
	plain_take(call);
	name_take(call);
	settings_take(call);
	if (call_given(call, "email"))
		fold(call, "email", "emailLowerCase");
	if (call_given(call, "type") && call_text(call, "type").size == 0)
		call_set_text(call, "type", TEXT("lead"));
	phone_take(call, rules, sent);
	return sent->tags ? tags_take(call) : ERR_OK;
}

void contact_lookup_take(struct call *call, const struct contact_rules *rules)
{
	struct text number = text_trim(call_text(call, "number"));
	struct phone *phone = arena_take(call->arena, sizeof(*phone));

	call_set_text(call, "contactId", TEXT(""));
	call_set_text(call, "emailLowerCase",
		      text_lower(call->arena, text_email(call->arena, call_text(call, "email"))));
	call_set_text(call, "phone",
		      phone_read(number, rules->country, phone) ? text_of(phone->number) : number);
}

static void birthday_settle(struct call *call)
{
	const struct value *v = call_value(call, "dateOfBirth");
	int year, month, day;

	if (v->type != VALUE_WHOLE) {
		call_set_null(call, "birthMonth");
		call_set_null(call, "birthDay");
		return;
	}
	int64_t number = v->whole / 86400000 - (v->whole % 86400000 < 0);
	clock_civil(number, &year, &month, &day);
	call_set_whole(call, "birthMonth", month);
	call_set_whole(call, "birthDay", day);
}

/* Who did it.  Every token is one of an integration here. */
static struct text author_of(struct call *call)
{
	struct text token = call_text(call, "callerToken");
	char iso[CLOCK_ISO_SIZE];

	clock_iso(call->now_ms, iso);
	return text_format(call->arena,
			   "{\"source\":\"INTEGRATION\",\"channel\":\"OAUTH\","
			   "\"sourceId\":\"%.*s\",\"timestamp\":\"%s\"}",
			   (int)token.size, token.at, iso);
}

static void find_add(struct buffer *find, struct text t)
{
	if (find->size && t.size)
		buffer_byte(find, '\n');
	buffer_add(find, t);
}

static void find_settle(struct call *call, struct string_set tags)
{
	static const char *const searched[] = {
		"fullNameLowerCase", "emailLowerCase",	 "phone",
		"companyName",	     "additionalEmails", "additionalPhones"
	};
	struct buffer find = buffer_open(call->arena, 1 << 20);

	for (size_t i = 0; i < sizeof(searched) / sizeof(*searched); i++) {
		struct text t = call_text(call, searched[i]);
		if (!text_is(t, "[]"))
			find_add(&find, text_lower(call->arena, t));
	}
	for (size_t i = 0; i < tags.count; i++)
		find_add(&find, tags.at[i]);
	call_set_text(call, "find", buffer_text(&find));
}

void contact_find_renew(struct call *call, struct string_set tags)
{
	store_load(call, "SELECT full_name_lower_case, email_lower_case, phone, company_name,"
			 " additional_emails, additional_phones FROM contact"
			 " WHERE id = :contactId AND location_id = :locationId");
	find_settle(call, tags);
}

void contact_settle(struct call *call)
{
	struct text first = call_text(call, "firstName"), last = call_text(call, "lastName");

	fold(call, "firstName", "firstNameLowerCase");
	fold(call, "lastName", "lastNameLowerCase");
	fold(call, "email", "emailLowerCase");
	call_set_text(call, "fullName",
		      text_trim(text_format(call->arena, "%.*s %.*s", (int)first.size, first.at,
					    (int)last.size, last.at)));
	fold(call, "fullName", "fullNameLowerCase");
	birthday_settle(call);
	find_settle(call, string_set_read(call->arena, call_text(call, "tags")));
	call_set_text(call, "lastUpdatedBy", author_of(call));
}

enum err contact_fields_merge(struct call *call, struct text before)
{
	struct text after = before;
	enum err e = field_values_merge(call, "contact", before,
					json_get(call->json, "customFields"), &after);

	if (!e)
		call_set_text(call, "customFields", after);
	return e;
}

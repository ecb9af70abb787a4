// SPDX-License-Identifier: Apache-2.0
/*
 * Files that come with something else: for a message that will be sent, for custom fields, for the
 * fields of a form.  Each is given an address, which is then sent as any other address.
 */
#include "domain/content/inside.h"

#include "platform/blobs/blobs.h"
#include "platform/invoke/invoke.h"

/* One more of ours, whole: with its host. */
static enum err file_keep(struct call *call, const struct call_part *part, const char *owner,
			  struct text owner_id, struct text *url)
{
	struct blob_made made;
	enum err e = blob_add(call, &(struct blob_new){ part, owner, owner_id }, &made);

	if (e)
		return e;
	struct text origin = blobs_origin(call);
	*url = text_format(call->arena, "%.*s%.*s", (int)origin.size, origin.at,
			   (int)made.address.size, made.address.at);
	return ERR_OK;
}

/* The names by which files are told: the second a.png is "a (2).png". */
static struct text name_once(struct call *call, size_t until)
{
	struct text name = call->parts[until].file_name, made = name;
	size_t dot = name.size, count = 1;

	for (size_t i = 0; i < until; i++)
		count += call->parts[i].file && text_same(call->parts[i].file_name, name);
	if (count == 1)
		return name;
	while (dot > 0 && name.at[dot - 1] != '.')
		dot--;
	dot = dot > 1 ? dot - 1 : name.size;
	made = text_format(call->arena, "%.*s (%zu)%.*s", (int)dot, name.at, count,
			   (int)(name.size - dot), name.at + dot);
	return made;
}

static enum err files_need(struct call *call)
{
	for (size_t i = 0; i < call->part_count; i++)
		if (call->parts[i].file)
			return ERR_OK;
	return refuse(call, ERR_BAD, "There is no file in the form.");
}

/* All that came, as the member uploadedFiles: {name: address}; the addresses, in order, to `urls`.
 */
static enum err files_keep(struct call *call, const char *owner, struct text owner_id,
			   struct text *urls)
{
	enum err e = files_need(call);

	json_key(&call->out, "uploadedFiles");
	json_map(&call->out);
	for (size_t i = 0; i < call->part_count && !e; i++) {
		if (!call->parts[i].file)
			continue;
		e = file_keep(call, &call->parts[i], owner, owner_id, &urls[i]);
		json_key_text(&call->out, name_once(call, i));
		json_put_text(&call->out, urls[i]);
	}
	json_close(&call->out);
	return e;
}

static struct text *urls_make(struct call *call)
{
	return arena_take(call->arena, (call->part_count + 1) * sizeof(struct text));
}

/* --- for a message --- */

/* What providers carry. */
bool file_carried(struct text type)
{
	static const char *const types[] = {
		"image/",
		"audio/",
		"video/",
		"text/plain",
		"text/csv",
		"text/vcard",
		"text/calendar",
		"application/pdf",
		"application/zip",
		"application/vnd.rar",
		"application/msword",
		"application/vnd.",
	};

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (text_starts(type, types[i]) && !text_is(type, "image/svg+xml"))
			return true;
	return false;
}

enum err file_talk_need(struct call *call)
{
	struct text id = call_text(call, "conversationId");

	if (!id.size && !call_text(call, "contactId").size)
		return refuse(call, ERR_INVALID, "conversationId or contactId should not be empty");
	if (id.size && !store_load(call, "SELECT contact_id AS file_contact FROM conversation"
					 " WHERE location_id = :locationId"
					 " AND id = :conversationId"))
		return call->err ? call->err
				 : refuse(call, ERR_BAD, "Conversation with id %.*s not found",
					  (int)id.size, id.at);
	if (!id.size)
		call_set_text(call, "fileContact", call_text(call, "contactId"));
	return ERR_OK;
}

enum err message_files_upload(struct call *call)
{
	enum err e = file_talk_need(call);

	for (size_t i = 0; i < call->part_count && !e; i++) {
		const struct call_part *part = &call->parts[i];

		if (part->file && !file_carried(part->content_type))
			e = refuse(call, ERR_MEDIA, "Files of this kind are not sent: %.*s",
				   (int)part->file_name.size, part->file_name.at);
	}
	struct text contact = text_copy(call->arena, call_text(call, "fileContact"));
	return e ? e : files_keep(call, OF_CONTACT, contact, urls_make(call));
}

/* --- for custom fields --- */

/* A contact, an opportunity or a custom field; the file is its, as far as it may go with it. */
static enum err owner_find(struct call *call, const char **owner)
{
	static const struct {
		const char *owner, *sql;
	} kinds[] = {
		{ OF_CONTACT, "SELECT 1 FROM contact WHERE id = :id"
			      " AND location_id = :locationId" },
		{ "opportunity",
		  "SELECT 1 FROM opportunity WHERE location_id = :locationId AND id = :id" },
		{ "custom field", "SELECT 1 FROM custom_field WHERE id = :id"
				  " AND location_id = :locationId" },
	};
	struct text id = call_text(call, "id");

	*owner = "location";
	if (!id.size)
		return ERR_OK;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (store_has(call, kinds[i].sql)) {
			*owner = kinds[i].owner;
			return ERR_OK;
		}
	return call->err ? call->err
			 : refuse(call, ERR_BAD,
				  "id is no contact, opportunity or custom field of this"
				  " location");
}

/* What both say of a file, within a map that is open. */
static void meta_members(struct json_out *o, const struct call_part *part)
{
	json_key(o, "fieldname");
	json_put_text(o, part->name);
	json_key(o, "originalname");
	json_put_text(o, part->file_name);
	json_key(o, "encoding");
	json_put_c(o, "7bit");
	json_key(o, "mimetype");
	json_put_text(o, part->content_type);
	json_key(o, "size");
	json_put_whole(o, part->size);
}

static void meta_put(struct json_out *o, const struct call_part *part, struct text url)
{
	json_map(o);
	meta_members(o, part);
	json_key(o, "url");
	json_put_text(o, url);
	json_close(o);
}

enum err field_files_upload(struct call *call)
{
	struct text *urls = urls_make(call);
	int64_t most = call_whole(call, "maxFiles", 50), count = 0;
	const char *owner;
	enum err e = owner_find(call, &owner);

	for (size_t i = 0; i < call->part_count; i++)
		count += call->parts[i].file;
	if (!e && count > most)
		e = refuse(call, ERR_BAD, "There are more files than maxFiles says.");
	if (!e)
		e = files_keep(call, owner, text_copy(call->arena, call_text(call, "id")), urls);
	json_key(&call->out, "meta");
	json_list(&call->out);
	for (size_t i = 0; i < call->part_count && !e; i++)
		if (call->parts[i].file)
			meta_put(&call->out, &call->parts[i], urls[i]);
	json_close(&call->out);
	return e;
}

/* --- for a form --- */

/* FIELD_UUID; false: it is not so. */
static bool field_named(struct text name, struct text *field, struct text *uuid)
{
	*uuid = name;
	return text_split(uuid, '_', field) && field->size && uuid->size;
}

static void form_file_put(struct json_out *o, const struct call_part *part, struct text uuid,
			  struct text url)
{
	json_key_text(o, uuid);
	json_map(o);
	json_key(o, "meta");
	json_map(o);
	meta_members(o, part);
	json_key(o, "uuid");
	json_put_text(o, uuid);
	json_close(o);
	json_key(o, "url");
	json_put_text(o, url);
	json_key(o, "documentId");
	json_put_text(o, uuid);
	json_close(o);
}

/* {uuid: file} of all files of one field. */
static void field_files_put(struct call *call, struct json_out *o, struct text wanted,
			    const struct text *urls)
{
	struct text field, uuid;

	json_map(o);
	for (size_t i = 0; i < call->part_count; i++)
		if (call->parts[i].file && field_named(call->parts[i].name, &field, &uuid) &&
		    text_same(field, wanted))
			form_file_put(o, &call->parts[i], uuid, urls[i]);
	json_close(o);
}

static bool is_first(struct call *call, size_t at, struct text wanted)
{
	struct text field, uuid;

	for (size_t i = 0; i < at; i++)
		if (call->parts[i].file && field_named(call->parts[i].name, &field, &uuid) &&
		    text_same(field, wanted))
			return false;
	return true;
}

static enum err form_files_keep(struct call *call, struct text contact, struct text *urls)
{
	struct text field, uuid;
	enum err e = files_need(call);

	for (size_t i = 0; i < call->part_count && !e; i++) {
		const struct call_part *part = &call->parts[i];

		if (!part->file)
			continue;
		if (!field_named(part->name, &field, &uuid))
			return refuse(call, ERR_BAD,
				      "The name of a file's field is FIELD_UUID, not %.*s",
				      (int)part->name.size, part->name.at);
		e = file_keep(call, part, OF_CONTACT, contact, &urls[i]);
	}
	return e;
}

/* The contact is told of each field once, with all of its files. */
static enum err contact_take(struct call *call, struct text contact, const struct text *urls)
{
	struct buffer b = buffer_open(call->arena, 1 << 20);
	struct json_out o = json_open(&b);
	struct text field, uuid;
	const struct json *reply;

	json_map(&o);
	json_key(&o, "contactId");
	json_put_text(&o, contact);
	json_key(&o, "customFields");
	json_list(&o);
	for (size_t i = 0; i < call->part_count; i++) {
		if (!call->parts[i].file || !field_named(call->parts[i].name, &field, &uuid) ||
		    !is_first(call, i, field))
			continue;
		json_map(&o);
		json_key(&o, "id");
		json_put_text(&o, field);
		json_key(&o, "field_value");
		field_files_put(call, &o, field, urls);
		json_close(&o);
	}
	json_close(&o);
	json_close(&o);
	return invoke_part(call, "update-contact", buffer_text(&b), &reply);
}

enum err form_files_upload(struct call *call)
{
	struct text contact = text_copy(call->arena, call_text(call, "contactId")), field, uuid;
	struct text *urls = urls_make(call);
	enum err e = form_files_keep(call, contact, urls);

	if (!e)
		e = contact_take(call, contact, urls);
	if (e)
		return e;
	json_key(&call->out, "succeded");
	json_put_flag(&call->out, true);
	json_key(&call->out, "contact");
	json_map(&call->out);
	json_key(&call->out, "id");
	json_put_text(&call->out, contact);
	json_key(&call->out, "customFields");
	json_map(&call->out);
	for (size_t i = 0; i < call->part_count; i++) {
		if (!call->parts[i].file || !field_named(call->parts[i].name, &field, &uuid) ||
		    !is_first(call, i, field))
			continue;
		json_key_text(&call->out, field);
		field_files_put(call, &call->out, field, urls);
	}
	json_close(&call->out);
	json_close(&call->out);
	return ERR_OK;
}

/* A contact that is gone has no files any more. */
enum err uploads_forget_contact(struct call *call)
{
	return blobs_of_owner_drop(call, OF_CONTACT,
				   text_copy(call->arena, call_text(call, "changedId")));
}

// SPDX-License-Identifier: Apache-2.0
/*
 * Which application asks for a token, and is it that one?  It says so in the form, or by Basic,
 * where both parts are encoded as in a form (RFC 6749, 2.3.1).
 */
#include "domain/apps/inside.h"

#include <openssl/crypto.h>
#include <sodium.h>

bool app_find(struct call *call, struct text client_id, struct app_row *out)
{
	struct arena *a = call->arena;

	call_set_text(call, "askedClient", client_id);
	if (!store_load(call, "SELECT id AS app_row, company_id AS app_company, client_id AS"
			      " app_client, name AS app_name, redirects AS app_redirects,"
			      " scopes AS app_scopes, kind AS app_kind,"
			      " coalesce(secret_hash, '') AS app_secret,"
			      " CASE WHEN secret_old_ends > :now THEN secret_old_hash ELSE '' END"
			      " AS app_secret_old FROM app"
			      " WHERE client_id = :askedClient AND live"))
		return false;
	*out = (struct app_row){
		.id = text_copy(a, call_text(call, "appRow")),
		.company_id = text_copy(a, call_text(call, "appCompany")),
		.client_id = text_copy(a, call_text(call, "appClient")),
		.name = text_copy(a, call_text(call, "appName")),
		.redirects = text_copy(a, call_text(call, "appRedirects")),
		.scopes = text_copy(a, call_text(call, "appScopes")),
		.kind = text_copy(a, call_text(call, "appKind")),
		.secret_hash = text_copy(a, call_text(call, "appSecret")),
		.secret_old_hash = text_copy(a, call_text(call, "appSecretOld")),
	};
	return true;
}

/* Basic: false when there is no such header; *bad: it cannot be read. */
static bool basic_read(struct call *call, struct text *id, struct text *secret, bool *bad)
{
	struct text said = text_trim(call_header(call, "authorization")), head;
	unsigned char bytes[1024];
	size_t size = 0;

	*bad = false;
	if (said.size < 6 || !text_alike((struct text){ said.at, 6 }, TEXT("basic ")))
		return false;
	said = text_trim((struct text){ said.at + 6, said.size - 6 });
	*bad = sodium_base642bin(bytes, sizeof(bytes), said.at, said.size, NULL, &size, NULL,
				 sodium_base64_VARIANT_ORIGINAL) != 0;
	struct text plain = text_copy(call->arena, (struct text){ (char *)bytes, *bad ? 0 : size });
	text_split(&plain, ':', &head);
	*bad = *bad || !text_url_decode(call->arena, head, id) ||
	       !text_url_decode(call->arena, plain, secret);
	return true;
}

static bool secret_is(struct text hash, const char *given)
{
	return hash.size == DIGEST_SIZE - 1 && !CRYPTO_memcmp(hash.at, given, hash.size);
}

static enum err wrong(struct call *call)
{
	call_reply_header(call, "WWW-Authenticate", TEXT("Basic realm=\"groundlevel\""));
	return refuse(call, ERR_CLIENT, "The client is not known, or its secret is wrong.");
}

enum err client_need(struct call *call, struct app_row *out)
{
	struct text id = call_text(call, "client_id"), secret = call_text(call, "client_secret");
	struct text basic_id = id, basic_secret = secret;
	char hash[DIGEST_SIZE];
	bool bad, basic = basic_read(call, &basic_id, &basic_secret, &bad);

	if (basic && (secret.size || (id.size && !text_same(id, basic_id))))
		return refuse(call, ERR_REQUEST,
			      "The client says who it is in two ways: in the body and by Basic.");
	if (basic) {
		id = basic_id;
		secret = basic_secret;
	}
	if (!id.size && !basic)
		return refuse(call, ERR_REQUEST, "client_id is missing.");
	if (bad || !app_find(call, id, out))
		return call->err ? call->err : wrong(call);
	digest_hex(secret, hash);
	if (!out->secret_hash.size) /* a public one has none to give */
		return secret.size ? wrong(call) : ERR_OK;
	return secret_is(out->secret_hash, hash) || secret_is(out->secret_old_hash, hash)
		       ? ERR_OK
		       : wrong(call);
}

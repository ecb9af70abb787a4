// SPDX-License-Identifier: Apache-2.0
/*
 * Sealed boxes, and the file of their keys.
 *
 * The file is made under another name and then linked into its place, which fails when another
 * process was faster: then that one's key counts.  It is read again when a box names a key that is
 * not known yet.
 */
#include "base/secrets/secret.h"

#include "base/secrets/id.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEYS_MAX      16
#define KEY_ID_SIZE   8
#define KEY_SIZE      crypto_aead_xchacha20poly1305_ietf_KEYBYTES
#define NONCE_SIZE    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_SIZE      crypto_aead_xchacha20poly1305_ietf_ABYTES
#define FILE_SIZE_MAX 4096
#define BASE64	      sodium_base64_VARIANT_URLSAFE_NO_PADDING
#define KEY_TEXT_SIZE 43 /* base64 of a key */

struct key {
	char id[KEY_ID_SIZE];
	unsigned char bytes[KEY_SIZE];
};

struct secrets {
	pthread_mutex_t lock;
	char *path;
	struct key keys[KEYS_MAX];
	size_t count;
};

struct secrets *secrets_open(struct text path)
{
	struct secrets *s = calloc(1, sizeof(*s));
	int started = sodium_init();

	assert(s && started >= 0);
	s->path = strndup(path.at ? path.at : "", path.size);
	assert(s->path);
	pthread_mutex_init(&s->lock, NULL);
	return s;
}

void secrets_close(struct secrets *s)
{
	if (!s)
		return;
	pthread_mutex_destroy(&s->lock);
	free(s->path);
	sodium_memzero(s, sizeof(*s));
	free(s);
}

static enum err broken(struct arena *a, struct text *why, const struct secrets *s, const char *what)
{
	*why = text_format(a, "The file of keys, %s, %s.", s->path, what);
	return ERR_INTERNAL;
}

/* --- the file --- */

static bool key_read(struct key *key, struct text line)
{
	size_t size;

	if (line.size != KEY_ID_SIZE + 1 + KEY_TEXT_SIZE || line.at[KEY_ID_SIZE] != ' ')
		return false;
	memcpy(key->id, line.at, KEY_ID_SIZE);
	return !sodium_base642bin(key->bytes, KEY_SIZE, line.at + KEY_ID_SIZE + 1, KEY_TEXT_SIZE,
				  NULL, &size, NULL, BASE64) &&
	       size == KEY_SIZE;
}

/* ERR_MISSING: there is no file. */
static enum err keys_read(struct secrets *s, struct arena *a, struct text *why)
{
	char content[FILE_SIZE_MAX];
	struct stat about;
	int file = open(s->path, O_RDONLY | O_CLOEXEC);

	if (file < 0 && errno == ENOENT)
		return ERR_MISSING;
	ssize_t size = file < 0 || fstat(file, &about) ? -1 : read(file, content, sizeof(content));

	if (file >= 0)
		close(file);
	if (size < 0 || (size_t)size == sizeof(content))
		return broken(a, why, s, "cannot be read");
	if (about.st_mode & (S_IRWXG | S_IRWXO))
		return broken(a, why, s, "can be read by others: chmod 600");
	struct text rest = { content, (size_t)size }, line;
	bool good = true;

	s->count = 0;
	while (good && text_split(&rest, '\n', &line)) {
		line = text_trim(line);
		if (!line.size || line.at[0] == '#')
			continue;
		good = s->count < KEYS_MAX && key_read(&s->keys[s->count], line);
		s->count += good;
	}
	sodium_memzero(content, sizeof(content));
	return good && s->count ? ERR_OK : broken(a, why, s, "has a line that is not a key");
}

static bool write_whole(int file, const char *at, size_t size)
{
	return file >= 0 && write(file, at, size) == (ssize_t)size && !fsync(file);
}

static enum err keys_make(struct secrets *s, struct arena *a, struct text *why)
{
	static const char head[] = "# Keys of what Groundlevel keeps sealed.  The first seals, all"
				   " open.  Keep a copy apart from the data.\n";
	const char *draft = text_format(a, "%s.%d", s->path, (int)getpid()).at;
	char content[FILE_SIZE_MAX], key_text[KEY_TEXT_SIZE + 1];
	unsigned char key[KEY_SIZE];
	unsigned id;

	id_random(key, sizeof(key));
	id_random(&id, sizeof(id));
	sodium_bin2base64(key_text, sizeof(key_text), key, sizeof(key), BASE64);
	int size = snprintf(content, sizeof(content), "%s%08x %s\n", head, id, key_text);

	unlink(draft);
	int file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool made = write_whole(file, content, (size_t)size);

	sodium_memzero(content, sizeof(content));
	sodium_memzero(key_text, sizeof(key_text));
	sodium_memzero(key, sizeof(key));
	if (file >= 0)
		close(file);
	made = made && (!link(draft, s->path) || errno == EEXIST);
	unlink(draft);
	return made ? ERR_OK : broken(a, why, s, "cannot be made");
}

static const struct key *key_find(const struct secrets *s, struct text id)
{
	for (size_t i = 0; i < s->count; i++)
		if (id.size == KEY_ID_SIZE && !memcmp(s->keys[i].id, id.at, KEY_ID_SIZE))
			return &s->keys[i];
	return NULL;
}

/* A copy of the key of that name (empty: the one that seals), with the file read if need be. */
static enum err key_need(struct secrets *s, struct arena *a, struct text id, struct key *out,
			 struct text *why)
{
	enum err e = ERR_OK;

	pthread_mutex_lock(&s->lock);
	const struct key *key = id.size ? key_find(s, id) : s->count ? s->keys : NULL;

	if (!key) {
		e = keys_read(s, a, why);
		if (e == ERR_MISSING && !id.size) {
			e = keys_make(s, a, why);
			e = e ? e : keys_read(s, a, why);
		}
		key = e ? NULL : id.size ? key_find(s, id) : s->keys;
	}
	if (key)
		*out = *key;
	pthread_mutex_unlock(&s->lock);
	if (!key && (!e || e == ERR_MISSING))
		e = broken(a, why, s, "does not have the key of this secret");
	return e;
}

/* --- boxes --- */

enum err secret_seal(const struct sealing *sealing, struct text plain, struct text *box,
		     struct text *why)
{
	struct secrets *s = sealing->secrets;
	struct arena *a = sealing->arena;
	struct text about = sealing->about;
	struct key key;

	if (!s->path[0]) {
		*why = TEXT("It is not said where the keys of secrets are (secret_key_file).");
		return ERR_INTERNAL;
	}
	if (plain.size > SECRET_SIZE_MAX) {
		*why = TEXT("The secret is too long.");
		return ERR_INTERNAL;
	}
	enum err e = key_need(s, a, (struct text){ 0 }, &key, why);

	if (e)
		return e;
	size_t size = NONCE_SIZE + plain.size + TAG_SIZE;
	size_t room = sodium_base64_ENCODED_LEN(size, BASE64) + KEY_ID_SIZE + 1;
	unsigned char *bytes = arena_bytes(a, size);
	char *out = arena_bytes(a, room);

	id_random(bytes, NONCE_SIZE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(
		bytes + NONCE_SIZE, NULL, (const unsigned char *)plain.at, plain.size,
		(const unsigned char *)about.at, about.size, NULL, bytes, key.bytes);
	memcpy(out, key.id, KEY_ID_SIZE);
	out[KEY_ID_SIZE] = ':';
	sodium_bin2base64(out + KEY_ID_SIZE + 1, room - KEY_ID_SIZE - 1, bytes, size, BASE64);
	sodium_memzero(&key, sizeof(key));
	*box = text_of(out);
	return ERR_OK;
}

enum err secret_unseal(const struct sealing *sealing, struct text box, struct text *plain,
		       struct text *why)
{
	struct arena *a = sealing->arena;
	struct text about = sealing->about;
	unsigned char bytes[NONCE_SIZE + SECRET_SIZE_MAX + TAG_SIZE];
	struct text rest = box, id;
	struct key key = { 0 };
	size_t size = 0;

	text_split(&rest, ':', &id);
	enum err e = key_need(sealing->secrets, a, id.size ? id : TEXT("?"), &key, why);

	if (e)
		return e;
	bool good = !sodium_base642bin(bytes, sizeof(bytes), rest.at, rest.size, NULL, &size, NULL,
				       BASE64) &&
		    size >= NONCE_SIZE + TAG_SIZE;
	unsigned char *out = arena_bytes(a, size + 1);

	good = good && !crypto_aead_xchacha20poly1305_ietf_decrypt(
			       out, NULL, NULL, bytes + NONCE_SIZE, size - NONCE_SIZE,
			       (const unsigned char *)about.at, about.size, bytes, key.bytes);
	sodium_memzero(&key, sizeof(key));
	if (!good) {
		*why = TEXT("The secret does not open: it is damaged, or of another row.");
		return ERR_INTERNAL;
	}
	*plain = (struct text){ (const char *)out, size - NONCE_SIZE - TAG_SIZE };
	return ERR_OK;
}

// SPDX-License-Identifier: Apache-2.0
/*
 * groundlevel flow recipes, flow recipe NAME: the flows that the program carries, to begin with;
 * flow functions: what expressions can call.
 *
 *	flow recipe NAME --change pets=dogs --change hl=hl-main > dogs.flow
 *
 * With --into FOLDER its samples and what is expected of them come along, for `flow test`.
 *
 * A change replaces whole words: pets in "custom_objects.pets", but not in pets_name.
 */
#include "app/cli/flow.h"
#include "pure/mapping/mapping.h"

#define CHANGES_MAX 32
#define RECIPE_MAX  (1 << 20)

struct embedded {
	const char *name, *at;
	size_t size;
};
extern const struct embedded texts_recipe[];
extern const size_t texts_recipe_count;

static bool recipe_find(struct arena *a, const char *name, const char *ending, struct text *out)
{
	struct text wanted = text_format(a, "%s%s", name, ending);

	for (size_t i = 0; i < texts_recipe_count; i++) {
		if (!text_is(wanted, texts_recipe[i].name))
			continue;
		*out = (struct text){ texts_recipe[i].at, texts_recipe[i].size };
		return true;
	}
	return false;
}

/* --- the list --- */

static struct text title_of(struct arena *a, struct text source)
{
	const struct json *v;
	struct text why;

	if (json_read(a, flow_plain(a, source), &v, &why))
		return (struct text){ 0 };
	return json_text(json_get(v, "title"));
}

int flow_recipes(int argc, char **argv, bool json)
{
	struct arena *a = arena_open();

	option_text(&argc, argv, "data"); /* the program carries them, whatever the data */
	int code = option_rest(argc, argv);
	for (size_t i = 0; i < texts_recipe_count && !code; i++) {
		struct text name = text_of(texts_recipe[i].name);
		if (!text_ends(name, ".flow"))
			continue;
		name.size -= strlen(".flow");
		struct text title = title_of(
			a, (struct text){ texts_recipe[i].at, texts_recipe[i].size });
		printf(json ? "{\"recipe\":\"%.*s\",\"title\":\"%.*s\"}\n" : "%-26.*s %.*s\n",
		       (int)name.size, name.at, (int)title.size, title.at);
	}
	arena_drop(a);
	return code;
}

/* --- those that need a scope --- */

static bool recipe_needs(struct app *h, const struct embedded *c, struct text scope)
{
	struct buffer b = buffer_open(h->arena, 4 << 20);
	struct json_out o = json_open(&b);
	const struct json *v, *scopes;
	struct text why;

	json_map(&o);
	flow_check_file(h->arena, h->parts.catalogue, (struct text){ c->at, c->size }, &o);
	json_close(&o);
	if (json_read(h->arena, buffer_text(&b), &v, &why))
		return false;
	scopes = json_get(v, "scopes");
	for (const struct json *s = json_first(scopes); s; s = json_after(scopes, s))
		if (text_same(json_text(s), scope))
			return true;
	return false;
}

struct text recipes_needing(struct app *h, struct text scope)
{
	struct buffer b = buffer_open(h->arena, 4096);

	for (size_t i = 0; i < texts_recipe_count; i++) {
		struct text name = text_of(texts_recipe[i].name);
		if (!text_ends(name, ".flow") || !recipe_needs(h, &texts_recipe[i], scope))
			continue;
		buffer_format(&b, "%s%.*s", b.size ? ", " : "", (int)(name.size - strlen(".flow")),
			      name.at);
	}
	return buffer_text(&b);
}

/* --- one of them, with other words --- */

struct change {
	struct text from, to;
	size_t met;
};

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '-';
}

static int changes_take(int *argc, char **argv, struct change *out, size_t *count)
{
	for (struct text said; (said = option_text(argc, argv, "change")).size; ++*count) {
		struct text to = said, from;
		if (*count == CHANGES_MAX)
			return say_usage("more than %d changes", CHANGES_MAX);
		if (!text_split(&to, '=', &from) || !from.size || !to.size)
			return say_usage("--change takes OLD=NEW, not '%.*s'", (int)said.size,
					 said.at);
		out[*count] = (struct change){ from, to, 0 };
	}
	return 0;
}

static void word_put(struct buffer *b, struct text word, struct change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!text_same(word, changes[i].from))
			continue;
		changes[i].met++;
		word = changes[i].to;
		break;
	}
	buffer_add(b, word);
}

static struct text changed(struct arena *a, struct text source, struct change *changes,
			   size_t count)
{
	struct buffer b = buffer_open(a, RECIPE_MAX);

	for (size_t i = 0; i < source.size;) {
		size_t size = 0;
		while (i + size < source.size && is_word(source.at[i + size]))
			size++;
		if (size)
			word_put(&b, (struct text){ source.at + i, size }, changes, count);
		else
			buffer_byte(&b, source.at[i]);
		i += size ? size : 1;
	}
	return buffer_text(&b);
}

/* The recipe and all that stands beside it, with other words, as files; none is written over. */
static int recipe_write(struct arena *a, const char *name, struct text folder,
			struct change *changes, size_t count)
{
	size_t stem = strlen(name);

	for (size_t i = 0; i < texts_recipe_count; i++) {
		const struct embedded *c = &texts_recipe[i];
		if (strncmp(c->name, name, stem) != 0 || c->name[stem] != '.')
			continue;
		const char *path =
			text_format(a, "%.*s/%s%c", (int)folder.size, folder.at, c->name, '\0').at;
		struct text t = changed(a, (struct text){ c->at, c->size }, changes, count);
		FILE *f = fopen(path, "wx");
		bool well = f && fwrite(t.at, 1, t.size, f) == t.size;
		if (f)
			well = fclose(f) == 0 && well;
		if (!well)
			return say_usage("%s is there already, or cannot be written", path);
		printf("%s\n", path);
	}
	return 0;
}

int flow_recipe(int argc, char **argv, bool json)
{
	struct arena *a = arena_open();
	struct change changes[CHANGES_MAX];
	size_t count = 0;
	struct text t;
	bool note = option_flag(&argc, argv, "note");
	struct text into = option_text(&argc, argv, "into");

	(void)json;
	int code = changes_take(&argc, argv, changes, &count);

	if (!code && (argc < 1 || !recipe_find(a, argv[0], note ? ".md" : ".flow", &t)))
		code = say_usage("name a recipe; flow recipes lists them");
	if (!code)
		code = option_rest(argc - 1, argv + 1);
	if (!code)
		t = changed(a, t, changes, count);
	for (size_t i = 0; i < count && !code; i++)
		if (!changes[i].met)
			code = say_usage("'%.*s' is no word of this recipe",
					 (int)changes[i].from.size, changes[i].from.at);
	if (!code && into.size)
		code = recipe_write(a, argv[0], into, changes, count);
	else if (!code)
		printf("%.*s", (int)t.size, t.at);
	arena_drop(a);
	return code;
}

/* --- functions of expressions --- */

int flow_functions(int argc, char **argv, bool json)
{
	int code = option_rest(argc, argv);
	const struct map_function *f;

	for (size_t i = 0; !code && (f = map_function_at(i)); i++)
		printf(json ? "{\"function\":\"%s\",\"takes\":\"%s\",\"about\":\"%s\"}\n"
			    : "%-22s %-36s %s\n",
		       f->name, f->takes, f->about);
	return code;
}

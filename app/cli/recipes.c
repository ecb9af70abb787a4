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
#include "integration/editor/editor.h"
#include "pure/mapping/mapping.h"

#define CHANGES_MAX 32

/* --- the list --- */

int flow_recipes(int argc, char **argv, bool json)
{
	struct arena *a = arena_open();
	struct text file, source;

	option_text(&argc, argv, "data"); /* the program carries them, whatever the data */
	int code = option_rest(argc, argv);
	for (size_t i = 0; !code && recipe_file(i, &file, &source); i++) {
		struct text name = recipe_name(file), title = recipe_title(a, source);
		if (name.size)
			printf(json ? "{\"recipe\":\"%.*s\",\"title\":\"%.*s\"}\n"
				    : "%-26.*s %.*s\n",
			       (int)name.size, name.at, (int)title.size, title.at);
	}
	arena_drop(a);
	return code;
}

/* --- those that need a scope --- */

static bool recipe_needs(struct app *h, struct text source, struct text scope)
{
	struct buffer b = buffer_open(h->arena, 4 << 20);
	struct json_out o = json_open(&b);
	const struct json *v, *scopes;
	struct text why;

	json_map(&o);
	flow_check_file(h->arena, h->parts.catalogue, source, &o);
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
	struct text file, source;

	for (size_t i = 0; recipe_file(i, &file, &source); i++) {
		struct text name = recipe_name(file);
		if (name.size && recipe_needs(h, source, scope))
			buffer_format(&b, "%s%.*s", b.size ? ", " : "", (int)name.size, name.at);
	}
	return buffer_text(&b);
}

/* --- one of them, with other words --- */

static int changes_take(int *argc, char **argv, struct recipe_change *out, size_t *count)
{
	for (struct text said; (said = option_text(argc, argv, "change")).size; ++*count) {
		struct text to = said, from;
		if (*count == CHANGES_MAX)
			return say_usage("more than %d changes", CHANGES_MAX);
		if (!text_split(&to, '=', &from) || !from.size || !to.size)
			return say_usage("--change takes OLD=NEW, not '%.*s'", (int)said.size,
					 said.at);
		out[*count] = (struct recipe_change){ from, to, 0 };
	}
	return 0;
}

/* The recipe and all that stands beside it, with other words, as files; none is written over. */
static int recipe_write(struct arena *a, const char *name, struct text folder,
			struct recipe_change *changes, size_t count)
{
	struct text stem = text_format(a, "%s.", name), file, source;

	for (size_t i = 0; recipe_file(i, &file, &source); i++) {
		if (file.size < stem.size || memcmp(file.at, stem.at, stem.size) != 0)
			continue;
		const char *path = text_format(a, "%.*s/%.*s%c", (int)folder.size, folder.at,
					       (int)file.size, file.at, '\0')
					   .at;
		struct text t = recipe_changed(a, source, changes, count);
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
	struct recipe_change changes[CHANGES_MAX];
	size_t count = 0;
	struct text t;
	bool note = option_flag(&argc, argv, "note");
	struct text into = option_text(&argc, argv, "into");

	(void)json;
	int code = changes_take(&argc, argv, changes, &count);

	if (!code && (argc < 1 || !recipe_find(a, text_of(argv[0]), note ? ".md" : ".flow", &t)))
		code = say_usage("name a recipe; flow recipes lists them");
	if (!code)
		code = option_rest(argc - 1, argv + 1);
	if (!code)
		t = recipe_changed(a, t, changes, count);
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

// SPDX-License-Identifier: Apache-2.0
/*
 * What the program knows of itself: openapi, version.
 */
#include "app/cli/inside.h"

int verb_openapi(int argc, char **argv)
{
	struct app h;
	int code = app_open(&h, HOUSE_CATALOGUE, &argc, argv);

	if (!code)
		code = option_rest(argc, argv);
	if (!code) {
		struct buffer buffer = buffer_open(h.arena, 64 << 20);
		struct json_out o = json_open(&buffer);
		catalogue_openapi(h.catalogue, &o);
		fwrite(buffer.at, 1, buffer.size, stdout);
		fputc('\n', stdout);
	}
	app_close(&h);
	return code;
}

int verb_version(int argc, char **argv)
{
	(void)argv;
	if (argc > 0)
		return option_rest(argc, argv);
	printf("groundlevel %s\n", GROUNDLEVEL_VERSION);
	return EXIT_FINE;
}

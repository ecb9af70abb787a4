// SPDX-License-Identifier: Apache-2.0
/*
 * What the process may have open, and so how many connections there can be.
 *
 * The soft limit of descriptors is often 1,024, whatever the machine could bear: it is raised as
 * far as the settings need it and the hard limit lets it.  Where that is not enough there are
 * fewer connections, so that one too many gets its answer, and not a reset of all that are new.
 */
#include "platform/http/inside.h"

#include "base/core/log.h"

#include <sys/resource.h>

static size_t descriptors_raise(size_t wanted)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit))
		return wanted;
	if (limit.rlim_cur < wanted && limit.rlim_cur < limit.rlim_max) {
		limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
		setrlimit(RLIMIT_NOFILE, &limit);
		getrlimit(RLIMIT_NOFILE, &limit);
	}
	return limit.rlim_cur;
}

void http_limits_find(struct http_server *s)
{
	struct http_config *c = &s->config;
	size_t wanted = c->connections_max + HTTP_REFUSED_MAX + HTTP_SPARE_FILES;
	size_t got = descriptors_raise(wanted);

	s->descriptors_max = got;
	if (got < wanted) {
		size_t spare = got / 2 < HTTP_SPARE_FILES ? got / 2 : HTTP_SPARE_FILES;
		size_t away = got / 4 < HTTP_REFUSED_MAX ? got / 4 : HTTP_REFUSED_MAX;
		size_t room = got - spare - away;

		if (room < c->connections_max) {
			log_say(LOG_WARN, "http",
				"connections_max is %zu, but the process may open %zu files: at"
				" most %zu connections",
				c->connections_max, got, room);
			c->connections_max = room;
		}
	}
	if (!c->address_max) {
		size_t share = c->connections_max / 4;

		c->address_max = share > HTTP_SHARE_LEAST ? share : HTTP_SHARE_LEAST;
	}
}

struct http_figures http_figures(const struct http_server *s)
{
	return (struct http_figures){
		.connections = atomic_load(&s->connections),
		.connections_max = s->config.connections_max,
		.address_max = s->config.address_max,
		.bodies = atomic_load(&s->bodies),
		.bodies_max = s->config.bodies_max,
		.spools = atomic_load(&s->spools),
		.spooled = atomic_load(&s->spooled),
		.refused = atomic_load(&s->refused),
		.failed = atomic_load(&s->failed),
		.descriptors_max = s->descriptors_max,
	};
}

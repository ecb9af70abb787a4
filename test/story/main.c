// SPDX-License-Identifier: Apache-2.0
/*
 * The story runner: plays stories, some at a time, and says what was never asked.
 *
 * Each story is played in a process of its own, which writes to a file of its own; what it said is
 * shown when it has ended.  The only thing they share is the counts of each operation.
 */
#include "runs.h"
#include "test/story/story.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define STORY_SECONDS 300
#define JOBS_MAX      64
#define JOBS	      4
/* An event settles when no older transaction is under way in the whole cluster, so a story beside
 * another would have to wait for its events. */
#define JOBS_POSTGRES 1

extern const struct catalogue_text texts_catalogue[];
extern const size_t texts_catalogue_count;

struct run {
	struct troupe troupe;
	size_t jobs;
	bool complete;
	const char *asked; /* a file for what was asked, or NULL */
	char **paths;
	size_t path_count;
	size_t passed, failed;
};

struct job {
	pid_t pid; /* 0: free */
	const char *path;
	FILE *said;
};

/* The runner asks over HTTP; the rows' own functions are not in this program. */
static enum err run_nothing(struct call *call)
{
	return refuse(call, ERR_INTERNAL, "nothing is performed here");
}

static bool catalogue_load(struct arena *a, const struct catalogue **out)
{
	static const struct catalogue_run runs[] = {
#define X(name) { #name, run_nothing },
		RUN_TABLE(X)
#undef X
			{ "", NULL },
	};
	struct text why;

	if (!catalogue_read(a,
			    &(struct catalogue_source){ texts_catalogue, texts_catalogue_count,
							runs, sizeof runs / sizeof *runs - 1 },
			    out, &why))
		return true;
	printf("%.*s\n", (int)why.size, why.at);
	return false;
}

static void job_start(struct run *run, struct job *job, const char *path)
{
	*job = (struct job){ .path = path, .said = tmpfile() };
	fflush(stdout);
	job->pid = fork();
	if (job->pid)
		return;
	dup2(fileno(job->said), STDOUT_FILENO);
	alarm(STORY_SECONDS);
	struct arena *a = arena_open();
	bool fine = play(&run->troupe, a, path);

	arena_drop(a);
	fflush(stdout);
	_exit(fine ? 0 : 1);
}

static void job_end(struct run *run, struct job *job, int status)
{
	char part[4096];

	rewind(job->said);
	for (size_t size; (size = fread(part, 1, sizeof part, job->said)) > 0;)
		fwrite(part, 1, size, stdout);
	fclose(job->said);
	if (status && !(WIFEXITED(status) && WEXITSTATUS(status) == 1))
		printf("FAILED  %s ended with status %d%s\n", job->path, status,
		       WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM ? ", it took too long"
									  : "");
	*(status ? &run->failed : &run->passed) += 1;
	job->pid = 0;
}

static void job_wait(struct run *run, struct job *jobs)
{
	int status;
	pid_t pid = wait(&status);

	for (size_t i = 0; i < run->jobs; i++)
		if (jobs[i].pid && jobs[i].pid == pid)
			job_end(run, &jobs[i], status);
}

static void stories_play(struct run *run)
{
	struct job jobs[JOBS_MAX] = { 0 };
	size_t next = 0, done = 0;

	while (done < run->path_count) {
		for (size_t i = 0; i < run->jobs && next < run->path_count; i++)
			if (!jobs[i].pid)
				job_start(run, &jobs[i], run->paths[next++]);
		job_wait(run, jobs);
		done = run->passed + run->failed;
	}
}

static size_t never_asked(const struct run *run, bool named)
{
	const struct catalogue *c = run->troupe.catalogue;
	size_t never = 0;

	for (size_t i = 0; i < catalogue_count(c); i++) {
		const struct op *op = catalogue_at(c, i);

		if (!op->run || run->troupe.asks[i].told)
			continue;
		never++;
		if (named)
			printf("    %.*s %.*s (%.*s)\n", (int)op->method.size, op->method.at,
			       (int)op->path.size, op->path.at, (int)op->name.size, op->name.at);
	}
	return never;
}

/* Every operation that this server performs should have been asked in some story. */
static void asked_judge(struct run *run)
{
	size_t never = never_asked(run, run->complete);

	if (never)
		printf("%s  %zu operations were never asked with success%s\n",
		       run->complete ? "FAILED" : "note  ", never,
		       run->complete ? "" : " (--complete names them)");
	if (run->complete)
		*(never ? &run->failed : &run->passed) += 1;
}

static bool option_take(struct run *run, const char *name, const char *value)
{
	bool postgres = !strcmp(name, "--engine") && value && !strcmp(value, "postgres");

	if (!strcmp(name, "--server") && value)
		run->troupe.server = value;
	else if (!strcmp(name, "--peer") && value)
		run->troupe.peer = value;
	else if (!strcmp(name, "--asked") && value)
		run->asked = value;
	else if (!strcmp(name, "-j") && value && atoi(value) > 0 && atoi(value) <= JOBS_MAX)
		run->jobs = (size_t)atoi(value);
	else if (postgres && getenv("GROUNDLEVEL_TEST_POSTGRES"))
		run->troupe.postgres = getenv("GROUNDLEVEL_TEST_POSTGRES");
	else if (strcmp(name, "--engine") || !value || strcmp(value, "sqlite"))
		return false;
	return true;
}

static bool arguments_read(struct run *run, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--complete"))
			run->complete = true;
		else if (!strcmp(argv[i], "--keep"))
			run->troupe.keep = true;
		else if (argv[i][0] != '-')
			run->paths[run->path_count++] = argv[i];
		else if (!option_take(run, argv[i], argv[i + 1]))
			return false;
		else
			i++;
	}
	if (!run->jobs)
		run->jobs = run->troupe.postgres ? JOBS_POSTGRES : JOBS;
	return run->path_count > 0;
}

static int run_play(struct arena *a, struct run *run)
{
	if (!catalogue_load(a, &run->troupe.catalogue))
		return 1;
	size_t count = catalogue_count(run->troupe.catalogue) + 1;

	run->troupe.asks = mmap(NULL, count * sizeof *run->troupe.asks, PROT_READ | PROT_WRITE,
				MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	run->troupe.seen = arena_take(a, count);
	struct text why = stage_found(&run->troupe, a);
	if (why.size)
		printf("FAILED  %.*s\n", (int)why.size, why.at);
	else
		stories_play(run);
	stage_close(run->troupe.founded, true);
	if (why.size)
		return 1;
	asked_judge(run);
	if (run->asked && !tally_write(&run->troupe, run->asked))
		printf("note    %s cannot be written\n", run->asked);
	printf("%zu passed, %zu failed\n", run->passed, run->failed);
	return run->failed ? 1 : 0;
}

int main(int argc, char **argv)
{
	struct arena *a = arena_open();
	struct run run = { .troupe = { .server = "build/groundlevel-san" } };
	int code = 2;

	run.paths = arena_take(a, (size_t)argc * sizeof *run.paths);
	if (arguments_read(&run, argc, argv))
		code = run_play(a, &run);
	else
		printf("usage: story [--engine sqlite|postgres] [--server PROGRAM] [-j N]"
		       " [--complete] [--asked FILE] [--keep] FILE…\n"
		       "postgres needs GROUNDLEVEL_TEST_POSTGRES, the URL of a cluster\n");
	arena_drop(a);
	return code;
}

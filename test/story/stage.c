// SPDX-License-Identifier: Apache-2.0
/*
 * The server of one story: a folder of its own, started, killed, stopped.
 *
 * What the server says goes to a file, which is searched when it has ended: a sanitizer's report
 * fails the story.  A server dies with the runner, whatever happens to that.
 */
#include "test/story/story.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define START_MS   30000
#define STOP_MS	   20000
#define COMMAND_MS 30000
#define LOG_MAX	   (16 << 20)
#define LOG_SHOWN  4000
#define WORDS_MAX  24
#define LISTENING  "listening on http://127.0.0.1:"

static void rest_ms(int ms)
{
	poll(NULL, 0, ms);
}

static struct text file_read(struct arena *a, const char *path)
{
	FILE *file = fopen(path, "r");
	struct buffer b = buffer_open(a, LOG_MAX);
	char part[4096];

	if (!file)
		return (struct text){ "", 0 };
	for (size_t size; (size = fread(part, 1, sizeof part, file)) > 0;)
		buffer_add(&b, (struct text){ part, size });
	fclose(file);
	return buffer_text(&b);
}

static const char *path_in(const struct stage *s, const char *name)
{
	return text_format(s->arena, "%s/%s%c", s->folder, name, '\0').at;
}

/* The child: nothing of the runner's environment but what every program needs. */
static void become(char *const *words, const char *out, const char *errors)
{
	char *const environment[] = {
		"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8",
		"ASAN_OPTIONS=exitcode=99:detect_leaks=1:abort_on_error=0:quarantine_size_mb=16",
		"UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1:exitcode=99", NULL
	};
	int flags = O_WRONLY | O_CREAT | O_APPEND;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	dup2(open("/dev/null", O_RDONLY), 0);
	dup2(open(out, flags, 0600), 1);
	dup2(open(errors, flags, 0600), 2);
	execve(words[0], words, environment);
	perror(words[0]);
	_exit(127);
}

static pid_t program_start(char *const *words, const char *out, const char *errors)
{
	fflush(stdout);
	pid_t pid = fork();

	if (pid == 0)
		become(words, out, errors);
	return pid;
}

/* Waits for the end; -1 when it does not come in time (and then it is made to). */
static int program_end(pid_t pid, int64_t within_ms)
{
	int64_t until = clock_monotonic_us() + within_ms * 1000;
	int status;

	while (waitpid(pid, &status, WNOHANG) == 0) {
		if (clock_monotonic_us() > until) {
			kill(pid, SIGKILL);
			waitpid(pid, &status, 0);
			return -1;
		}
		rest_ms(5);
	}
	return status;
}

struct text stage_command(struct stage *s, const char *const *words, struct text *out)
{
	const char *argv[WORDS_MAX] = { s->troupe->server };
	size_t count = 1;
	const char *result = path_in(s, "command.out");

	for (size_t i = 0; words[i] && count < WORDS_MAX - 5; i++)
		argv[count++] = words[i];
	argv[count++] = "--data";
	argv[count++] = s->data;
	if (s->database) {
		argv[count++] = "--store";
		argv[count++] = s->database;
	}
	unlink(result);
	int status = program_end(program_start((char *const *)argv, result, s->log), COMMAND_MS);

	*out = file_read(s->arena, result);
	if (status == 0)
		return (struct text){ "", 0 };
	struct text log = file_read(s->arena, s->log);
	return text_format(s->arena, "%s %s ended with status %d: %.*s", s->troupe->server,
			   words[0], WEXITSTATUS(status), (int)log.size, log.at);
}

/* One file of the data that `init` made. */
static bool file_copy(const struct stage *s, const char *name)
{
	const char *from =
		text_format(s->arena, "%s/%s%c", s->troupe->founded->data, name, '\0').at;
	const char *to = text_format(s->arena, "%s/%s%c", s->data, name, '\0').at;
	int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_EXCL, 0600);
	struct stat about;
	bool fine = in >= 0 && out >= 0 && !fstat(in, &about);

	for (off_t left = fine ? about.st_size : 0; fine && left > 0;) {
		ssize_t size = sendfile(out, in, NULL, (size_t)left);

		fine = size > 0;
		left -= size;
	}
	if (in >= 0)
		close(in);
	return out >= 0 && close(out) == 0 && fine;
}

static struct text data_copy(struct stage *s)
{
	DIR *folder = opendir(s->troupe->founded->data);
	bool fine = folder && !mkdir(s->data, 0700);

	for (struct dirent *one; fine && (one = readdir(folder));)
		if (one->d_name[0] != '.')
			fine = file_copy(s, one->d_name);
	if (folder)
		closedir(folder);
	return fine ? (struct text){ "", 0 } : TEXT("the data that init made cannot be copied");
}

static struct text folder_open(struct stage *s)
{
	const char *top = getenv("TMPDIR");
	int64_t offset[2] = { 0 };

	s->folder = text_c(
		s->arena, text_format(s->arena, "%s/groundlevel-story-XXXXXX", top ? top : "/tmp"));
	if (!mkdtemp(s->folder))
		return TEXT("no folder can be made for the data");
	s->data = (char *)path_in(s, "data");
	s->log = (char *)path_in(s, "log");
	s->clock_path = (char *)path_in(s, "clock");
	int file = open(s->clock_path, O_WRONLY | O_CREAT, 0600);

	if (file < 0 || write(file, offset, sizeof offset) != sizeof offset || close(file) ||
	    clock_open(&s->clock, s->clock_path))
		return TEXT("no clock file can be made");
	return (struct text){ "", 0 };
}

struct text stage_open(struct stage *s, struct text *init_json)
{
	const struct stage *founded = s->troupe->founded;
	const char *const init[] = { "init", "--timezone", "America/New_York", "--json", NULL };
	struct text why = folder_open(s);

	if (!why.size && s->troupe->postgres) {
		s->database_name = text_c(s->arena,
					  text_format(s->arena, "story_%d", (int)getpid()));
		why = database_make(s->arena, s->troupe->postgres, s->database_name,
				    founded ? founded->database_name : NULL, &s->database);
	}
	if (why.size)
		return why;
	if (!founded)
		return stage_command(s, init, init_json);
	*init_json = s->troupe->founded_json;
	return data_copy(s);
}

struct text stage_found(struct troupe *troupe, struct arena *a)
{
	struct stage *s = arena_take(a, sizeof *s);

	*s = (struct stage){ .arena = a, .troupe = troupe };
	struct text why = stage_open(s, &troupe->founded_json);

	troupe->founded = s;
	return why;
}

/* The port in the last line that says where the server listens; 0: not yet. */
static int port_find(struct text log, size_t from)
{
	struct text rest = { log.at + from, log.size - from }, line;
	int port = 0;

	while (text_split(&rest, '\n', &line)) {
		const char *at = memmem(line.at, line.size, LISTENING, sizeof LISTENING - 1);

		if (at)
			port = atoi(at + sizeof LISTENING - 1);
	}
	return port;
}

struct text stage_peer(struct stage *s)
{
	const char *words[] = { s->troupe->peer, NULL };
	const char *out = path_in(s, "peer.out");
	int64_t until = clock_monotonic_us() + START_MS * 1000;

	if (!s->troupe->peer)
		return TEXT("the runner was not told where the peer is: --peer PROGRAM");
	if (!s->peer)
		s->peer = program_start((char *const *)words, out, s->log);
	while (!s->peer_port && clock_monotonic_us() < until) {
		rest_ms(5);
		s->peer_port = atoi(text_c(s->arena, file_read(s->arena, out)));
	}
	return s->peer_port ? (struct text){ "", 0 } : TEXT("the peer does not start");
}

struct text stage_start(struct stage *s)
{
	const char *words[WORDS_MAX] = {
		s->troupe->server,    "serve",	     "--data",	     s->data,
		"--listen",	      "127.0.0.1:0", "--clock-file", s->clock_path,
		"--private-networks", "true",	     "--log-level",  "debug"
	};
	size_t from = file_read(s->arena, s->log).size;
	int64_t until = clock_monotonic_us() + START_MS * 1000;
	int status;

	if (s->database) {
		words[12] = "--store";
		words[13] = s->database;
	}
	s->pid = program_start((char *const *)words, s->log, s->log);
	for (s->port = 0; !s->port; rest_ms(5)) {
		struct text log = file_read(s->arena, s->log);

		s->port = port_find(log, from);
		if (!s->port && waitpid(s->pid, &status, WNOHANG) == s->pid) {
			s->pid = 0;
			return text_format(s->arena, "the server did not start: %.*s",
					   (int)(log.size - from), log.at + from);
		}
		if (clock_monotonic_us() > until)
			return TEXT("the server does not say where it listens");
	}
	return (struct text){ "", 0 };
}

struct text stage_setting(struct stage *s, struct text name, struct text value)
{
	const char *path = text_format(s->arena, "%s/settings.conf%c", s->data, '\0').at;
	FILE *file = fopen(path, "w");
	bool fine = file && fprintf(file, "%.*s = %.*s\n", (int)name.size, name.at, (int)value.size,
				    value.at) > 0;

	if (file)
		fine = fclose(file) == 0 && fine;
	return fine ? (struct text){ "", 0 } : TEXT("the setting cannot be written");
}

struct text stage_kill(struct stage *s)
{
	int status = 0;

	kill(s->pid, SIGKILL);
	waitpid(s->pid, &status, 0);
	s->pid = 0;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
		return (struct text){ "", 0 };
	return text_format(s->arena, "the server had already ended, with status %d", status);
}

struct text stage_log(struct stage *s)
{
	return file_read(s->arena, s->log);
}

struct text stage_log_end(struct stage *s)
{
	struct text log = stage_log(s);
	size_t shown = log.size < LOG_SHOWN ? log.size : LOG_SHOWN;

	return (struct text){ log.at + log.size - shown, shown };
}

static struct text log_judge(struct stage *s)
{
	static const char *const reports[] = { "Sanitizer:", "runtime error:", "Assertion `" };
	struct text log = file_read(s->arena, s->log);

	for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
		const char *at = memmem(log.at, log.size, reports[i], strlen(reports[i]));

		if (at) {
			size_t left = (size_t)(log.at + log.size - at);

			return text_format(s->arena, "the server's log has a report: %.*s",
					   (int)(left < LOG_SHOWN ? left : LOG_SHOWN), at);
		}
	}
	return (struct text){ "", 0 };
}

struct text stage_stop(struct stage *s)
{
	if (!s->pid)
		return log_judge(s);
	kill(s->pid, SIGTERM);
	int status = program_end(s->pid, STOP_MS);

	s->pid = 0;
	struct text why = log_judge(s);
	if (why.size || status == 0)
		return why;
	if (status == -1)
		return TEXT("the server did not stop when asked to");
	return text_format(s->arena, "the server ended with status %d", WEXITSTATUS(status));
}

struct text stage_move_clock(struct stage *s, int64_t by_ms, bool passes)
{
	int file = open(s->clock_path, O_RDWR);
	int64_t offset[2] = { 0 };
	bool moved = file >= 0 && pread(file, offset, sizeof offset, 0) == sizeof offset;

	offset[0] += by_ms;
	if (passes)
		offset[1] += by_ms;
	moved = moved && pwrite(file, offset, sizeof offset, 0) == sizeof offset;
	if (file >= 0)
		close(file);
	return moved ? (struct text){ "", 0 } : TEXT("the clock file cannot be written");
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *place)
{
	(void)about, (void)kind, (void)place;
	return remove(path);
}

void stage_close(struct stage *s, bool remove_data)
{
	if (s->pid)
		stage_kill(s);
	if (s->peer) {
		kill(s->peer, SIGTERM);
		program_end(s->peer, STOP_MS);
	}
	clock_close(&s->clock);
	if (s->database && remove_data)
		database_drop(s->arena, s->troupe->postgres, s->database_name);
	if (s->folder && remove_data)
		nftw(s->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

// SPDX-License-Identifier: Apache-2.0
/*
 * Preloaded into a server under measurement: each flush takes a millisecond longer, as on a
 * consumer's disk, because a virtual disk flushes unrealistically fast.
 */
#include <dlfcn.h>
#include <time.h>

int fdatasync(int file);
int fsync(int file);

static int slowly(const char *name, int file)
{
	int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);

	nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
	return real(file);
}

int fdatasync(int file)
{
	return slowly("fdatasync", file);
}

int fsync(int file)
{
	return slowly("fsync", file);
}

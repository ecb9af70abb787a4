# SPDX-License-Identifier: Apache-2.0
# make            builds build/groundlevel, optimised
# make deps       installs what Debian must provide
# make run        installs, builds, serves the demo on SQLite
# make test       installs, and passes every test that needs no outside server
# make test-all   adds PostgreSQL and the long runs
# make house      the floors and sizes of HOUSE.md
# make bench      measures
.DELETE_ON_ERROR:
.SUFFIXES:

VERSION := 0.1.0
CC      ?= cc
ROOMS   := base catalogue schedule http map store remote auth crm flow serve command
SOURCES := $(wildcard $(addsuffix /*.c,$(ROOMS))) main.c
CATALOG := $(wildcard catalogue/*.api)
SCHEMA  := $(wildcard schema/*.sql)
UNITS   := $(wildcard test/unit/*.c)

WARN    := -Wall -Wextra -Wshadow -Wconversion -Wmissing-prototypes -Werror
COMMON  := -std=c17 -D_GNU_SOURCE -DGROUNDLEVEL_VERSION='"$(VERSION)"' -I. -I$(GEN) \
           -isystem /usr/share/include/llhttp -isystem /usr/include/postgresql \
           -include base/banned.h
GEN     := build/made
LIBS    := -luv -lsqlite3 -lpq -lsodium -lcrypto -lssl -lcurl -lpthread -lm
OPT     := -O2 -g -fno-plt -fstack-protector-strong -D_FORTIFY_SOURCE=2
SAN     := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

OBJ  := $(SOURCES:%.c=build/obj/%.o) build/obj/texts.o build/obj/llhttp.o
SANO := $(SOURCES:%.c=build/san/%.o) build/san/texts.o build/san/llhttp.o
ROOMO := $(filter-out build/san/main.o,$(SANO))

all: build/groundlevel
build/groundlevel: $(OBJ)
	$(CC) -o $@ $(OBJ) $(LIBS)
build/groundlevel-san: $(SANO)
	$(CC) $(SAN) -o $@ $(SANO) $(LIBS)
build/san/libhouse.a: $(ROOMO)
	@rm -f $@
	ar rcs $@ $(ROOMO)

build/obj/%.o: %.c $(GEN)/runs.h
	@mkdir -p $(@D)
	$(CC) $(COMMON) $(WARN) $(OPT) -MMD -MP -c -o $@ $<
build/san/%.o: %.c $(GEN)/runs.h
	@mkdir -p $(@D)
	$(CC) $(COMMON) $(WARN) $(SAN) -MMD -MP -c -o $@ $<
LLHTTP := /usr/share/llhttp
build/obj/llhttp.o build/san/llhttp.o: build/%/llhttp.o: $(LLHTTP)/llhttp.c
	@mkdir -p $(@D)
	cat $(LLHTTP)/llhttp.c $(LLHTTP)/api.c $(LLHTTP)/http.c >build/$*/llhttp-whole.c
	$(CC) -O2 -g -w -isystem /usr/share/include/llhttp -c -o $@ build/$*/llhttp-whole.c

# The texts that the program carries, and the table of functions their rows name.
$(GEN)/texts.S: tools/texts.sh $(CATALOG) $(SCHEMA)
	@mkdir -p $(@D)
	sh tools/texts.sh catalogue $(CATALOG) schema $(SCHEMA) >$@
build/obj/texts.o build/san/texts.o: $(GEN)/texts.S
	@mkdir -p $(@D)
	$(CC) -c -o $@ $<
$(GEN)/runs.h: tools/runs.sh $(CATALOG)
	@mkdir -p $(@D)
	sh tools/runs.sh $(CATALOG) >$@

# Unit tests: one program for each file, all under sanitizers.
UNITB := $(UNITS:test/unit/%.c=build/unit/%)
build/unit/%: test/unit/%.c build/san/libhouse.a
	@mkdir -p $(@D)
	$(CC) $(COMMON) $(WARN) $(SAN) -MMD -MP -o $@ $< build/san/libhouse.a -lcmocka $(LIBS)
unit: $(UNITB)
	@set -e; for t in $(UNITB); do echo "== $$t"; $$t; done

house:
	python3 tools/house.py

deps:
	sh tools/deps.sh

clean:
	rm -rf build

-include $(wildcard build/obj/*/*.d build/san/*/*.d build/obj/*.d build/san/*.d build/unit/*.d)
.PHONY: all unit house deps clean

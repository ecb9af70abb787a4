# SPDX-License-Identifier: Apache-2.0
# make            builds build/groundlevel, optimised
# make deps       installs what Debian must provide
# make run        installs, builds, serves the demo on SQLite
# make test       installs, and passes every test that needs no outside server
# make test-all   adds PostgreSQL, a real WordPress, ThreadSanitizer and the long runs
# make house      the floors and sizes of HOUSE.md
# make bench      measures
.DELETE_ON_ERROR:
.SUFFIXES:

VERSION := 0.1.0
B       ?= build
CC      ?= cc
ROOMS   := base/core base/json base/time base/secrets base/call platform/catalogue platform/http \
           platform/cache platform/store platform/jobs platform/live platform/auth platform/blobs platform/invoke pure/parts pure/csv pure/schedule pure/sync \
           pure/mapping pure/flowfile pure/plan \
           integration/sync integration/remote integration/connections integration/mail integration/webhooks integration/engine \
           integration/flows integration/snapshots integration/transfers integration/site integration/editor domain/companies domain/sessions domain/apps domain/objects domain/contacts domain/calendars \
           domain/availability domain/reminders domain/appointments domain/feeds domain/booking \
           domain/opportunities integration/reports domain/content domain/carriers domain/preferences domain/conversations \
           integration/mailboxes integration/campaigns app/server app/cli
SOURCES := $(wildcard $(addsuffix /*.c,$(ROOMS))) app/main.c
CATALOG := $(wildcard catalogue/*.api)
SCHEMA  := $(wildcard schema/*.sql)
RECIPES := $(wildcard $(addprefix recipes/*.,flow md sample expect))
BRIDGE  := $(sort $(wildcard bridge/*.* bridge/*/*/*.*))
# The pages at /console/, carried; CONSOLE=no leaves them out.
CONSOLE ?= yes
CONSOLES := $(sort $(wildcard $(addprefix console/,*.* app/* book/* parts/* pages/* words/* style/* tools/*)))
CONSOLED := $(if $(filter no,$(CONSOLE)),,$(B)/console/built)
UNITS   := $(wildcard test/unit/*.c)

WARN    := -Wall -Wextra -Wshadow -Wconversion -Wmissing-prototypes -Werror
COMMON  := -std=c17 -D_GNU_SOURCE -DGROUNDLEVEL_VERSION='"$(VERSION)"' -I. -I$(B)/made \
           -isystem /usr/share/include/llhttp -isystem /usr/include/postgresql \
           $(patsubst -I%,-isystem %,$(shell pkg-config --cflags-only-I gmime-3.0)) \
           -include base/core/banned.h
GEN     := $(B)/made
LIBS    := -luv -lsqlite3 -lpq -lpcre2-8 -lutf8proc -lsodium -lcrypto -lssl -lcurl -lgmime-3.0 -lgobject-2.0 -lglib-2.0 -lpthread -lm
OPT     := -O2 -g -fno-plt -fstack-protector-strong -D_FORTIFY_SOURCE=2
SAN     := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

OBJ  := $(SOURCES:%.c=$(B)/obj/%.o) $(B)/obj/texts.o $(B)/obj/llhttp.o
SANO := $(SOURCES:%.c=$(B)/san/%.o) $(B)/san/texts.o $(B)/san/llhttp.o
ROOMO := $(filter-out $(B)/san/app/main.o,$(SANO))

# Headers of OpenSSL name parameters as banned.h names functions: they come before it.
$(B)/obj/platform/auth/jwt.o $(B)/san/platform/auth/jwt.o: COMMON := -include openssl/pem.h $(COMMON)
DIGESTS := platform/blobs/folder.o platform/blobs/copy.o
$(DIGESTS:%=$(B)/obj/%) $(DIGESTS:%=$(B)/san/%): COMMON := -include openssl/evp.h $(COMMON)

all: $(B)/groundlevel
$(B)/groundlevel: $(OBJ)
	@echo "  ld $@"
	@$(CC) -o $@ $(OBJ) $(LIBS)
$(B)/groundlevel-san: $(SANO)
	@echo "  ld $@"
	@$(CC) $(SAN) -o $@ $(SANO) $(LIBS)
$(B)/san/libhouse.a: $(ROOMO)
	@rm -f $@
	@ar rcs $@ $(ROOMO)

$(B)/obj/%.o: %.c $(GEN)/runs.h
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(CC) $(COMMON) $(WARN) $(OPT) -MMD -MP -c -o $@ $<
$(B)/san/%.o: %.c $(GEN)/runs.h
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(CC) $(COMMON) $(WARN) $(SAN) -MMD -MP -c -o $@ $<
# In its strict mode: otherwise any two bytes are taken for the line end that closes a chunk.
LLHTTP := /usr/share/llhttp
$(B)/obj/llhttp.o $(B)/san/llhttp.o: $(B)/%/llhttp.o: $(LLHTTP)/llhttp.c Makefile
	@mkdir -p $(@D)
	for f in llhttp api http; do $(CC) -O2 -g -w -DLLHTTP_STRICT_MODE=1 \
		-isystem /usr/share/include/llhttp -c -o $(B)/$*/llhttp-$$f.part $(LLHTTP)/$$f.c || exit 1; done
	$(LD) -r -o $@ $(B)/$*/llhttp-llhttp.part $(B)/$*/llhttp-api.part $(B)/$*/llhttp-http.part

# The texts that the program carries, and the table of functions their rows name.  A file that was
# renamed, or is gone, is newer than nothing: so the list of them is a file, too.
CARRIED := $(CATALOG) $(SCHEMA) $(RECIPES) $(BRIDGE) $(if $(CONSOLED),$(CONSOLES))
$(GEN)/carried: FORCE
	@mkdir -p $(@D)
	@echo $(CARRIED) console=$(CONSOLE) >$@.$$$$; cmp -s $@.$$$$ $@ && rm $@.$$$$ || mv $@.$$$$ $@
$(GEN)/texts.S: $(GEN)/runs.h $(GEN)/carried tools/texts.sh $(CATALOG) $(SCHEMA) $(RECIPES) app/cli/demo.sample \
		$(B)/bridge.zip $(CONSOLED)
	@mkdir -p $(@D)
	@sh tools/texts.sh console $(if $(CONSOLED),$$(ls $(B)/console/files/*)) catalogue $(CATALOG) schema $(SCHEMA) recipe $(RECIPES) \
		sample app/cli/demo.sample bundle $(B)/bridge.zip >$@
$(B)/obj/texts.o $(B)/san/texts.o: $(GEN)/texts.S
	@mkdir -p $(@D)
	$(CC) -c -o $@ $<
# The console: its packages once for each lock, its files once for each change; compressed.
console/node_modules/.filled: console/package-lock.json
	@flock console/package-lock.json sh tools/console.sh
$(B)/console/built: console/node_modules/.filled $(GEN)/carried $(CONSOLES)
	@echo "  vite console"
	@rm -rf $(B)/console && mkdir -p $(B)/console
	@cd console && node tools/words.mjs && node_modules/.bin/vite build --logLevel warn \
		--outDir $(abspath $(B))/console/site && node tools/pack.mjs $(abspath $(B))/console
	@touch $@
console: $(B)/console/built
# What the pages are made of, whether each is typed, and plays in a browser.
console-test: $(B)/groundlevel $(B)/peer $(B)/console/built
	node test/console/unit.mjs
	cd console && node_modules/.bin/svelte-check --tsconfig ./tsconfig.json --fail-on-warnings
	node test/console/plays.mjs --server $(B)/groundlevel --peer $(B)/peer --pictures $(B)/pictures $(PLAYS)
# The same, and every page in four looks.
console-all:
	+$(MAKE) --no-print-directory console-test PLAYS=--all
.PHONY: console console-test console-all
# The plugin for WordPress, the same bytes each time.
$(B)/zip: tools/zip.c
	@mkdir -p $(@D)
	@$(CC) -std=c17 $(WARN) -O2 -o $@ $<
$(B)/bridge.zip: $(B)/zip $(GEN)/carried $(BRIDGE)
	@$(B)/zip $@ groundlevel bridge $(BRIDGE:bridge/%=%)
bridge: $(B)/bridge.zip
.PHONY: bridge
# Made at each call, replaced when different: a row may have come with an older date.  Two makes at
# once each write a file of their own.
$(GEN)/runs.h: FORCE
	@mkdir -p $(@D)
	@sh tools/runs.sh $(CATALOG) >$@.$$$$; \
		cmp -s $@.$$$$ $@ && rm $@.$$$$ || mv $@.$$$$ $@
FORCE:

# Unit tests: one program for each file, all under sanitizers.
UNITB := $(UNITS:test/unit/%.c=$(B)/unit/%)
$(B)/unit/%: test/unit/%.c $(B)/san/libhouse.a
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(CC) $(COMMON) $(WARN) $(SAN) -MMD -MP -o $@ $< $(B)/san/libhouse.a -lcmocka $(LIBS)
$(B)/unit/feeds_ics: LIBS += -lical
unit: $(UNITB)
	@set -e; for t in $(UNITB); do echo "== $$t"; $$t; done

# --- plays, other people's clients, faults: against a real server under sanitizers ---
STORYO := $(patsubst %.c,$(B)/san/%.o,$(wildcard test/story/*.c))
$(B)/story: $(STORYO) $(B)/san/libhouse.a
	@echo "  ld $@"
	@$(CC) $(SAN) -o $@ $(STORYO) $(B)/san/libhouse.a $(LIBS)
STORIES := $(sort $(wildcard test/stories/*.story))
stories: $(B)/story $(B)/groundlevel-san $(B)/peer
	@mkdir -p $(B)/tested
	$(B)/story --peer $(B)/peer --complete --asked $(B)/tested/asked.tsv --server $(B)/groundlevel-san $(STORIES)
stories-postgres: $(B)/story $(B)/groundlevel-san $(B)/peer
	$(if $(GROUNDLEVEL_TEST_POSTGRES),,sh test/postgres.sh) $(B)/story --peer $(B)/peer --complete --engine postgres --server $(B)/groundlevel-san $(STORIES)
# A search of contacts against looking at each.
search: $(B)/groundlevel-san
	python3 -B test/search/search.py --server $(B)/groundlevel-san --seeds 3 --searches 120
# Which statements cost more when the tables grow?
plans: $(B)/story $(B)/groundlevel $(B)/peer
	sh test/plans/plans.sh $(B)
plans-postgres: $(B)/story $(B)/groundlevel $(B)/peer
	$(if $(GROUNDLEVEL_TEST_POSTGRES),,sh test/postgres.sh) sh test/plans/plans.sh $(B)
.PHONY: search plans plans-postgres
clients: $(B)/groundlevel-san
	@mkdir -p $(B)/tested
	GROUNDLEVEL_HELD=$(abspath $(B))/tested/held.json sh test/clients/run.sh $(B)/groundlevel-san
# Every operation, as its row and the last run of stories, faults and clients have it.
operations: $(B)/groundlevel
	python3 tools/operations.py --program $< --tested $(B)/tested >$(B)/operations.md
	cp $(B)/operations.md doc/operations.md
.PHONY: operations
KILLS ?= 5
$(B)/durable.so: test/faults/durable.c
	$(CC) -O2 -D_GNU_SOURCE $(WARN) -shared -fPIC -o $@ $< -ldl
# Each of these waits most of the time, so they may wait together; what each says is kept whole.
FAULTS := kill agents crowd operate full flush tenants left uploads snapshots imports bulk companies large rights refs \
	recount performed canaries keys
# Who sends what is no request, holds on for long, asks all at once; and what leaves and comes in.
WIRE := hostile long race since
FAULT_SERVER := $(B)/groundlevel-san
fault-kill fault-crowd fault-flush fault-uploads fault-imports fault-bulk: FAULT_SERVER := $(B)/groundlevel
fault-kill: FAULT_MORE = $(KILLS)
fault-flush: FAULT_MORE = --shim $(B)/durable.so
fault-uploads: FAULT_MORE = --mib 60
fault-performed: FAULT_MORE = --tally $(B)/tested/performed
TOGETHER := +$(MAKE) --no-print-directory -j4 -O
$(FAULTS:%=fault-%) $(WIRE:%=fault-%): fault-%: $(B)/groundlevel-san $(B)/groundlevel $(B)/durable.so
	python3 -B test/faults/$*.py --server $(FAULT_SERVER) $(FAULT_MORE)
faults: $(B)/groundlevel-san $(B)/groundlevel $(B)/durable.so
	$(TOGETHER) $(FAULTS:%=fault-%)
wire: $(B)/groundlevel-san $(B)/groundlevel $(B)/durable.so
	$(TOGETHER) $(WIRE:%=fault-%)
	python3 test/schedule/wire.py --count 20 --server $(B)/groundlevel-san
	python3 -B test/schedule/feeds.py --server $(B)/groundlevel-san
.PHONY: $(FAULTS:%=fault-%) $(WIRE:%=fault-%)
MAIL := mail mailin campaigns
$(MAIL:%=mail-%): mail-%: $(B)/groundlevel-san
	python3 -B test/mail/$*.py --server $(B)/groundlevel-san
mail: $(B)/groundlevel-san
	$(TOGETHER) $(MAIL:%=mail-%)
.PHONY: $(MAIL:%=mail-%)
# Who listens to events: streams and long polls.
LIVE := python3 -B test/live/live.py --server
live: $(B)/groundlevel-san
	$(LIVE) $<
live-all: $(B)/groundlevel
	$(LIVE) $< --streams 1000 --joins 1000
	sh test/postgres.sh $(LIVE) $< --joins 200
	sh test/postgres.sh $(LIVE) $< --pair
.PHONY: live live-all
# Webhooks to receivers that misbehave, while the server is killed.
WEBHOOKS := python3 -B test/webhooks/webhooks.py --server
webhooks: $(B)/groundlevel-san
	$(WEBHOOKS) $<
webhooks-all: $(B)/groundlevel
	$(WEBHOOKS) $< --kills 50 --changes 5000 --full 12000
	sh test/postgres.sh $(WEBHOOKS) $< --kills 10 --changes 1000
	sh test/postgres.sh $(WEBHOOKS) $< --pair --kills 20 --changes 2000
.PHONY: webhooks webhooks-all
# Flows against servers that misbehave.  They wait most of the time, so they may wait together.
FLOWS := once kill polls gone hooks backlog enrol
FLOWS_SERVER := $(B)/groundlevel-san
flows-backlog: FLOWS_SERVER := $(B)/groundlevel
flows-once flows-kill flows-backlog: FLOWS_MORE = --peer $(B)/peer
$(FLOWS:%=flows-%): flows-%: $(B)/groundlevel-san $(B)/groundlevel $(B)/peer
	python3 -B test/flows/$*.py --server $(FLOWS_SERVER) $(FLOWS_MORE)
flows: $(B)/groundlevel-san $(B)/groundlevel $(B)/peer
	$(TOGETHER) $(FLOWS:%=flows-%)
FLOW := python3 -B test/flows/
flows-all: $(B)/groundlevel $(B)/peer
	$(FLOW)once.py --server $< --peer $(B)/peer --all
	$(FLOW)kill.py --server $< --peer $(B)/peer --kills 100
	$(FLOW)polls.py --server $< --seeds 5
	$(FLOW)gone.py --server $< --rounds 10
	sh test/postgres.sh $(FLOW)kill.py --server $< --peer $(B)/peer --kills 25
	sh test/postgres.sh $(FLOW)polls.py --server $< --seeds 2
	sh test/postgres.sh $(FLOW)gone.py --server $< --rounds 3
	$(FLOW)sync.py --server $< --peer $(B)/peer --pairs 100 --edits 600 --phases 6
	sh test/postgres.sh $(FLOW)sync.py --server $< --peer $(B)/peer
	$(FLOW)backlog.py --server $< --peer $(B)/peer --events 50000 --remote 10000 --judge
.PHONY: flows flows-all $(FLOWS:%=flows-%)
# Each with data of its own: on SQLite, on PostgreSQL, and two servers on one PostgreSQL.
RACE := python3 test/faults/race.py --clients 64 --rounds 50 --server
races-all: $(B)/groundlevel
	$(RACE) $<
	sh test/postgres.sh $(RACE) $< --engine postgres
	sh test/postgres.sh $(RACE) $< --engine postgres --servers 2
	sh test/postgres.sh python3 test/faults/since.py --server $< --engine postgres --servers 2
	sh test/postgres.sh python3 test/faults/left.py --server $<
# The same server under the eye of ThreadSanitizer.
THREADS := --server test/threads.sh
THREADED := B=build-tsan SAN='-O1 -g -fsanitize=thread' build-tsan/groundlevel-san
threads: $(B)/story $(B)/peer
	+$(MAKE) --no-print-directory $(THREADED)
	$(B)/story --peer $(B)/peer $(THREADS) $(STORIES)
	python3 test/faults/long.py $(THREADS) --contacts 15000
	python3 test/faults/race.py $(THREADS)
	python3 test/faults/tenants.py $(THREADS)
	python3 -B test/flows/once.py $(THREADS) --peer $(B)/peer
	python3 -B test/flows/gone.py $(THREADS)
	python3 -B test/mail/mail.py $(THREADS)
-include $(STORYO:.o=.d)
.PHONY: races-all stories stories-postgres clients faults wire mail threads

# Recipes end to end, with the CRM in process and at a base URL: beside the peer, or a WordPress.
recipes: $(B)/groundlevel-san $(B)/peer
	python3 -B test/flows/recipes.py --server $(B)/groundlevel-san --peer $(B)/peer
	python3 -B test/flows/world.py --server $(B)/groundlevel-san --peer $(B)/peer \
		--members 40 --edits 60
	python3 -B test/flows/alike.py --server $(B)/groundlevel-san --peer $(B)/peer --only ours
	python3 -B test/flows/trouble.py --server $(B)/groundlevel-san --peer $(B)/peer
recipes-all: $(B)/groundlevel $(B)/unit/remote_site
	sh test/wordpress/with.sh $(B)/unit/remote_site
	python3 -B test/flows/recipes.py --server $(B)/groundlevel --real
	python3 -B test/flows/world.py --server $(B)/groundlevel --real
	python3 -B test/flows/alike.py --server $(B)/groundlevel --real
.PHONY: recipes recipes-all
# The plugin for WordPress: against stubs, and in a real one.
bridge-php: $(B)/bridge.zip
	for f in bridge/*.php; do php -l $$f >/dev/null || { php -l $$f; exit 1; }; done
	php test/bridge/unit.php
	python3 -B test/bridge/bundle.py --zip $< --tool $(B)/zip
bridge-real: $(B)/bridge.zip $(B)/groundlevel-san
	python3 -B test/bridge/real.py --zip $< --server $(B)/groundlevel-san
.PHONY: bridge-php bridge-real

# The probes of http/: a tiny server on the room alone, and the table of bad requests.
HELLO := $(patsubst %.c,%.o,$(wildcard base/*/*.c platform/http/*.c) test/probes/hello.c) llhttp.o
$(B)/hello: $(HELLO:%=$(B)/obj/%)
	@echo "  ld $@"
	@$(CC) -o $@ $^ $(LIBS)
$(B)/hello-san: $(HELLO:%=$(B)/san/%)
	@echo "  ld $@"
	@$(CC) $(SAN) -o $@ $^ $(LIBS)
# Somebody else's server, for the stories and faults of flows and connections.
PEER := $(patsubst %.c,$(B)/san/%.o,$(wildcard base/*/*.c platform/http/*.c test/peer/*.c)) $(B)/san/llhttp.o
$(B)/peer: $(PEER)
	@echo "  ld $@"
	@$(CC) $(SAN) -o $@ $(PEER) $(LIBS)
-include $(PEER:.o=.d)

# Our reading of phone numbers beside libphonenumber's.
PHONES := $(patsubst %.c,$(B)/obj/%.o,$(wildcard base/*/*.c) test/probes/phones.c)
$(B)/phones: $(PHONES)
	@echo "  ld $@"
	@$(CC) -o $@ $^ $(LIBS)
phones: $(B)/phones
	cd test/phones && { [ -d node_modules ] || npm ci --no-audit --no-fund --loglevel=error; }
	node test/phones/referee.mjs $<
.PHONY: phones
# Our reading of CSV beside Python's.
CSV := $(patsubst %.c,$(B)/san/%.o,$(wildcard base/*/*.c pure/csv/*.c) test/probes/csv.c)
$(B)/csv-san: $(CSV)
	@echo "  ld $@"
	@$(CC) $(SAN) -o $@ $^ $(LIBS)
csv: $(B)/csv-san
	python3 -B test/csv/referee.py $<
.PHONY: csv

probes: $(B)/hello-san
	python3 test/probes/probes.py --start $(B)/hello-san

house:
	python3 tools/house.py $(wildcard $(B))

deps:
	sh tools/deps.sh build
deps-test:
	sh tools/deps.sh test
deps-all:
	sh tools/deps.sh all

# --- the two commands of the README, and their long form ---
JOBS := -j$(shell nproc)
run: deps
	+$(MAKE) --no-print-directory $(JOBS) all
	$(B)/groundlevel demo --data demo-data $(if $(LISTEN),--listen $(LISTEN))
commands: $(B)/groundlevel-san
	python3 test/commands/commands.py $(B)/groundlevel-san
	python3 -B test/commands/help.py $(B)/groundlevel-san
	python3 -B test/commands/keep.py $(B)/groundlevel-san
	python3 -B test/commands/manuals.py $(B)/groundlevel-san
	python3 -B test/commands/pages.py $(B)/groundlevel-san
	python3 -B test/commands/offers.py $(B)/groundlevel-san
	$(B)/groundlevel-san flow check recipes >/dev/null
	$(B)/groundlevel-san flow test recipes
# Some parts at a time, the long ones first; one that fails does not keep the others from speaking.
PARTS := python3 tools/parts.py --logs $(B)/parts
TESTS := console-test mail stories commands wire live faults flows recipes webhooks slots unit search clients phones csv probes bridge-php house
BUILT := all $(B)/groundlevel-san $(B)/story $(B)/peer $(B)/hello-san $(UNITB) $(B)/phones $(B)/csv-san bench-build
test: deps-test
	+$(MAKE) --no-print-directory $(JOBS) $(BUILT)
	$(PARTS) $(TESTS)
# The same, and what takes long: on PostgreSQL, beside a real WordPress, under ThreadSanitizer.
LONG := threads console-all flows-all live-all webhooks-all races-all slots-all kills recipes-all bridge-real \
	postgres-stories postgres-unit postgres-mail postgres-since postgres-pair plans plans-postgres
test-all: deps-all
	+$(MAKE) --no-print-directory $(JOBS) $(BUILT)
	+$(MAKE) --no-print-directory $(JOBS) $(THREADED)
	$(PARTS) $(LONG) $(filter-out console-test,$(TESTS))
kills: $(B)/groundlevel
	python3 test/faults/kill.py --server $< 30
postgres-stories:
	sh test/postgres.sh $(MAKE) --no-print-directory stories-postgres
postgres-unit:
	sh test/postgres.sh $(MAKE) --no-print-directory unit
postgres-mail: $(B)/groundlevel-san
	sh test/postgres.sh python3 -B test/mail/mail.py --pair --server $<
	sh test/postgres.sh python3 -B test/faults/away.py --server $<
postgres-since: $(B)/groundlevel
	sh test/postgres.sh python3 -B test/faults/since.py --server $< --engine postgres --servers 2
postgres-pair: $(B)/groundlevel $(B)/peer
	sh test/postgres.sh python3 -B test/flows/pair.py --server $< --peer $(B)/peer
.PHONY: kills postgres-stories postgres-unit postgres-mail postgres-since postgres-pair
install: all
	install -D -m 755 $(B)/groundlevel $(DESTDIR)$(or $(PREFIX),/usr/local)/bin/groundlevel

clean:
	rm -rf $(B) build-tsan

-include $(wildcard $(B)/obj/*/*/*.d $(B)/san/*/*/*.d $(B)/obj/*/*.d $(B)/san/*/*.d $(B)/obj/*.d $(B)/san/*.d $(B)/unit/*.d)
.PHONY: all unit probes commands house deps deps-test deps-all run test test-all install clean

# --- measuring ---
BENCHO := $(filter-out $(B)/obj/app/main.o,$(OBJ))
$(B)/bench-fill $(B)/bench-people: $(B)/obj/bench/filling.o
$(B)/bench-fill $(B)/bench-people $(B)/bench-bare: $(B)/bench-%: $(B)/obj/bench/%.o $(BENCHO)
	@echo "  ld $@"
	@$(CC) -o $@ $^ $(LIBS)
$(B)/bench-load: bench/load.c
	@mkdir -p $(B)
	$(CC) -std=c17 -D_GNU_SOURCE -O2 $(WARN) -o $@ $<
$(B)/bench-flush.so: bench/flush.c
	$(CC) -O2 -D_GNU_SOURCE -shared -fPIC -o $@ $< -ldl
BENCH := $(B)/bench-fill $(B)/bench-people $(B)/bench-bare $(B)/bench-load $(B)/bench-flush.so $(B)/bench-slots $(B)/hello
bench: $(B)/groundlevel $(BENCH) $(B)/peer
	python3 bench/run.py
	python3 -B bench/users.py
	python3 -B bench/leaving.py
	$(FLOW)backlog.py --server $< --peer $(B)/peer --events 100000 --remote 20000
# The same questions in a few minutes, of few people.
bench-quick: $(B)/groundlevel $(BENCH)
	python3 -B bench/users.py --small 2000 --middle 10000 --large 50000 --turns 1
bench-build: $(BENCH)
.PHONY: bench bench-quick bench-build

# --- scheduling: the pure engine against its referee, and its speed ---
SLOTS_ALL := --keep $(B) --engine $(B)/groundlevel --jobs $(shell nproc) --first 1000000
slots: $(B)/groundlevel-san
	python3 -B test/schedule/compare.py --engine $< --keep $(B) --count 150 --explains 20 --bookings 60
	python3 -B test/schedule/properties.py --count 40 --cmd '$< slots --jsonl'
slots-all: $(B)/groundlevel
	python3 -B test/schedule/compare.py $(SLOTS_ALL) --count 8000 --explains 400 --bookings 2000
	python3 -B test/schedule/properties.py --first 1000000 --count 1000 --cmd '$< slots --jsonl'
	python3 test/schedule/wire.py --count 200 --server $<
SLOTSO := $(patsubst %.c,$(B)/obj/%.o,$(wildcard base/*/*.c pure/schedule/*.c) bench/slots.c)
$(B)/bench-slots: $(SLOTSO)
	@echo "  ld $@"
	@$(CC) -o $@ $^ $(LIBS)
bench-slots: $(B)/bench-slots
	$<
.PHONY: slots slots-all bench-slots

# --- fuzzing: what strangers may send us, each for FUZZ_SECONDS, with clang's libFuzzer ---
FUZZ_SECONDS ?= 60
FUZZ := $(patsubst test/fuzz/%.c,%,$(wildcard test/fuzz/*.c))
FUZZED := base/*/[a-z]*.c platform/catalogue/[a-z]*.c pure/mapping/[a-z]*.c \
           pure/schedule/[a-z]*.c
$(B)/fuzz-%: test/fuzz/%.c $(GEN)/runs.h
	@mkdir -p $(B)
	clang -std=c17 -D_GNU_SOURCE -DGROUNDLEVEL_VERSION='"0"' -I. -I$(GEN) -include base/core/banned.h \
		-g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
		-o $@ $< $(FUZZED) -lsodium -lpcre2-8 -lutf8proc -lm
fuzz: $(FUZZ:%=$(B)/fuzz-%)
	for f in $(FUZZ); do mkdir -p $(B)/seeds-$$f; $(B)/fuzz-$$f -max_total_time=$(FUZZ_SECONDS) \
		-artifact_prefix=$(B)/ $(B)/seeds-$$f || exit 1; done
.PHONY: fuzz
.PRECIOUS: $(B)/fuzz-%

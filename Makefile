# The commands of the project; `make` alone lists them.

PREFIX ?= /usr/local
DESTDIR ?=
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
UNITDIR ?= $(PREFIX)/lib/systemd/system
USERUNITDIR ?= $(PREFIX)/lib/systemd/user
SYSUSERSDIR ?= $(PREFIX)/lib/sysusers.d
SYSCONFDIR ?= /etc
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
FISHDIR ?= $(PREFIX)/share/fish/vendor_completions.d

# Installed programs carry Swift's runtime, so that they run without the toolchain. The flag recompiles everything,
# which is why these have a build directory of their own.
DIST = .build/dist
DIST_PROGRAMS = $(DIST)/release/lockerd $(DIST)/release/locker
DIST_GATEWAY = $(DIST)/release/locker-gateway

SWIFT_SOURCES = Package.swift Sources Tests Benchmarks/Benchmarks Benchmarks/Programs

.PHONY: help build build-gateway test test-gateway lanes torture torture-both torture-gateway crowd load fuzz sanitize demo \
	demo-gateway docs bench bench-peers bench-gateway dist dist-gateway install install-gateway uninstall uninstall-gateway format tidy lint library protos clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build lockerd and locker for release, and what measures them; nothing that only the gateway needs
	@scripts/install-dependencies.sh
	@scripts/build.sh core

build-gateway: ## build locker-gateway for release, in the same folder
	@scripts/install-dependencies.sh --gateway
	@scripts/build.sh gateway

test: ## install what is missing, check the format, run the tests and the end-to-end checks
	@scripts/test.sh

test-gateway: ## the same for the gateway, but for the format, which make test checks
	@scripts/test-gateway.sh

lanes: ## check every way to hash and cut, also by instructions that this processor lacks
	@scripts/lanes.sh

torture: build ## kill the daemon over and over, and let its system calls fail (ROUNDS, SEED, SWEEP)
	@scripts/install-dependencies.sh --library --tests
	@scripts/torture.sh

torture-both: build ## edit three folders while their watches and the daemon are killed (SECONDS, SEED, DAEMONS)
	@scripts/torture-both.sh $(SECONDS)

torture-gateway: build build-gateway ## kill the gateway and the daemon while clients upload, sync and stream (SECONDS, SEED)
	@scripts/torture-gateway.sh $(SECONDS)

crowd: build build-gateway ## a thousand people of a gateway, ten of whom do harm; ten minutes (SECONDS, SEED)
	@scripts/gateway-crowd.sh $(SECONDS)

load: build ## call the daemon from 1,000 connections, some of which do harm, and stop it meanwhile (ROUNDS)
	@scripts/load.sh $(ROUNDS)

fuzz: ## fuzz what reads bytes of others (TARGET, SECONDS; KEEP=1 for the corpora)
	@scripts/fuzz.sh "$(TARGET)" $(SECONDS)

sanitize: ## run the tests with the address and the thread sanitizer (SANITIZER, FILTER)
	@scripts/sanitize.sh "$(SANITIZER)" "$(FILTER)"

demo: ## show a music library going in, stored once, and coming back bit for bit
	@scripts/demo.sh

demo-gateway: ## show a player playing a song out of a locker, over HTTP
	@scripts/demo-gateway.sh

docs: ## build the pages of the libraries that others use, with DocC, in .build/docs
	@scripts/docs.sh

bench: ## measure one operation at a time, then the programs on the full music library
	LOCKER_BENCHMARKS=1 swift package benchmark --no-progress --grouping metric
	Benchmarks/peers.sh songs --tools 'Locker,cut-and-hash,cp -r'

bench-peers: ## measure the programs beside restic, borg, casync, bup and zbackup; takes an hour or two
	Benchmarks/peers.sh

bench-gateway: ## measure the gateway beside supysonic, maneki and nginx; takes an hour
	Benchmarks/gateway.sh

dist: $(DIST_PROGRAMS) ## build the programs that install installs

$(DIST_PROGRAMS) &: Package.swift $(shell find Sources -type f)
	@scripts/install-dependencies.sh
	for program in lockerd locker; do \
		swift build --configuration release --static-swift-stdlib --scratch-path $(DIST) --product $$program || exit; done
	@touch $(DIST_PROGRAMS)

dist-gateway: $(DIST_GATEWAY) ## build the gateway that install-gateway installs

$(DIST_GATEWAY): Package.swift $(shell find Sources -type f)
	@scripts/install-dependencies.sh --gateway
	swift build --configuration release --static-swift-stdlib --scratch-path $(DIST) --product locker-gateway
	@touch $@

install: $(DIST_PROGRAMS) ## install programs, manuals, completions and systemd units (PREFIX, DESTDIR)
	install -d $(addprefix $(DESTDIR),$(BINDIR) $(MANDIR)/man1 $(MANDIR)/man8 $(UNITDIR) $(USERUNITDIR) \
		$(SYSCONFDIR)/locker $(BASHDIR) $(ZSHDIR) $(FISHDIR))
	install -s $(DIST_PROGRAMS) $(DESTDIR)$(BINDIR)
	install -m 644 packaging/man/locker.1 $(DESTDIR)$(MANDIR)/man1
	install -m 644 packaging/man/lockerd.8 $(DESTDIR)$(MANDIR)/man8
	sed -e 's,@BINDIR@,$(BINDIR),' -e 's,@SYSCONFDIR@,$(SYSCONFDIR),' packaging/systemd/lockerd.service \
		> $(DESTDIR)$(UNITDIR)/lockerd.service
	install -m 644 packaging/systemd/lockerd.socket $(DESTDIR)$(UNITDIR)
	sed -e 's,@BINDIR@,$(BINDIR),' packaging/systemd/locker-watch@.service \
		> $(DESTDIR)$(USERUNITDIR)/locker-watch@.service
	[ -e $(DESTDIR)$(SYSCONFDIR)/locker/lockerd.json5 ] || \
		install -m 644 packaging/lockerd.json5 $(DESTDIR)$(SYSCONFDIR)/locker
	$(DIST)/release/locker --generate-completion-script bash > $(DESTDIR)$(BASHDIR)/locker
	$(DIST)/release/locker --generate-completion-script zsh > $(DESTDIR)$(ZSHDIR)/_locker
	$(DIST)/release/locker --generate-completion-script fish > $(DESTDIR)$(FISHDIR)/locker.fish
	@echo 'Make the store, once: lockerd --init --store /var/lib/locker'
	@echo 'and start the daemon: systemctl enable --now lockerd.socket lockerd.service'

install-gateway: $(DIST_GATEWAY) ## install the gateway, its manual, completions, units and user; not what install does
	install -d $(addprefix $(DESTDIR),$(BINDIR) $(MANDIR)/man8 $(UNITDIR) $(SYSUSERSDIR) $(SYSCONFDIR)/locker \
		$(BASHDIR) $(ZSHDIR) $(FISHDIR))
	install -s $(DIST_GATEWAY) $(DESTDIR)$(BINDIR)
	install -m 644 packaging/man/locker-gateway.8 $(DESTDIR)$(MANDIR)/man8
	sed -e 's,@BINDIR@,$(BINDIR),' -e 's,@SYSCONFDIR@,$(SYSCONFDIR),' packaging/systemd/locker-gateway.service \
		> $(DESTDIR)$(UNITDIR)/locker-gateway.service
	install -m 644 packaging/systemd/locker-gateway.socket $(DESTDIR)$(UNITDIR)
	install -m 644 packaging/systemd/locker-gateway.sysusers $(DESTDIR)$(SYSUSERSDIR)/locker-gateway.conf
	[ -e $(DESTDIR)$(SYSCONFDIR)/locker/locker-gateway.json5 ] || \
		install -m 644 packaging/locker-gateway.json5 $(DESTDIR)$(SYSCONFDIR)/locker
	$(DIST_GATEWAY) --generate-completion-script bash > $(DESTDIR)$(BASHDIR)/locker-gateway
	$(DIST_GATEWAY) --generate-completion-script zsh > $(DESTDIR)$(ZSHDIR)/_locker-gateway
	$(DIST_GATEWAY) --generate-completion-script fish > $(DESTDIR)$(FISHDIR)/locker-gateway.fish
	@echo 'Make its user: systemd-sysusers'
	@echo 'let it act for people: locker admin account add locker-gateway --role frontend --uid $$(id -u locker-gateway)'
	@echo 'and start it: systemctl daemon-reload; systemctl enable --now locker-gateway.socket locker-gateway.service'

uninstall: uninstall-gateway ## remove what install and install-gateway installed; a configuration that was changed stays
	rm -f $(addprefix $(DESTDIR),$(BINDIR)/lockerd $(BINDIR)/locker $(MANDIR)/man1/locker.1 $(MANDIR)/man8/lockerd.8 \
		$(UNITDIR)/lockerd.service $(UNITDIR)/lockerd.socket $(USERUNITDIR)/locker-watch@.service \
		$(BASHDIR)/locker $(ZSHDIR)/_locker $(FISHDIR)/locker.fish)
	! cmp -s packaging/lockerd.json5 $(DESTDIR)$(SYSCONFDIR)/locker/lockerd.json5 || \
		rm $(DESTDIR)$(SYSCONFDIR)/locker/lockerd.json5
	[ ! -d $(DESTDIR)$(SYSCONFDIR)/locker ] || rmdir --ignore-fail-on-non-empty $(DESTDIR)$(SYSCONFDIR)/locker

uninstall-gateway: ## remove what install-gateway installed; a configuration that was changed stays, and so do user and state
	rm -f $(addprefix $(DESTDIR),$(BINDIR)/locker-gateway $(MANDIR)/man8/locker-gateway.8 $(UNITDIR)/locker-gateway.service \
		$(UNITDIR)/locker-gateway.socket $(SYSUSERSDIR)/locker-gateway.conf $(BASHDIR)/locker-gateway \
		$(ZSHDIR)/_locker-gateway $(FISHDIR)/locker-gateway.fish)
	! cmp -s packaging/locker-gateway.json5 $(DESTDIR)$(SYSCONFDIR)/locker/locker-gateway.json5 || \
		rm $(DESTDIR)$(SYSCONFDIR)/locker/locker-gateway.json5
	[ ! -d $(DESTDIR)$(SYSCONFDIR)/locker ] || rmdir --ignore-fail-on-non-empty $(DESTDIR)$(SYSCONFDIR)/locker

format: ## format the Swift sources in place
	swift format --in-place --recursive --parallel $(SWIFT_SOURCES)

tidy: ## hold the house against its bounds: sizes, circles, imports, names, docs (scripts/tidy)
	@python3 -m unittest discover --quiet --start-directory scripts/tidy/tests
	@scripts/tidy/tidy.py

lint: tidy ## make tidy, and check the format of the Swift sources, and shell scripts where shellcheck is installed
	swift format lint --strict --recursive --parallel $(SWIFT_SOURCES)
	@! command -v shellcheck > /dev/null || shellcheck -x .ci/run scripts/*.sh scripts/*/*.sh Benchmarks/*.sh

library: ## build the full music library in .build/music-library/full (about 2.2 GB)
	@scripts/install-dependencies.sh --library
	scripts/music-library/make-library.sh --cache .build/music-library/debs .build/music-library/full

protos: ## regenerate the Swift code of the .proto files
	scripts/generate-protos.sh

clean: ## remove all that was built, the music library included
	rm -rf .build

# The commands of the project; `make` alone lists them.

PREFIX ?= /usr/local
DESTDIR ?=
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
UNITDIR ?= $(PREFIX)/lib/systemd/system
USERUNITDIR ?= $(PREFIX)/lib/systemd/user
SYSCONFDIR ?= /etc
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
FISHDIR ?= $(PREFIX)/share/fish/vendor_completions.d

# Installed programs carry Swift's runtime, so that they run without the toolchain. The flag recompiles everything,
# which is why these have a build directory of their own.
DIST = .build/dist
DIST_PROGRAMS = $(DIST)/release/lockerd $(DIST)/release/locker

SWIFT_SOURCES = Package.swift Sources Tests Benchmarks/Benchmarks Benchmarks/Programs

.PHONY: help build test lanes torture torture-both load fuzz sanitize demo docs bench bench-peers dist install uninstall format tidy lint library protos clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build lockerd and locker for release
	@scripts/install-dependencies.sh
	swift build --configuration release

test: ## install what is missing, check the format, run the tests and the end-to-end checks
	@scripts/test.sh

lanes: ## check every way to hash and cut, also by instructions that this processor lacks
	@scripts/lanes.sh

torture: build ## kill the daemon over and over, and let its system calls fail (ROUNDS, SEED, SWEEP)
	@scripts/install-dependencies.sh --library --tests
	@scripts/torture.sh

torture-both: build ## edit three folders while their watches and the daemon are killed (SECONDS, SEED)
	@scripts/torture-both.sh $(SECONDS)

load: build ## call the daemon from 1,000 connections, some of which do harm, and stop it meanwhile (ROUNDS)
	@scripts/load.sh $(ROUNDS)

fuzz: ## fuzz what reads bytes of others (TARGET, SECONDS; KEEP=1 for the corpora)
	@scripts/fuzz.sh "$(TARGET)" $(SECONDS)

sanitize: ## run the tests with the address and the thread sanitizer (SANITIZER, FILTER)
	@scripts/sanitize.sh "$(SANITIZER)" "$(FILTER)"

demo: ## show a music library going in, stored once, and coming back bit for bit
	@scripts/demo.sh

docs: ## build the pages of the libraries that others use, with DocC, in .build/docs
	@scripts/docs.sh

bench: ## measure one operation at a time, then the programs on the full music library
	LOCKER_BENCHMARKS=1 swift package benchmark --no-progress --grouping metric
	Benchmarks/peers.sh songs --tools 'Locker,cut-and-hash,cp -r'

bench-peers: ## measure the programs beside restic, borg, casync, bup and zbackup; takes an hour or two
	Benchmarks/peers.sh

dist: $(DIST_PROGRAMS) ## build the programs that install installs

$(DIST_PROGRAMS) &: Package.swift $(shell find Sources -type f)
	@scripts/install-dependencies.sh
	for program in lockerd locker; do \
		swift build --configuration release --static-swift-stdlib --scratch-path $(DIST) --product $$program || exit; done
	@touch $(DIST_PROGRAMS)

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

uninstall: ## remove what install installed; a configuration that was changed stays
	rm -f $(addprefix $(DESTDIR),$(BINDIR)/lockerd $(BINDIR)/locker $(MANDIR)/man1/locker.1 $(MANDIR)/man8/lockerd.8 \
		$(UNITDIR)/lockerd.service $(UNITDIR)/lockerd.socket $(USERUNITDIR)/locker-watch@.service \
		$(BASHDIR)/locker $(ZSHDIR)/_locker $(FISHDIR)/locker.fish)
	! cmp -s packaging/lockerd.json5 $(DESTDIR)$(SYSCONFDIR)/locker/lockerd.json5 || \
		rm $(DESTDIR)$(SYSCONFDIR)/locker/lockerd.json5
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

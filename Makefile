# ClawBoard. `make run` is all that it takes to see it; `make help` lists the rest.

.DEFAULT_GOAL := help
.PHONY: help run test conformance bench build release lint docs format clean tools test-tools

swift_sources := Sources Tests Benchmarks Package.swift

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

run: release ## build for release and open the demonstration
	@exec "$$(swift build -c release --show-bin-path)/clawboard" demo

# The end-to-end tests of commands, which begin hundreds of processes.
commands := Command|JSON|Script|Completion|Settings

# Those of the board's panes, each with a board in a real terminal.
panes := AtWork|EverySize|Thousand|ThemeChoice|NewestFailure|KeptView|PaneText

# Those of boards on nodes that misbehave, or are many, or far away.
nodes := RealNodeBoard|BulkAction|SeveralNodes|Outage|SSH|Forbidden

# Says what failed, and no more.
run_tests := swift test --skip-build --quiet

# Those that load the machine most run by themselves: others wait for answers by the clock.
test: test-tools ## run all tests
	swift build --build-tests
	$(run_tests) --skip EndToEndTests
	$(run_tests) --filter EndToEndTests --skip 'KillTests|$(commands)|$(panes)|$(nodes)'
	$(run_tests) --filter 'EndToEndTests.*($(nodes))'
	$(run_tests) --filter 'EndToEndTests.*($(panes))'
	$(run_tests) --filter 'EndToEndTests.*($(commands))'
	$(run_tests) --no-parallel --filter KillTests

conformance: test-tools ## replay a real node's recording: CLAWLINK_URL=http://…, else our node
	swift test --filter ConformanceTests

bench: release ## measure the release build beside its peers, in twenty-five minutes
	swift build -c release --product ClawBench
	@bin=$$(swift build -c release --show-bin-path) && exec "$$bin/ClawBench" "$$bin/clawboard"

build: tools ## build for debugging
	swift build

release: tools ## build for release
	swift build -c release --product clawboard

lint: tools ## check the formatting and who imports whom
	swift format lint --strict --recursive --parallel $(swift_sources)
	.ci/check-imports-test
	.ci/check-imports

docs: tools ## build the reference of ClawLink; a warning is an error
	swift package generate-documentation --target ClawLink --warnings-as-errors

format: ## format all Swift sources
	swift format --in-place --recursive --parallel $(swift_sources)

clean: ## remove what was built; fetched dependencies stay
	swift package clean

# Without some of the packages even `swift --version` does not start.
tools:
	@.ci/require-swift 6.2 --present
	@.ci/require-packages -f .ci/packages-build
	@.ci/require-swift 6.2

test-tools: tools
	@.ci/require-packages -f .ci/packages-test

# The commands of Vitrine. Each works on a fresh Debian 12 and does its own set-up.
#
#   make demo     build everything and open the demo shop on http://127.0.0.1:8080 (PORT=… changes it); its carts, orders
#                 and log are in build/shop
#   make test     everything that must hold; the last line counts what passed and failed
#   make dist     the static bundle in build/dist, with a size report against the budget
#   make package  the npm package, build/package/*.tgz
#   make tools    vitrine-pack and vitrine-render, in build/native-release/tools/{pack,render}
#   make posters  renders the posters of the demo catalogue anew
#   make bench    side by side with another viewer in one run
#   make fidelity how near our pictures are to path-traced ones (needs ../shared/assets/golden)
#   make lint     formats, static analysis, the directions of includes; `make format` repairs formats
#   make clean    removes what was built, `make distclean` also what was downloaded
#
# CMAKE_ARGS=-DFILAMENT_SOURCE_DIR=…  builds with a checkout of your own; JOBS=… limits parallel compilers.

PORT ?= 8080
HOST ?= 127.0.0.1
export CMAKE_ARGS JOBS

STEP := tools/bootstrap/step
PRESET := tools/bootstrap/cmake-preset
.PHONY: demo test dist package tools bench fidelity posters lint format clean distclean bootstrap wasm products shop packages native-debug test-packages
.NOTPARALLEL:

demo: dist products shop
	@exec build/native-release/backend/vitrine-shop --host $(HOST) --port $(PORT) \
	    --data build/shop --log build/shop/log.jsonl --catalogue assets/catalogue.json --assets build/assets --assets assets \
	    --mount /=build/dist --mount /=build/storefront --mount /assets/=build/assets --mount /assets/=assets

dist: bootstrap wasm packages
	@$(STEP) "Web bundle" "see web/build.mjs; 'make clean' and once more rules out leftovers" node web/build.mjs

package: dist
	@$(STEP) "npm package" "see web/package/make.mjs" node web/package/make.mjs

test:
	@tools/bootstrap/test

bench: dist tools products shop test-packages
	@$(STEP) "Benchmark" "see tests/bench" node tests/bench/run.mjs
	@$(STEP) "Benchmark of streaming" "see tests/bench" node tests/bench/stream.mjs
	@$(STEP) "Benchmark of options" "see tests/bench" node tests/bench/option.mjs
	@$(STEP) "Benchmark of the decoders" "see tests/bench" node tests/bench/decoders.mjs
	@$(STEP) "Load test of the backend" "see tests/bench" node tests/bench/shop.mjs
	@$(STEP) "Benchmark of many viewers" "see tests/bench/many.mjs" node tests/bench/many.mjs
	@$(STEP) "300 mounts and 200 changes of src" "see tests/browser/leaks.test.mjs" \
	    env VITRINE_CYCLES=300 node tests/browser/run.mjs leaks

fidelity: dist test-packages
	@$(STEP) "Fidelity" "see tests/fidelity" node tests/fidelity/run.mjs

tools: bootstrap
	@$(STEP) "Native tools" "see the first error above" $(PRESET) native-release vitrine-pack vitrine-render

posters: dist products test-packages
	@$(STEP) "Posters" "see tools/posters" node tools/posters/make.mjs

bootstrap:
	@$(STEP) "Setting up the machine" "see the lines above that begin with 'bootstrap:'" \
	    tools/bootstrap/bootstrap $(CMAKE_ARGS)

wasm: bootstrap
	@$(STEP) "Core for the web (wasm-release)" "see the first error above; 'make clean' rules out leftovers" \
	    $(PRESET) wasm-release

products: bootstrap
	@$(STEP) "Demo products" "see the first error above" $(PRESET) native-release products-packed

shop: bootstrap
	@$(STEP) "The shop's backend" "see the first error above" $(PRESET) native-release vitrine-shop

native-debug: bootstrap
	@$(STEP) "Core with sanitizers (native-debug)" "see the first error above" $(PRESET) native-debug

packages: bootstrap
	@$(STEP) "Packages of web/" "check that npm reaches its registry (npm ping)" tools/bootstrap/npm-packages web

test-packages: bootstrap
	@$(STEP) "Packages of tests/" "check that npm reaches its registry (npm ping)" tools/bootstrap/npm-packages tests

lint: bootstrap packages native-debug
	@$(STEP) "Lint: directions of includes" "move the include, or the file" tools/bootstrap/check-includes
	@$(STEP) "Lint: C++" "make format; the rest is named above" tools/bootstrap/lint-cpp
	@$(STEP) "Lint: TypeScript" "make format; the rest is named above" npm --prefix web run --silent lint

format: bootstrap packages
	@tools/bootstrap/lint-cpp --fix-format
	@npm --prefix web run --silent format

clean:
	rm -rf build/native-debug build/native-release build/wasm-debug build/wasm-release build/dist build/storefront build/cache build/fuzz \
	    build/package build/test-package build/test-results build/test-logs build/bench build/fidelity build/shop

distclean: clean
	rm -rf build web/node_modules tests/node_modules

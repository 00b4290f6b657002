// Functions that stay functions.
#pragma once

/// Keeps what it stands before out of its callers. A browser compiles a WebAssembly function anew once that is hot, all of it
/// and on another core: a hot loop within a large function has it work for a tenth of a second just when the first pictures
/// are made.
#define VITRINE_NOINLINE __attribute__((noinline))

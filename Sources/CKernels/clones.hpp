#pragma once

/// Compiles a function once per instruction set and picks the best one at run time.
///
/// Nothing is contracted or reordered, so all of them give the same result, bit for bit.
#if defined(__x86_64__) && defined(__linux__)
#define CK_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CK_CLONES
#endif

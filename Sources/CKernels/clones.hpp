#pragma once

#ifndef __has_feature
#define __has_feature(name) 0
#endif

/// Compiles a function once per instruction set and picks the best one at run time.
///
/// Nothing is contracted or reordered, so all of them give the same result, bit for bit. Not under
/// the thread sanitizer: it is not ready yet when the choice is made, and the program would crash.
#if defined(__x86_64__) && defined(__linux__) && !__has_feature(thread_sanitizer)
#define CK_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CK_CLONES
#endif

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "csv_internal.hpp"

// Texts numbered in order of first appearance: open addressing over a list of entries.

namespace {

struct Entry {
  const uint8_t *bytes;
  size_t length;
  uint64_t hash;
  size_t cells;
  size_t first;
};

uint64_t mixed(uint64_t left, uint64_t right) {
  const unsigned __int128 product = static_cast<unsigned __int128>(left) * right;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

uint64_t hash_of(const uint8_t *bytes, size_t length) {
  uint64_t hash = 0x9e3779b97f4a7c15 ^ length;
  uint64_t word;
  for (; length >= 8; bytes += 8, length -= 8) {
    std::memcpy(&word, bytes, 8);
    hash = mixed(hash ^ word, 0xd6e8feb86659fd93);
  }
  word = 0;
  for (size_t i = 0; i < length; ++i) word = word << 8 | bytes[i];
  return mixed(hash ^ word, 0xa0761d6478bd642f);
}

/// A text's first bytes as a number: most comparisons need no more.
struct Ranked {
  uint64_t prefix;
  int32_t code;
};

uint64_t prefix_of(const Entry &entry) {
  uint64_t prefix = 0;
  for (size_t i = 0; i < 8; ++i) {
    prefix = prefix << 8 | (i < entry.length ? entry.bytes[i] : 0);
  }
  return prefix;
}

}  // namespace

struct csv_dictionary {
  std::vector<Entry> entries;
  /// Entry index + 1; 0 is free. The size is a power of two, at most two thirds full.
  std::vector<uint32_t> slots = std::vector<uint32_t>(16);
  /// Texts that do not stand in the file as they are.
  std::deque<std::string> owned;

  void grow() {
    std::vector<uint32_t> larger(slots.size() * 2);
    const size_t mask = larger.size() - 1;
    for (uint32_t index = 0; index < entries.size(); ++index) {
      size_t slot = entries[index].hash & mask;
      while (larger[slot] != 0) slot = (slot + 1) & mask;
      larger[slot] = index + 1;
    }
    slots.swap(larger);
  }

  /// The slot of a text: its own, or the free one it may take.
  size_t slot_of(const uint8_t *bytes, size_t length, uint64_t hash) const {
    const size_t mask = slots.size() - 1;
    size_t slot = hash & mask;
    for (; slots[slot] != 0; slot = (slot + 1) & mask) {
      const Entry &entry = entries[slots[slot] - 1];
      if (entry.hash == hash && entry.length == length &&
          (length == 0 || std::memcmp(entry.bytes, bytes, length) == 0)) {
        break;
      }
    }
    return slot;
  }

  /// Counts `cells` more of a text; `owns` says that its bytes must be copied if it is new.
  int32_t add(const Entry &text, bool owns) {
    size_t slot = slot_of(text.bytes, text.length, text.hash);
    if (slots[slot] != 0) {
      entries[slots[slot] - 1].cells += text.cells;
      return static_cast<int32_t>(slots[slot] - 1);
    }
    if ((entries.size() + 1) * 3 > slots.size() * 2) {
      grow();
      slot = slot_of(text.bytes, text.length, text.hash);
    }
    entries.push_back(text);
    if (owns) {
      owned.emplace_back(reinterpret_cast<const char *>(text.bytes), text.length);
      entries.back().bytes = reinterpret_cast<const uint8_t *>(owned.back().data());
    }
    slots[slot] = static_cast<uint32_t>(entries.size());
    return static_cast<int32_t>(entries.size() - 1);
  }
};

namespace csv {

int32_t intern(csv_dictionary &dictionary, const Cell &cell, size_t offset, uint8_t quote) {
  const size_t length = cell.end - cell.begin;
  if (!cell.escaped) {
    return dictionary.add({cell.begin, length, hash_of(cell.begin, length), 1, offset}, false);
  }
  std::string text;
  for (const uint8_t *at = cell.begin; at != cell.end; ++at) {
    text.push_back(static_cast<char>(*at));
    if (*at == quote) ++at;
  }
  const uint8_t *bytes = reinterpret_cast<const uint8_t *>(text.data());
  return dictionary.add({bytes, text.size(), hash_of(bytes, text.size()), 1, offset}, true);
}

}  // namespace csv

csv_dictionary *csv_dictionary_create(void) { return new csv_dictionary; }

void csv_dictionary_destroy(csv_dictionary *dictionary) { delete dictionary; }

size_t csv_dictionary_size(const csv_dictionary *dictionary) { return dictionary->entries.size(); }

csv_text csv_dictionary_text(const csv_dictionary *dictionary, size_t code) {
  return {dictionary->entries[code].bytes, dictionary->entries[code].length};
}

size_t csv_dictionary_cells(const csv_dictionary *dictionary, size_t code) {
  return dictionary->entries[code].cells;
}

size_t csv_dictionary_first(const csv_dictionary *dictionary, size_t code) {
  return dictionary->entries[code].first;
}

void csv_dictionary_merge(csv_dictionary *dictionary, const csv_dictionary *other, int32_t *codes) {
  // Texts that `other` owns are copied, so that it may be destroyed.
  const bool owns = !other->owned.empty();
  for (size_t i = 0; i < other->entries.size(); ++i) {
    codes[i] = dictionary->add(other->entries[i], owns);
  }
}

void csv_dictionary_rank(const csv_dictionary *dictionary, int32_t *ranks) {
  const std::vector<Entry> &entries = dictionary->entries;
  std::vector<Ranked> order(entries.size());
  for (size_t i = 0; i < order.size(); ++i) {
    order[i] = {prefix_of(entries[i]), static_cast<int32_t>(i)};
  }
  std::sort(order.begin(), order.end(), [&](const Ranked &left, const Ranked &right) {
    if (left.prefix != right.prefix) return left.prefix < right.prefix;
    const Entry &a = entries[left.code], &b = entries[right.code];
    const int difference = std::memcmp(a.bytes, b.bytes, std::min(a.length, b.length));
    return difference != 0 ? difference < 0 : a.length < b.length;
  });
  for (size_t place = 0; place < order.size(); ++place) {
    ranks[order[place].code] = static_cast<int32_t>(place);
  }
}

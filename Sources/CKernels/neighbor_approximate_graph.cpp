#include "neighbor_approximate.hpp"

namespace approximate {

/// The list of one row while it is being improved.
class List {
public:
    List(int32_t *ids, float *distances, int32_t k) : ids(ids), distances(distances), k(k) {}

    float worst() const { return ids[k - 1] < 0 ? std::numeric_limits<float>::infinity()
                                                : distances[k - 1]; }

    /// Puts a row in its place, marked as not yet followed, unless it is there or too far.
    bool insert(int32_t id, float distance) {
        const int32_t last = k - 1;
        if (ids[last] >= 0 && !comes_before(distance, id, last)) return false;
        int32_t place = last;
        while (place > 0 && (ids[place - 1] < 0 || comes_before(distance, id, place - 1))) --place;
        // Equal rows have equal distances, so the same row can only be just before.
        if (place > 0 && ids[place - 1] >> 1 == id) return false;
        for (int32_t i = last; i > place; --i) {
            ids[i] = ids[i - 1];
            distances[i] = distances[i - 1];
        }
        ids[place] = id * 2 + 1;
        distances[place] = distance;
        return true;
    }

private:
    bool comes_before(float distance, int32_t id, int32_t place) const {
        return distance < distances[place] ||
               (distance == distances[place] && id < ids[place] >> 1);
    }

    int32_t *ids;
    float *distances;
    const int32_t k;
};

static List list_of(ck_near_lists *lists, int64_t row) {
    return List(lists->ids + row * lists->k, lists->distances + row * lists->k, lists->k);
}

}  // namespace approximate

using namespace approximate;

void ck_join_leaves(const ck_float_rows *rows, const int32_t *order, int32_t depth, int64_t first,
                    int64_t last, ck_near_lists *lists) {
    std::vector<float> found;
    for (int64_t leaf = first; leaf < last; ++leaf) {
        const int64_t start = ck_leaf_start(rows->n, depth, leaf);
        const int64_t end = ck_leaf_start(rows->n, depth, leaf + 1);
        const int32_t *members = order + start;
        const int32_t count = static_cast<int32_t>(end - start);
        found.resize(static_cast<size_t>(count));
        for (int32_t i = 0; i < count; ++i) {
            const int32_t row = members[i];
            distances(*rows, rows->values + row * int64_t(rows->stride), members, count,
                      found.data());
            List list = list_of(lists, row);
            for (int32_t j = 0; j < count; ++j) {
                if (j != i && found[j] <= list.worst()) list.insert(members[j], found[j]);
            }
        }
    }
}

void ck_reverse(const ck_near_lists *lists, int64_t first, int64_t last, int32_t *out, int32_t r) {
    for (int64_t row = first; row < last; ++row) {
        for (int32_t j = 0; j < lists->k; ++j) {
            const int32_t id = lists->ids[row * lists->k + j];
            if (id < 0) break;
            int32_t *places = out + static_cast<int64_t>(id >> 1) * r;
            if (places[r - 1] >= 0) continue;
            int32_t place = 0;
            while (places[place] >= 0) ++place;
            places[place] = static_cast<int32_t>(row * 2) + (id & 1);
        }
    }
}

int64_t ck_refine(const ck_float_rows *rows, const ck_near_lists *from, const int32_t *reverse,
                  int32_t r, int64_t first, int64_t last, ck_near_lists *to) {
    Seen seen;
    std::vector<int32_t> between, tried;
    std::vector<float> found;
    int64_t changes = 0;
    const int32_t k = from->k;
    for (int64_t row = first; row < last; ++row) {
        seen.start(static_cast<size_t>(k) * k);
        seen.add(static_cast<int32_t>(row));
        between.clear();
        tried.clear();
        const int32_t *own = from->ids + row * k;
        for (int32_t j = 0; j < k; ++j) {
            to->ids[row * k + j] = own[j] < 0 ? -1 : own[j] & ~1;
            to->distances[row * k + j] = from->distances[row * k + j];
            if (own[j] < 0) continue;
            seen.add(own[j] >> 1);
            between.push_back(own[j]);
        }
        for (int32_t j = 0; reverse && j < r; ++j) {
            const int32_t id = reverse[row * r + j];
            if (id < 0) break;
            between.push_back(id);
            if (seen.add(id >> 1)) tried.push_back(id >> 1);
        }
        for (const int32_t one : between) {
            const int32_t *its = from->ids + static_cast<int64_t>(one >> 1) * k;
            for (int32_t j = 0; j < k && its[j] >= 0; ++j) {
                // What was followed from both sides before tells nothing new.
                if (((one | its[j]) & 1) && seen.add(its[j] >> 1)) tried.push_back(its[j] >> 1);
            }
        }
        found.resize(tried.size());
        distances(*rows, rows->values + row * rows->stride, tried.data(),
                  static_cast<int32_t>(tried.size()), found.data());
        List list = list_of(to, row);
        for (size_t j = 0; j < tried.size(); ++j) {
            if (found[j] <= list.worst()) changes += list.insert(tried[j], found[j]);
        }
    }
    return changes;
}

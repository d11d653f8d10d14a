#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "geometry_kernels.h"

/// Appends to a list that crosses into C. Out of memory ends the program, as it does elsewhere.
void ck_append(ck_list &list, int32_t item);

/// Unit directions from one place to points near it, sorted by their component along the probe.
///
/// Two directions are equal when no coordinate differs by more than the sum of their tolerances;
/// the sort brings equal ones together, so all groups are found in O(m log m + m d).
class Directions {
public:
    enum class Sense { signed_ray, unsigned_line };

    /// Whether directions are kept or formed again each time two are compared, which is slower but
    /// takes a few words for each however many columns there are.
    enum class Memory { all, little };

    /// Starts anew from `origin`. `rounding` bounds the error of a difference of coordinates.
    void aim(const ck_points &points, const double *origin, double rounding, Sense sense,
             Memory memory = Memory::all) {
        keeps_ = memory == Memory::all;
        points_ = &points;
        origin_ = origin;
        rounding_ = rounding;
        sense_ = sense;
        const size_t d = static_cast<size_t>(points.d);
        window_ = std::sqrt(static_cast<double>(d));
        widest_ = 0;
        unit.clear();
        entries.clear();
    }

    /// Adds the direction to point `id`, unless it is too near for its direction to mean much.
    /// `error` bounds what is unknown of the point beyond rounding.
    void add(int32_t id, double nearest, double largest_angle, double error = 0) {
        add(points_->coordinates + static_cast<int64_t>(id) * points_->d, id, nearest,
            largest_angle, error);
    }

    /// Adds the direction to a place that is none of the points; needs `Memory::all`.
    void add(const double *x, int32_t id, double nearest, double largest_angle, double error) {
        const int32_t d = points_->d;
        const size_t start = keeps_ ? unit.size() : 0;
        unit.resize(start + d);
        double square = 0;
        for (int32_t f = 0; f < d; ++f) {
            const double v = x[f] - origin_[f];
            unit[start + f] = v;
            square += v * v;
        }
        const double distance = std::sqrt(square);
        const double tolerance = (rounding_ + error) / distance;
        if (!(distance >= nearest) || tolerance > largest_angle) {
            unit.resize(start);
            return;
        }
        double key = 0;
        for (int32_t f = 0; f < d; ++f) {
            unit[start + f] /= distance;
            key += unit[start + f] * points_->probe[f];
        }
        bool reversed = false;
        if (sense_ == Sense::unsigned_line && key < 0) {
            key = -key;
            reversed = true;
            for (int32_t f = 0; f < d; ++f) unit[start + f] = -unit[start + f];
        }
        widest_ = std::max(widest_, tolerance);
        entries.push_back({key, distance, tolerance, id, static_cast<int32_t>(start), reversed});
    }

    struct Entry {
        double key, distance, tolerance;
        int32_t id, start;
        bool reversed;
    };

    /// Calls `visit(members)` for every group of at least `least` equal directions.
    template <typename Visit>
    void for_each_group(size_t least, Visit visit) {
        std::sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) {
            return a.key < b.key || (a.key == b.key && a.id < b.id);
        });
        used_.assign(entries.size(), 0);
        for (size_t x = 0; x < entries.size(); ++x) {
            if (used_[x]) continue;
            members.clear();
            members.push_back(static_cast<int32_t>(x));
            const double reach = window_ * (entries[x].tolerance + widest_) + 1e-14;
            for (size_t y = x + 1; y < entries.size() && entries[y].key - entries[x].key <= reach;
                 ++y) {
                if (used_[y] || !equal(entries[x], entries[y])) continue;
                used_[y] = 1;
                members.push_back(static_cast<int32_t>(y));
            }
            if (members.size() >= least) visit();
        }
    }

    /// Of an entry whose direction is kept.
    const double *direction(const Entry &entry) const { return unit.data() + entry.start; }

    std::vector<Entry> entries;
    /// Positions in `entries` of the group being visited.
    std::vector<int32_t> members;

private:
    bool equal(const Entry &a, const Entry &b) const {
        const double tolerance = a.tolerance + b.tolerance;
        if (!keeps_) {
            for (int32_t f = 0; f < points_->d; ++f) {
                if (std::fabs(component(a, f) - component(b, f)) > tolerance) return false;
            }
            return true;
        }
        const double *u = direction(a), *v = direction(b);
        for (int32_t f = 0; f < points_->d; ++f) {
            if (std::fabs(u[f] - v[f]) > tolerance) return false;
        }
        return true;
    }

    double component(const Entry &entry, int32_t f) const {
        const double *x = points_->coordinates + static_cast<int64_t>(entry.id) * points_->d;
        const double value = (x[f] - origin_[f]) / entry.distance;
        return entry.reversed ? -value : value;
    }

    const ck_points *points_ = nullptr;
    const double *origin_ = nullptr;
    double rounding_ = 0, window_ = 1, widest_ = 0;
    Sense sense_ = Sense::signed_ray;
    bool keeps_ = true;
    std::vector<double> unit;
    std::vector<uint8_t> used_;
};

#include "neighbor_approximate.hpp"

namespace approximate {

/// One query after the other, with the memory they need kept.
class Search {
public:
    Search(const ck_near_graph &graph, const ck_near_queries &queries)
        : graph(graph), queries(queries), point(static_cast<size_t>(graph.rows.stride), 0.0f) {}

    void answer(int64_t query) {
        const double *numbers = queries.numbers + query * graph.d;
        const int32_t own = queries.place ? queries.place[query] : -1;
        if (own >= 0 && queries.count <= graph.k && !queries.hidden) {
            kept.clear();
            const int32_t *near = graph.graph + static_cast<int64_t>(own) * graph.k;
            for (int32_t j = 0; j < graph.k && near[j] >= 0; ++j) kept.push_back({0, near[j]});
            return write(query, numbers);
        }
        aim(numbers);
        seen.start(static_cast<size_t>(queries.sight) * 24);
        frontier.clear();
        kept.clear();
        if (own >= 0) {
            seen.add(own);
            look_around(own);
        } else {
            for (int32_t tree = 0; tree < graph.trees; ++tree) look_in_leaf(tree);
        }
        while (!frontier.empty()) {
            std::pop_heap(frontier.begin(), frontier.end(), farther);
            const Near next = frontier.back();
            frontier.pop_back();
            if (is_full() && kept.front() < next) break;
            look_around(next.id);
        }
        write(query, numbers);
    }

    /// The leaf of the first tree that a place belongs to.
    int32_t leaf(const double *numbers) {
        aim(numbers);
        return static_cast<int32_t>(leaf_of_point(0));
    }

private:
    void aim(const double *numbers) {
        for (int32_t f = 0; f < graph.d; ++f) {
            point[f] = static_cast<float>((numbers[f] - graph.center[f]) * graph.scale);
        }
    }

    int64_t leaf_of_point(int32_t tree) const {
        const int64_t width = graph.rows.stride + 1;
        const float *planes = graph.planes + (int64_t(tree) << graph.depth) * width;
        int64_t node = 1;
        for (int32_t level = 0; level < graph.depth; ++level) {
            const float *plane = planes + node * width;
            float along = 0;
            for (int32_t f = 0; f < graph.rows.stride; ++f) along += point[f] * plane[f];
            node = 2 * node + (along >= plane[graph.rows.stride]);
        }
        return node - (int64_t(1) << graph.depth);
    }

    static bool farther(const Near &a, const Near &b) { return b < a; }

    bool is_full() const { return kept.size() >= static_cast<size_t>(queries.sight); }

    void gather(int32_t id) {
        if (id >= 0 && seen.add(id)) ids.push_back(id);
    }

    void look_around(int32_t row) {
        ids.clear();
        const int32_t *near = graph.graph + static_cast<int64_t>(row) * graph.k;
        for (int32_t j = 0; j < graph.k && near[j] >= 0; ++j) gather(near[j]);
        const int32_t *back = graph.reverse + static_cast<int64_t>(row) * graph.r;
        for (int32_t j = 0; j < graph.r && back[j] >= 0; ++j) gather(back[j]);
        take();
    }

    void look_in_leaf(int32_t tree) {
        const int64_t leaf = leaf_of_point(tree);
        const int64_t end = ck_leaf_start(graph.rows.n, graph.depth, leaf + 1);
        ids.clear();
        for (int64_t i = ck_leaf_start(graph.rows.n, graph.depth, leaf); i < end; ++i) {
            gather(graph.orders[tree * graph.rows.n + i]);
        }
        take();
    }

    /// Takes in the rows gathered.
    void take() {
        far.resize(ids.size());
        distances(graph.rows, point.data(), ids.data(), static_cast<int32_t>(ids.size()),
                  far.data());
        for (size_t j = 0; j < ids.size(); ++j) {
            const Near near = {far[j], ids[j]};
            if (is_full() && !(near < kept.front())) continue;
            frontier.push_back(near);
            std::push_heap(frontier.begin(), frontier.end(), farther);
            if (queries.hidden && queries.hidden[near.id]) continue;
            if (is_full()) {
                std::pop_heap(kept.begin(), kept.end());
                kept.pop_back();
            }
            kept.push_back(near);
            std::push_heap(kept.begin(), kept.end());
        }
    }

    /// Compares what was kept once more in double precision and writes the nearest.
    void write(int64_t query, const double *numbers) {
        exact.clear();
        for (const Near &near : kept) {
            const int32_t id = graph.original[near.id];
            const double *row = graph.numbers + static_cast<int64_t>(id) * graph.d;
            double square = 0;
            for (int32_t f = 0; f < graph.d; ++f) {
                const double v = row[f] - numbers[f];
                square += v * v;
            }
            exact.push_back({square, id});
        }
        const size_t count = static_cast<size_t>(queries.count);
        const size_t found = std::min(count, exact.size());
        std::partial_sort(exact.begin(), exact.begin() + static_cast<int64_t>(found), exact.end());
        for (size_t j = 0; j < count; ++j) {
            const size_t at = static_cast<size_t>(query) * count + j;
            queries.out_index[at] = j < found ? exact[j].second : -1;
            queries.out_distance[at] =
                j < found ? exact[j].first : std::numeric_limits<double>::infinity();
        }
    }

    const ck_near_graph &graph;
    const ck_near_queries &queries;
    std::vector<float> point, far;
    std::vector<int32_t> ids;
    /// Rows to look around from, nearest on top; rows found, farthest on top.
    std::vector<Near> frontier, kept;
    std::vector<std::pair<double, int32_t>> exact;
    Seen seen;
};

}  // namespace approximate

void ck_nearest_in_graph(const ck_near_graph *graph, const ck_near_queries *queries) {
    approximate::Search search(*graph, *queries);
    for (int64_t query = 0; query < queries->n; ++query) search.answer(query);
}

void ck_leaves_in_graph(const ck_near_graph *graph, const double *numbers, int64_t n,
                        int32_t *out) {
    const ck_near_queries none = {};
    approximate::Search search(*graph, none);
    for (int64_t place = 0; place < n; ++place) {
        out[place] = search.leaf(numbers + place * graph->d);
    }
}

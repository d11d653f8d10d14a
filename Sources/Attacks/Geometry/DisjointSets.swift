/// Which numbers belong together.
struct DisjointSets {
  private var parent: [Int]

  init(count: Int) { parent = Array(0..<count) }

  /// Puts the sets of two numbers together, under the smaller name.
  mutating func join(_ first: Int, _ second: Int) {
    let one = root(first)
    let other = root(second)
    parent[max(one, other)] = min(one, other)
  }

  /// The sets, each ascending, in order of their smallest number.
  mutating func groups() -> [[Int]] {
    var members: [Int: [Int]] = [:]
    for number in parent.indices { members[root(number), default: []].append(number) }
    return members.keys.sorted().compactMap { members[$0] }
  }

  private mutating func root(_ number: Int) -> Int {
    var current = number
    while parent[current] != current {
      parent[current] = parent[parent[current]]
      current = parent[current]
    }
    return current
  }
}

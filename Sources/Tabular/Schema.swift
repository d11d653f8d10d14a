/// What a column is for.
public enum ColumnRole: Sendable, Equatable {
  /// Describes the row; the attacks work on these.
  case feature
  /// The class that is balanced.
  case label
  /// Names the row; never used as a feature.
  case identifier
}

/// The role of each column, by position.
public struct Schema: Sendable, Equatable {
  /// One for each column, in their order.
  public let roles: [ColumnRole]

  /// The roles of columns in their order.
  public init(_ roles: [ColumnRole]) { self.roles = roles }

  /// The position of the label; nil without one.
  public var label: Int? { roles.firstIndex(of: .label) }

  /// The positions of the features, ascending.
  public var features: [Int] { roles.indices.filter { roles[$0] == .feature } }
}

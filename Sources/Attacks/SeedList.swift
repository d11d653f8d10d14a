/// Values of `random_state` that an attacker tries first.
public enum SeedList {
  /// What scripts and tutorials use, the most frequent first: 42 and 0, the other usual ones, recent years.
  public static let usual: [UInt32] =
    [42, 0, 1, 2, 7, 13, 123, 1234, 2020, 2021, 2022, 2023, 2024, 2025, 2026]
}

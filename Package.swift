// swift-tools-version: 6.1
import PackageDescription

/// One settings list for every Swift target, so that no target drifts.
let swiftSettings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

/// The arrows of the architecture: a target and all that it may import.
let libraries: [(name: String, dependencies: [Target.Dependency])] = [
  ("Jobs", []),
  ("Parameters", []),
  ("Numeric", ["Jobs", "CKernels", "CLAPACKE"]),
  ("Tabular", ["Numeric", "Jobs", "CKernels", "CZlib"]),
  ("Oversampling", ["Tabular", "Numeric", "Jobs", "Parameters", "CLibSVM"]),
  ("Learners", ["Numeric", "Jobs", "CKernels", "CXGBoost"]),
  ("DifferentialPrivacy", ["Numeric"]),
  (
    "Attacks",
    [
      "Tabular", "Numeric", "Jobs", "Parameters", "Learners", "DifferentialPrivacy", "CKernels",
    ]
  ),
  ("Measures", ["Tabular", "Numeric", "Jobs", "Parameters"]),
  ("Projection", ["Tabular", "Numeric", "Jobs", "Parameters"]),
  (
    "Experiments",
    [
      "Oversampling", "Attacks", "Measures", "Learners", "Projection", "Tabular", "Numeric", "Jobs",
      "Parameters",
    ]
  ),
  ("Terminal", [toml]),
  ("CursesScreen", ["Terminal", "CNCurses"]),
  (
    "Workbench",
    [
      "Terminal", "Jobs", "Parameters", "Experiments", "Oversampling", "Attacks", "Measures",
      "Projection", "Tabular", "Numeric",
    ]
  ),
  (
    "TestSupport",
    [
      "Terminal", "Workbench", "Experiments", "Attacks", "Measures", "Oversampling", "Projection",
      "Tabular", "Parameters", "Numeric", "Jobs",
    ]
  ),
]

/// Test targets, what they may import, and folders in them that are no sources.
let tests: [(name: String, dependencies: [Target.Dependency], exclude: [String])] = [
  ("JobsTests", ["Jobs"], []),
  ("ParametersTests", ["Parameters"], []),
  ("NumericTests", ["Numeric", "Jobs", "TestSupport"], ["Fixtures"]),
  ("TabularTests", ["Tabular", "Numeric", "Jobs", "CZlib", "TestSupport"], ["Fixtures"]),
  (
    "OversamplingTests", ["Oversampling", "Numeric", "Jobs", "Parameters", "TestSupport"],
    ["Fixtures"]
  ),
  ("LearnersTests", ["Learners", "Numeric", "Jobs", "TestSupport"], ["Fixtures"]),
  ("DifferentialPrivacyTests", ["DifferentialPrivacy", "Attacks", "Numeric"], []),
  (
    "AttacksTests",
    [
      "Attacks", "Oversampling", "Experiments", "Learners", "Tabular", "Numeric", "Jobs",
      "Parameters", "TestSupport", "DifferentialPrivacy",
    ], ["Fixtures"]
  ),
  (
    "MeasuresTests",
    ["Measures", "Tabular", "Numeric", "Jobs", "Parameters", "TestSupport"], ["Fixtures"]
  ),
  (
    "ProjectionTests", ["Projection", "Numeric", "Jobs", "Parameters", "TestSupport"],
    ["Fixtures"]
  ),
  (
    "ExperimentsTests",
    [
      "Experiments", "Attacks", "Measures", "Oversampling", "Tabular", "Numeric", "Jobs",
      "Parameters", "TestSupport",
    ], []
  ),
  ("TerminalTests", ["Terminal", "TestSupport"], ["Goldens"]),
  ("CursesScreenTests", ["CursesScreen", "Terminal"], []),
  (
    "WorkbenchTests",
    [
      "Workbench", "Terminal", "Jobs", "Experiments", "Attacks", "Measures", "Oversampling",
      "Projection", "Tabular", "Numeric", "Parameters", "TestSupport",
    ], ["Goldens"]
  ),
]

let package = Package(
  name: "smokeout",
  products: [
    .executable(name: "smokeout", targets: ["smokeout"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    .systemLibrary(name: "CLAPACKE", providers: [.apt(["liblapacke-dev"])]),
    .systemLibrary(name: "CLibSVM", providers: [.apt(["libsvm-dev"])]),
    .systemLibrary(name: "CXGBoost", providers: [.apt(["libxgboost-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "CKernels",
      // The tests run the attacks thousands of times: a debug build keeps the kernels fast.
      cSettings: [.unsafeFlags(["-O2", "-ffp-contract=off"])],
      cxxSettings: [.unsafeFlags(["-O2", "-ffp-contract=off"])]
    ),
    .target(
      name: "CNCurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]
    ),
  ]
    + libraries.map {
      .target(name: $0.name, dependencies: $0.dependencies, swiftSettings: swiftSettings)
    }
    + [
      .executableTarget(
        name: "smokeout",
        dependencies: libraries.filter { $0.name != "TestSupport" }
          .map { .target(name: $0.name) } + [argumentParser],
        swiftSettings: swiftSettings
      ),
      .executableTarget(
        name: "Benchmarks",
        dependencies: [
          "Experiments", "Attacks", "Measures", "Learners", "Oversampling", "Projection", "Tabular",
          "Numeric", "Jobs", "Parameters", "Terminal", "TestSupport", "Workbench",
        ],
        swiftSettings: swiftSettings
      ),
    ]
    + tests.map {
      .testTarget(
        name: $0.name, dependencies: $0.dependencies, exclude: $0.exclude,
        swiftSettings: swiftSettings)
    },
  cxxLanguageStandard: .cxx17
)

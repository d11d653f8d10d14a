// swift-tools-version: 6.1
import PackageDescription

/// One settings list for every Swift target, so that no target drifts.
let swiftSettings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

/// The arrows of the architecture: a target and all that it may import.
let libraries: [(name: String, dependencies: [Target.Dependency])] = [
  ("Jobs", []),
  ("Parameters", []),
  ("Numeric", ["Jobs", "CKernels", "CLAPACKE"]),
  ("Terminal", [toml]),
  ("TestSupport", ["Terminal", "Numeric"]),
]

/// Test targets, what they may import, and folders in them that are no sources.
let tests: [(name: String, dependencies: [Target.Dependency], exclude: [String])] = [
  ("JobsTests", ["Jobs"], []),
  ("ParametersTests", ["Parameters"], []),
  ("NumericTests", ["Numeric", "Jobs", "TestSupport"], ["Fixtures"]),
  ("TerminalTests", ["Terminal", "TestSupport"], ["Goldens"]),
]

let package = Package(
  name: "smokeout",
  dependencies: [
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    .systemLibrary(name: "CLAPACKE", providers: [.apt(["liblapacke-dev"])]),
    .target(
      name: "CKernels",
      // The tests run the attacks thousands of times: a debug build keeps the kernels fast.
      cSettings: [.unsafeFlags(["-O2", "-ffp-contract=off"])],
      cxxSettings: [.unsafeFlags(["-O2", "-ffp-contract=off"])]
    ),
  ]
    + libraries.map {
      .target(name: $0.name, dependencies: $0.dependencies, swiftSettings: swiftSettings)
    }
    + tests.map {
      .testTarget(
        name: $0.name, dependencies: $0.dependencies, exclude: $0.exclude,
        swiftSettings: swiftSettings)
    },
  cxxLanguageStandard: .cxx17
)

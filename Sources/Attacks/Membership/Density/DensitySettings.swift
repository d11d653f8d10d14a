import Parameters

/// The settings that attacks by densities share.
struct DensitySettings: Sendable {
  let width: KernelDensity.Width
  let shape: KernelDensity.Shape

  static let parameters: [ParameterSpec] = [
    .choice(
      "bandwidth", of: KernelDensity.Width.allCases.map(\.rawValue),
      help: "rule for the width of the kernels"),
    .choice(
      "kernel", of: KernelDensity.Shape.allCases.map(\.rawValue),
      help: "shape of the kernels: by the covariance, or where it is singular by the columns"),
  ]

  init(_ values: ParameterValues) {
    width = KernelDensity.Width(rawValue: values.choice("bandwidth")) ?? .scott
    shape = KernelDensity.Shape(rawValue: values.choice("kernel")) ?? .covariance
  }
}

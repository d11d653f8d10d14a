import Experiments
import Jobs
import Oversampling

/// Looks at the class to grow and says which methods suit it.
struct AdviceJob: Sendable {
  let data: PreparedData

  /// Methods that there are and that suit the data, the first choice first.
  ///
  /// - Throws: `CancellationError`.
  func advice(in context: RunContext<Fraction>) throws -> [MethodAdvice] {
    MethodAdvice.all(for: try DataTraits(data, in: context))
      .filter { OversamplerCatalog.named($0.method) != nil }
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension NumPyRandom {
  /// A draw of the gamma distribution with scale 1: `standard_gamma(shape)`.
  ///
  /// Two draws at least: a normal one and a uniform one, both anew until they are accepted.
  ///
  /// - Parameter shape: above 1.
  ///
  /// Source: Marsaglia and Tsang, A simple method for generating gamma variables, ACM TOMS 26,
  /// 2000. Status: verified against NumPy, to the last digits of the logarithm.
  public mutating func gamma(shape: Double) -> Double {
    precondition(shape > 1, "a shape above 1")
    let offset = shape - 1.0 / 3
    let scale = 1 / (9 * offset).squareRoot()
    while true {
      var normal = 0.0
      var volume = 0.0
      while volume <= 0 {
        normal = self.normal()
        volume = 1 + scale * normal
      }
      volume = volume * volume * volume
      let chance = uniform()
      let square = normal * normal
      if chance < 1 - 0.0331 * square * square { return offset * volume }
      if log(chance) < 0.5 * square + offset * (1 - volume + log(volume)) {
        return offset * volume
      }
    }
  }

  /// A draw of the beta distribution, in 0...1: `beta(a, b)`.
  ///
  /// - Parameters:
  ///   - a, b: both above 1; NumPy draws otherwise below.
  ///
  /// Source: `numpy.random.RandomState`. Status: verified against NumPy.
  public mutating func beta(_ a: Double, _ b: Double) -> Double {
    let first = gamma(shape: a)
    let second = gamma(shape: b)
    return first / (first + second)
  }
}

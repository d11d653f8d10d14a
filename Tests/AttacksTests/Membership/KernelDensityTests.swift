import Attacks
import Foundation
import Jobs
import Numeric
import TestSupport
import Testing

private struct Answers: Decodable {
  let rows: [[Double]]
  let places: [[Double]]
  let scott: [Double]
  let silverman: [Double]
}

/// Expected values from SciPy's `gaussian_kde`; see `Tests/Peers/make_density_fixtures.py`.
@Suite struct KernelDensityTests {
  private let answers: Answers

  init() throws {
    let source = #filePath.replacing("/Membership/", with: "/")
    answers = try Fixture.load("densities.json", besides: source)
    #expect(answers.places.count == 7)
  }

  @Test(arguments: KernelDensity.Width.allCases)
  func logarithmsOfDensitiesAgree(width: KernelDensity.Width) throws {
    let density = try #require(
      try KernelDensity(
        Matrix(answers.rows), width: width, shape: .covariance, in: .unattended()))
    let found = try density.logDensities(at: Matrix(answers.places), in: .unattended(threads: 2))
    for (value, expected) in zip(found, width == .scott ? answers.scott : answers.silverman) {
      #expect(abs(value - expected) <= 1e-9 * max(1, abs(expected)))
    }
  }

  /// Far away the density itself is 0 as a number.
  @Test func farAwayThereIsStillALogarithm() throws {
    let density = try #require(
      try KernelDensity(Matrix(answers.rows), width: .scott, shape: .columns, in: .unattended()))
    let far = try density.logDensities(at: Matrix([[1e4, 0, 0]]), in: .unattended())[0]
    #expect(far.isFinite && far < -1e6)
  }

  @Test func aSingularCovarianceFallsBackToTheColumns() throws {
    let steps = (0..<20).map { Double($0) / 10 }
    let flat = Matrix(steps.map { [$0 - 1, 1 - $0, 0.5] })
    let singular = try KernelDensity(
      flat, width: .scott, shape: .covariance, in: .unattended())
    #expect(singular == nil)
    let pair = try #require(
      try KernelDensity.pair(
        flat, Matrix(answers.rows), width: .scott, shape: .covariance, in: .unattended()))
    let inside = try pair.0.logDensities(at: flat, in: .unattended())
    #expect(inside.allSatisfy { $0.isFinite })
  }
}

import Dispatch
import Jobs
import Testing

private struct Refusal: Error, Equatable {}

@Suite struct AbandonableTests {
  @Test func theAnswerComesBack() throws {
    let answer = try abandonable(in: RunContext<Int>.unattended()) { (1...10).reduce(0, +) }
    #expect(answer == 55)
  }

  @Test func anErrorOfTheBodyComesBack() {
    #expect(throws: Refusal()) {
      _ = try abandonable(in: RunContext<Int>.unattended()) { () throws -> Int in
        throw Refusal()
      }
    }
  }

  @Test func afterACancelTheBodyIsLeftBehindAndGoesOnToItsEnd() throws {
    let flag = CancellationFlag()
    let context = RunContext<Int>(threads: 1, isCancelled: { flag.isRaised }) { _ in }
    let gate = DispatchSemaphore(value: 0)
    let ended = DispatchSemaphore(value: 0)
    let started = DispatchSemaphore(value: 0)
    let raised = Locked<ContinuousClock.Instant?>(nil)
    var calls = 0
    DispatchQueue.global().async {
      started.wait()
      raised.withLock { $0 = .now }
      flag.raise()
    }
    #expect(throws: CancellationError.self) {
      _ = try abandonable(in: context, leave: { calls += 1 }) {
        started.signal()
        gate.wait()
        ended.signal()
        return 1
      }
    }
    let delay = try ContinuousClock.now - #require(raised.withLock { $0 })
    #expect(delay < .milliseconds(100))
    #expect(calls == 1)
    gate.signal()
    #expect(ended.wait(timeout: .now() + 10) == .success)
  }

  @Test func whatALeftBodyHoldsIsReleasedAtItsEnd() throws {
    final class Burden: Sendable {}
    let flag = CancellationFlag()
    let context = RunContext<Int>(threads: 1, isCancelled: { flag.isRaised }) { _ in }
    let gate = DispatchSemaphore(value: 0)
    weak var burden: Burden?
    func leaveBehind() {
      let held = Burden()
      burden = held
      #expect(throws: CancellationError.self) {
        _ = try abandonable(in: context) {
          flag.raise()
          gate.wait()
          return held
        }
      }
    }
    leaveBehind()
    #expect(burden != nil)
    gate.signal()
    let deadline = ContinuousClock.now + .seconds(10)
    while burden != nil, ContinuousClock.now < deadline { waitAMoment() }
    #expect(burden == nil)
  }

  @Test func aCancelBeforehandStartsNothing() {
    let context = RunContext<Int>(threads: 1, isCancelled: { true }) { _ in }
    let started = Locked(false)
    #expect(throws: CancellationError.self) {
      _ = try abandonable(in: context) { started.withLock { $0 = true } }
    }
    #expect(!started.withLock { $0 })
  }

  private func waitAMoment() {
    _ = DispatchSemaphore(value: 0).wait(timeout: .now() + .milliseconds(5))
  }
}

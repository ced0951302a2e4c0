import LockerBase
import LockerSync
import POSIXSupport

/// How far a transfer is.
package struct ProgressFigures: Sendable, Equatable {
    package var files = 0
    package var allFiles = 0
    package var bytes = 0
    package var allBytes = 0
    package var seconds = 0.0

    package init(files: Int = 0, allFiles: Int = 0, bytes: Int = 0, allBytes: Int = 0, seconds: Double = 0) {
        self.files = files
        self.allFiles = allFiles
        self.bytes = bytes
        self.allBytes = allBytes
        self.seconds = seconds
    }

    /// Bytes a second so far; nil before there is anything to divide by.
    var rate: Double? { seconds > 0.2 && bytes > 0 ? Double(bytes) / seconds : nil }

    /// Seconds to go at that rate.
    var remaining: Double? { rate.map { max(0, Double(allBytes) - Double(bytes)) / $0 } }
}

/// Shows figures and skipped files.
package protocol ProgressDisplay: Sendable {
    /// Seconds between two shows of the figures.
    var interval: Double { get }
    func show(_ figures: ProgressFigures, isLast: Bool)
    func skipped(_ item: Skipped)
    func waits(_ seconds: Double, after error: LockerError)
}

extension ProgressDisplay {
    package func waits(_ seconds: Double, after error: LockerError) {}
}

/// Counts, and lets a display show the figures every now and then and at the end.
package final class ProgressMeter: ProgressObserver {
    private struct State {
        var figures = ProgressFigures()
        var start = ContinuousClock.now
        var shown = 0.0
    }

    private let display: any ProgressDisplay
    private let state = Monitor(State())

    package init(_ display: any ProgressDisplay) {
        self.display = display
    }

    package func begin(files: Int, bytes: Int) {
        state.withLock { state in
            state.figures = ProgressFigures(allFiles: files, allBytes: bytes)
            state.start = .now
            state.shown = 0
        }
    }

    package func advance(files: Int, bytes: Int) {
        // Shown under the lock: figures of one thread must not overtake those of another.
        state.withLock { state in
            state.figures.files += files
            state.figures.bytes = state.figures.bytes.adding(bytes)
            state.figures.seconds = (ContinuousClock.now - state.start) / .seconds(1)
            guard state.figures.seconds - state.shown >= display.interval else { return }
            state.shown = state.figures.seconds
            display.show(state.figures, isLast: false)
        }
    }

    package func spared(files: Int, bytes: Int) {
        state.withLock { state in
            state.figures.allFiles -= files
            state.figures.allBytes = state.figures.allBytes.adding(-bytes)
        }
    }

    package func end() {
        state.withLock { state in
            guard state.figures.allFiles > 0 else { return }
            state.figures.seconds = (ContinuousClock.now - state.start) / .seconds(1)
            display.show(state.figures, isLast: true)
        }
    }

    package func waits(_ seconds: Double, after error: LockerError) {
        state.withLock { _ in display.waits(seconds, after: error) }
    }

    package func skipped(_ item: Skipped) {
        state.withLock { _ in display.skipped(item) }
    }
}

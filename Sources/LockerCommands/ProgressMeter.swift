import LockerBase
import LockerClient
import POSIXSupport

/// How far a transfer is.
struct ProgressFigures: Sendable, Equatable {
    var files = 0
    var allFiles = 0
    var bytes = 0
    var allBytes = 0
    var seconds = 0.0

    /// Bytes a second so far; nil before there is anything to divide by.
    var rate: Double? { seconds > 0.2 && bytes > 0 ? Double(bytes) / seconds : nil }

    /// Seconds to go at that rate.
    var remaining: Double? { rate.map { Double(max(0, allBytes - bytes)) / $0 } }
}

/// Shows figures and skipped files.
protocol ProgressDisplay: Sendable {
    /// Seconds between two shows of the figures.
    var interval: Double { get }
    func show(_ figures: ProgressFigures, isLast: Bool)
    func skipped(_ item: Skipped)
}

/// Counts, and lets a display show the figures every now and then and at the end.
final class ProgressMeter: ProgressObserver {
    private struct State {
        var figures = ProgressFigures()
        var start = ContinuousClock.now
        var shown = 0.0
    }

    private let display: any ProgressDisplay
    private let state = Monitor(State())

    init(_ display: any ProgressDisplay) {
        self.display = display
    }

    func begin(files: Int, bytes: Int) {
        state.withLock { state in
            state.figures = ProgressFigures(allFiles: files, allBytes: bytes)
            state.start = .now
            state.shown = 0
        }
    }

    func advance(files: Int, bytes: Int) {
        // Shown under the lock: figures of one thread must not overtake those of another.
        state.withLock { state in
            state.figures.files += files
            state.figures.bytes += bytes
            state.figures.seconds = (ContinuousClock.now - state.start) / .seconds(1)
            guard state.figures.seconds - state.shown >= display.interval else { return }
            state.shown = state.figures.seconds
            display.show(state.figures, isLast: false)
        }
    }

    func end() {
        state.withLock { state in
            guard state.figures.allFiles > 0 else { return }
            state.figures.seconds = (ContinuousClock.now - state.start) / .seconds(1)
            display.show(state.figures, isLast: true)
        }
    }

    func skipped(_ item: Skipped) {
        state.withLock { _ in display.skipped(item) }
    }
}

/// Keeps work to so many bytes a second, on average since it began.
struct Pacer {
    private let bytesPerSecond: Int?
    private let start = ContinuousClock.now
    private var bytes = 0

    /// - Parameter bytesPerSecond: nil for no limit.
    init(bytesPerSecond: Int?) {
        self.bytesPerSecond = bytesPerSecond
    }

    /// How many seconds to wait before `count` bytes more are worked on.
    mutating func delay(before count: Int) -> Double {
        guard let bytesPerSecond else { return 0 }
        defer { bytes += count }
        return max(0, Double(bytes) / Double(bytesPerSecond) - start.duration(to: .now) / .seconds(1))
    }
}

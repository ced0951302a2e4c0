import LockerBase
import LockerMetrics
import Synchronization
import TTRPC

/// What the calls of clients came to, and how long they took.
final class RequestMetrics: Sendable {
    private static let bounds = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 600]

    private let methods = Mutex<[MethodMetrics]>([])
    /// In the order of ``Lane/allCases``.
    private let lanes = Lane.allCases.map { _ in Histogram(bounds: RequestMetrics.bounds) }

    /// Where the calls of a method are counted.
    func method(_ name: String, in lane: Lane) -> MethodMetrics {
        let method = MethodMetrics(name: name, seconds: lanes[lane.rawValue])
        methods.withLock { $0.append(method) }
        return method
    }

    /// A method has a sample for each code that it has answered with, and one for `OK` from the start on.
    func write(to exposition: inout Exposition) {
        let methods = methods.withLock { $0 }
        exposition.add(
            "locker_requests_total", .counter,
            "Calls that reached their method, and each file that fails in a call for several, by the code of the answer.",
            methods.flatMap { method in
                method.codes.map { code, count in
                    ([("method", method.name), ("code", code)], Double(count))
                }
            })
        exposition.add(
            "locker_request_seconds", "From when a thread takes a call to its answer, by the lane of the method.",
            Lane.allCases.map { ([("lane", "\($0)")], lanes[$0.rawValue]) })
    }
}

/// The calls of one method.
final class MethodMetrics: Sendable {
    let name: String
    private let seconds: Histogram
    private let succeeded = Counter()
    /// In the order of `LockerError.Code.allCases`.
    private let failed = LockerError.Code.allCases.map { _ in Counter() }

    fileprivate init(name: String, seconds: Histogram) {
        self.name = name
        self.seconds = seconds
    }

    /// Runs a call and counts it, unless what comes of it is no answer yet.
    func measuring<Result>(
        _ body: () throws(LockerError) -> Result, isAnswer: (Result) -> Bool = { _ in true }
    ) throws(LockerError) -> Result {
        let start = ContinuousClock.now
        do throws(LockerError) {
            let result = try body()
            guard isAnswer(result) else { return result }
            succeeded.add()
            seconds.observe(start.duration(to: .now))
            return result
        } catch {
            count(error.code)
            seconds.observe(start.duration(to: .now))
            throw error
        }
    }

    /// Counts a call, or one of several files of a call, that failed.
    func count(_ code: LockerError.Code) {
        for (other, counter) in zip(LockerError.Code.allCases, failed) where other == code { counter.add() }
    }

    /// The codes answered so far, with their numbers.
    fileprivate var codes: [(code: String, count: Int)] {
        let errors = zip(LockerError.Code.allCases, failed).map { ($0.rawValue, $1.value) }
        return [("OK", succeeded.value)] + errors.filter { $0.1 > 0 }
    }
}

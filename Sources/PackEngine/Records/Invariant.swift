import Glibc

/// What must hold in the engine, checked in every build. Where it does not, the process ends: it would acknowledge what
/// is not durable, or give away what is needed.
enum Invariant {
    /// Whether checks are wanted too that take more than a few comparisons: with `LOCKER_CHECKS=1` in the environment.
    static let isThorough = getenv("LOCKER_CHECKS").map { String(cString: $0) == "1" } ?? false

    /// Ends the process unless `holds`.
    ///
    /// - Parameters:
    ///   - subject: what it is about, such as a pack.
    ///   - rule: what must hold.
    @inline(__always)
    static func check(_ holds: Bool, _ subject: @autoclosure () -> String, _ rule: StaticString) {
        if !holds { broken(subject(), rule) }
    }

    @inline(never)
    private static func broken(_ subject: String, _ rule: StaticString) -> Never {
        fatalError("\(subject): broken invariant: \(rule); this is a defect of lockerd, and what is stored is whole")
    }
}

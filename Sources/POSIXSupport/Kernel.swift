import Glibc

/// What the kernel of this machine can do.
enum Kernel {
    /// Whether writes with RWF_DONTCACHE do what they say. Linux 6.14 brought them, with races between pages that go
    /// and pages that are written again, for which they were switched off for a time. Measured, and killed over and
    /// over, on 6.18.
    static let letsWritesPass = version >= (6, 17)

    /// The first two numbers of its release.
    private static var version: (Int, Int) {
        var names = utsname()
        guard uname(&names) == 0 else { return (0, 0) }
        let release = withUnsafeBytes(of: &names.release) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        let numbers = release.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : (0, 0)
    }
}

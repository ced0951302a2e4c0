import Glibc

/// Figures as people read them. JSON has them exact.
enum HumanText {
    /// `bytes` with three digits and a binary unit (IEC 80000-13): `14.2 MiB`.
    static func size(_ bytes: some BinaryInteger) -> String {
        let units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
        var value = Double(bytes)
        guard value >= 1024 else { return "\(bytes) B" }
        var unit = -1
        // What would be rounded to 1024 belongs to the next unit.
        while value >= 1023.95, unit < units.count - 1 {
            value /= 1024
            unit += 1
        }
        return "\(fixed(value, digits: value < 99.95 ? 1 : 0)) \(units[unit])"
    }

    /// `count` and what is counted: `1 file`, `2 files`.
    static func count(_ count: some BinaryInteger, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }

    /// `value` with `digits` digits behind the point.
    static func fixed(_ value: Double, digits: Int) -> String {
        guard digits > 0, value.isFinite, abs(value) < 1e15 else { return "\(Int64(clamping: value))" }
        let scale = digits == 1 ? 10.0 : 100.0
        let scaled = Int64((abs(value) * scale).rounded())
        let (whole, rest) = scaled.quotientAndRemainder(dividingBy: Int64(scale))
        let fraction = "\(rest)"
        let zeros = String(repeating: "0", count: digits - fraction.count)
        return "\(value < 0 ? "-" : "")\(whole).\(zeros)\(fraction)"
    }

    /// A span of time: `42 s`, `3 min 05 s`, `2 h 07 min`.
    static func span(_ seconds: Double) -> String {
        let whole = Int(Int64(clamping: max(0, seconds)))
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(two(whole % 60)) s" }
        return "\(whole / 3600) h \(two(whole / 60 % 60)) min"
    }

    /// How long a song is, as players write it: `3:05`, `1:02:07`.
    static func playingTime(milliseconds: UInt64) -> String {
        let seconds = milliseconds / 1000 + (milliseconds % 1000 >= 500 ? 1 : 0)
        func two(_ value: UInt64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let minutes = seconds / 60 % 60
        let start = seconds < 3600 ? "\(minutes)" : "\(seconds / 3600):\(two(minutes))"
        return "\(start):\(two(seconds % 60))"
    }

    /// A moment (nanoseconds since 1970) in the local time zone: `2024-05-01 12:30:00`.
    static func moment(_ nanoseconds: Int64) -> String {
        var seconds = time_t(nanoseconds / 1_000_000_000)
        var parts = tm()
        guard localtime_r(&seconds, &parts) != nil else { return "-" }
        return String(
            decoding: [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
                count = buffer.withMemoryRebound(to: CChar.self) { text in
                    text.baseAddress.map { strftime($0, text.count, "%Y-%m-%d %H:%M:%S", &parts) } ?? 0
                }
            }, as: UTF8.self)
    }
}

extension Int64 {
    /// The nearest there is; 0 for what is no number.
    init(clamping value: Double) {
        self = value.isNaN ? 0 : value >= 9.2e18 ? .max : value <= -9.2e18 ? .min : Int64(value.rounded())
    }
}

import LockerBase
import TTRPC

/// The numbers in the configuration file, to be held against what each may be.
struct ConfigurationNumbers: Decodable {
    /// What a key may say.
    struct Range {
        let least: Double
        let greatest: Double
        let isWhole: Bool

        static func whole(_ least: Int, _ greatest: Int) -> Range {
            Range(least: Double(least), greatest: Double(greatest), isWhole: true)
        }

        func contains(_ number: Double) -> Bool {
            number >= least && number <= greatest && (!isWhole || number == number.rounded())
        }

        var text: String {
            let bounds = [least, greatest].map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }
            return "\(isWhole ? "a whole number" : "a number") from \(bounds[0]) to \(bounds[1])"
        }
    }

    /// A number that its key may not have.
    struct OutOfRange: Error {
        let key: String
        let value: String
        let range: Range
    }

    /// More than any disk has, in bytes; sums of these can be counted.
    private static let manyBytes = 1 << 60

    /// By the path of the key in the file. Of a list, what each element may be.
    static let ranges: [String: Range] = [
        "operators": .whole(0, Int(UInt32.max) - 1),
        "frontends": .whole(0, Int(UInt32.max) - 1),
        "default_quota": .whole(0, manyBytes),
        "limits.connections": .whole(1, 1_000_000),
        "limits.connections_per_user": .whole(1, 1_000_000),
        "limits.connections_per_frontend": .whole(1, 1_000_000),
        "limits.requests_in_flight": .whole(1, 65_536),
        "limits.message_bytes": .whole(ServerLimits.leastMessageBytes, 1 << 40),
        "limits.file_seconds": Range(least: 0.001, greatest: 31_536_000, isWhole: false),
        "limits.uncommitted_bytes": .whole(1, manyBytes),
        "limits.staging_memory_bytes": .whole(1 << 20, 1 << 40),
        "scrub.days": Range(least: 0.000_001, greatest: 36_500, isWhole: false),
        "retention.keep_last": .whole(1, manyBytes), "retention.keep_hourly": .whole(1, manyBytes),
        "retention.keep_daily": .whole(1, manyBytes), "retention.keep_weekly": .whole(1, manyBytes),
        "retention.keep_monthly": .whole(1, manyBytes), "retention.keep_yearly": .whole(1, manyBytes),
    ]

    private var outOfRange: OutOfRange?

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ConfigurationKey.self)
        for (path, range) in ConfigurationNumbers.ranges.sorted(by: { $0.key < $1.key }) {
            let names = path.split(separator: ".").map { ConfigurationKey(stringValue: String($0)) }
            guard let name = names.last else { continue }
            let group =
                names.count == 1
                ? container : try? container.nestedContainer(keyedBy: ConfigurationKey.self, forKey: names[0])
            guard let group, group.contains(name) else { continue }
            check(path, range, group, name)
        }
    }

    private mutating func check(
        _ path: String, _ range: Range, _ group: KeyedDecodingContainer<ConfigurationKey>, _ name: ConfigurationKey
    ) {
        let numbers: [Double]
        do {
            if var list = try? group.nestedUnkeyedContainer(forKey: name) {
                var found: [Double] = []
                while !list.isAtEnd { found.append(try list.decode(Double.self)) }
                numbers = found
            } else {
                numbers = [try group.decodeIfPresent(Double.self, forKey: name)].compactMap(\.self)
            }
        } catch DecodingError.dataCorrupted {
            // A number that no type can hold. What is no number at all is somebody else's to tell.
            outOfRange = outOfRange ?? OutOfRange(key: path, value: "beyond what can be counted", range: range)
            return
        } catch {
            return
        }
        if let number = numbers.first(where: { !range.contains($0) }) {
            let value = Int64(exactly: number).map { "\($0)" } ?? "\(number)"
            outOfRange = outOfRange ?? OutOfRange(key: path, value: value, range: range)
        }
    }

    func check() throws(OutOfRange) {
        if let outOfRange { throw outOfRange }
    }
}

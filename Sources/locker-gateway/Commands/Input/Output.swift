import Foundation
import Glibc

/// What commands print.
enum Output {
    /// Writes a line to standard error.
    static func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Prints an object on one line.
    static func print(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        Swift.print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// A moment as people read it: `2024-05-01 12:30`, in UTC. `never` for none.
    static func time(_ nanoseconds: Int64?) -> String {
        guard let nanoseconds else { return "never" }
        var seconds = time_t(nanoseconds / 1_000_000_000)
        var parts = tm()
        guard gmtime_r(&seconds, &parts) != nil else { return "?" }
        let date = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
        return "\(date) \(two(parts.tm_hour)):\(two(parts.tm_min))"
    }

    /// Seconds since 1970, as JSON has times.
    static func seconds(_ nanoseconds: Int64) -> Int64 { nanoseconds / 1_000_000_000 }

    private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Lines in columns, the first one naming them.
    static func table(_ rows: [[String]]) -> String {
        let columns = rows.first?.count ?? 0
        let widths: [Int] = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines: [String] = rows.map { row in line(row, widths) }
        return lines.joined(separator: "\n")
    }

    private static func line(_ row: [String], _ widths: [Int]) -> String {
        var text = ""
        for (column, cell) in row.enumerated() {
            text += cell
            guard column < row.count - 1 else { break }
            text += String(repeating: " ", count: widths[column] - cell.count + 2)
        }
        return text
    }
}

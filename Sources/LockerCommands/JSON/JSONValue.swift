import LockerBase

/// A JSON value (RFC 8259) to be printed: keys sorted, slashes as they are. An encoder of its own, because loading
/// Foundation's takes longer than most commands run. Characters that cannot be seen are escaped.
package enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case unsigned(UInt64)
    /// Seconds, or any other number with a fraction.
    case number(Double)
    /// A time or span in nanoseconds, printed in seconds with every digit it has.
    case seconds(nanoseconds: Int64)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The value as text on one line.
    package var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += "\(value)"
        case .unsigned(let value): text += "\(value)"
        case .number(let value): text += value.isFinite ? "\(value)" : "null"
        case .seconds(let nanoseconds): text += JSONValue.decimal(nanoseconds)
        case .string(let value): JSONValue.write(value, to: &text)
        case .array(let values):
            JSONValue.write(values, "[", "]", to: &text) { value, text in value.write(to: &text) }
        case .object(let members):
            JSONValue.write(members.sorted { $0.key < $1.key }, "{", "}", to: &text) { member, text in
                JSONValue.write(member.key, to: &text)
                text += ":"
                member.value.write(to: &text)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], _ open: String, _ close: String, to text: inout String,
        _ body: (Element, inout String) -> Void
    ) {
        text += open
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            body(element, &text)
        }
        text += close
    }

    private static func write(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case "\r": text += "\\r"
            case _ where scalar.isHidden:
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    private static func decimal(_ nanoseconds: Int64) -> String {
        let (whole, rest) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
        let digits = "\(rest)"
        let fraction = String(repeating: "0", count: 9 - digits.count) + digits
        return "\(nanoseconds < 0 ? "-" : "")\(whole).\(fraction)"
    }
}

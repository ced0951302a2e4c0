import Foundation

/// What came back to a request.
struct Answer: Sendable {
    let status: Int
    let fields: [(name: String, value: String)]
    var body: [UInt8] = []

    /// The first field of a name, in whatever case it is written.
    subscript(name: String) -> String? {
        let wanted = name.lowercased()
        return fields.first { $0.name.lowercased() == wanted }?.value
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as an object of JSON.
    func object() throws -> [String: Any] {
        guard let object = try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] else {
            throw Failure.noObject(text)
        }
        return object
    }

    /// What a path of keys and of places in lists leads to, as in `error.code` and `entries.0.path`; nil for nothing.
    func value(_ path: String) throws -> String? {
        var found: Any? = try object()
        for step in path.split(separator: ".") {
            if let object = found as? [String: Any] {
                found = object[String(step)]
            } else if let list = found as? [Any], let place = Int(step), list.indices.contains(place) {
                found = list[place]
            } else {
                found = nil
            }
        }
        if let text = found as? String { return text }
        return (found as? NSNumber)?.stringValue
    }

    enum Failure: Error {
        case noObject(String)
    }
}

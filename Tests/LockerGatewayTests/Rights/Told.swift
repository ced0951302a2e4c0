import Foundation

/// What an answer tells: all of it but what is another thing each time, and the names that were asked for.
struct Told: Equatable, CustomStringConvertible {
    private let status: Int
    private let fields: [String]
    private let body: String

    private static let unlike: Set<String> = ["date", "x-request-id", "content-length", "upload-expires"]

    /// - Parameter names: those that the request was filled with.
    init(_ answer: Answer, _ names: Names) {
        status = answer.status
        fields = answer.fields.filter { !Told.unlike.contains($0.name.lowercased()) }
            .map { Told.withoutChance(names.blank("\($0.name.lowercased()): \($0.value)")) }.sorted()
        body = names.blank(Told.withoutChance(answer.text))
    }

    var description: String { "\(status)\n\(fields.joined(separator: "\n"))\n\(body)" }

    /// Without names of requests, times, and ids that were just drawn.
    private static func withoutChance(_ text: String) -> String {
        var text = text
        for (pattern, word) in [
            ("\"request\":\"[^\"]*\"", "REQUEST"), ("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "TIME"),
            ("\"pl-[0-9a-z]{26}\"", "PLAYLIST"), ("\"(created|expires|last_used)\":[0-9]+", "TIME"),
            ("\"id\":\"[0-9a-f]{32}\"", "ID"), ("\"secret\":\"[a-z-]*\"", "SECRET"),
            ("/api/v1/uploads/[0-9a-f]{32}", "UPLOAD"),
        ] {
            text = text.replacingOccurrences(of: pattern, with: word, options: .regularExpression)
        }
        return text
    }
}

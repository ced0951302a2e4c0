/// Prints an object that has a long list, piece by piece: only the piece at hand is in memory. Nothing is printed
/// before the first piece, so that what fails at once prints nothing.
struct JSONList {
    private let start: String
    private var isEmpty = true

    /// - Parameter key: the list's.
    init(_ key: String) {
        start = "{\(JSONValue.string(key).text):["
    }

    mutating func add(_ elements: [JSONValue]) {
        guard !elements.isEmpty else { return }
        Console.add((isEmpty ? start : ",") + elements.map(\.text).joined(separator: ","))
        isEmpty = false
    }

    /// Ends the list, and the object with its other members, of which there is one at least.
    func finish(_ others: [String: JSONValue]) {
        let rest = JSONValue.object(others).text.dropFirst()
        Console.print("\(isEmpty ? start : "")],\(rest)")
    }
}

import Foundation

/// What things are called: those that somebody has, or such as nobody has.
struct Names: Sendable {
    private var values: [String: String]

    init(_ values: [String: String]) {
        self.values = values
    }

    subscript(name: String) -> String? {
        get { values[name] }
        set { values[name] = newValue }
    }

    var keys: Set<String> { Set(values.keys) }

    /// A template with the names in the place of what stands in braces.
    func fill(_ template: String) -> String {
        var text = template
        for (name, value) in values { text = text.replacingOccurrences(of: "{\(name)}", with: value) }
        return text
    }

    /// The other way round: what is said of other names is the same then. Short ones may stand in anything.
    func blank(_ text: String) -> String {
        var text = text
        for (name, value) in values.sorted(by: { $0.value.utf8.count > $1.value.utf8.count }) where value.count > 4 {
            text = text.replacingOccurrences(of: value, with: "{\(name)}")
        }
        return text
    }
}

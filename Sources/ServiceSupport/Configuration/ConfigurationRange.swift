/// What a number of a configuration file may be.
package struct ConfigurationRange: Sendable {
    let least: Double
    let greatest: Double
    let isWhole: Bool

    package init(least: Double, greatest: Double, isWhole: Bool) {
        self.least = least
        self.greatest = greatest
        self.isWhole = isWhole
    }

    package static func whole(_ least: Int, _ greatest: Int) -> ConfigurationRange {
        ConfigurationRange(least: Double(least), greatest: Double(greatest), isWhole: true)
    }

    func contains(_ number: Double) -> Bool {
        number >= least && number <= greatest && (!isWhole || number == number.rounded())
    }

    var text: String {
        let bounds = [least, greatest].map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }
        return "\(isWhole ? "a whole number" : "a number") from \(bounds[0]) to \(bounds[1])"
    }
}

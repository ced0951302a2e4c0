import ArgumentParser

/// Checks of values that no daemon could take: they are bad usage, whoever would have noticed them.
enum Ranges {
    /// A share of something, from 0 to 100.
    static func check(percent: Double?, option: String, isZeroAllowed: Bool = true) throws {
        guard let percent else { return }
        guard percent.isFinite, (0...100).contains(percent), isZeroAllowed || percent > 0 else {
            throw ValidationError(
                "\(option) takes a number of percent, \(isZeroAllowed ? "from 0" : "more than 0, and up") to 100")
        }
    }

    /// That of options which ask for different things only one is given.
    static func checkOne(of options: [(name: String, isGiven: Bool)]) throws {
        let given = options.filter(\.isGiven).map(\.name)
        guard given.count > 1 else { return }
        throw ValidationError("\(given.joined(separator: " and ")) ask for different things: give one of them")
    }
}

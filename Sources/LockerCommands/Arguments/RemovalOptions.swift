import ArgumentParser

/// How something is removed for good.
struct RemovalOptions: ParsableArguments {
    @Flag(name: [.customShort("n"), .long], help: "Say what would go, and remove nothing.")
    var dryRun = false

    @Flag(help: "Ask nothing.")
    var yes = false

    /// Asks the person at the terminal, if there is one and nothing was said before.
    func confirm(_ question: () throws -> String) throws {
        try Confirmation.require(question, given: yes || dryRun)
    }
}
